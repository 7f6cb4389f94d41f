"""Report -> PDF/UA-1, by WeasyPrint: tagged, with bookmarks, and nothing in it that is not in the report."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NoReturn

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from weasyprint import CSS, HTML, Document
from weasyprint.urls import URLFetcher

from questionnaire.domain.profile import AreaProfile, Profile
from questionnaire.domain.report import Report
from questionnaire.domain.taken import Chosen
from questionnaire.domain.text import printable
from questionnaire.exports.outline import outline
from questionnaire.exports.turns import Busy

SUMMARY_PAGES = 2
# How many lines a list of the summary shows: as many as leave it on two pages.
SUMMARY_LINES = (12, 8, 5, 3, 2, 1, 0)
BAR = 200  # the length of a whole bar in the SVG's own units
# Pango breaks a line at these, HTML does not: a short text of nothing else would fill pages.
LINE_ENDS = {0x2028: " ", 0x2029: " "}

_making = threading.Lock()


@dataclass(frozen=True, slots=True)
class Bar:
    """An area of the profile: where its bar ends, and the line from the lowest to the highest answer, in BAR units."""

    area: AreaProfile
    ticks: tuple[int, ...]
    level: int
    lowest: int
    highest: int

    @property
    def span(self) -> int:
        return self.highest - self.lowest


class NothingFetched(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    """Refuses every address: no file, no network, no data."""

    def fetch(self, url: str, headers: Any = None) -> NoReturn:
        raise ValueError(f"nothing is fetched for a report: {url[:80]}")


def to_pdf(report: Report, chosen: Chosen) -> bytes:
    """The document, in the language of the content. Raises Busy while another one is being made in this process."""
    if not _making.acquire(blocking=False):
        raise Busy
    try:
        with translation.override(settings.CONTENT_LANGUAGE):
            document = _summary(report, chosen) if chosen.is_summary else _laid_out(report, chosen, None)
            pdf: bytes = document.write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True)
            return pdf
    finally:
        _making.release()


def bars(profile: Profile) -> Iterator[tuple[AreaProfile, Bar | None]]:
    """Every area, with its bar where it has a level."""
    for area in profile.areas:
        if area.level is None or area.lowest is None or area.highest is None:
            yield area, None
            continue
        unit = BAR / area.scale
        ticks = tuple(round(unit * at) for at in range(1, area.scale))
        yield area, Bar(area, ticks, round(unit * area.level), round(unit * area.lowest), round(unit * area.highest))


def _summary(report: Report, chosen: Chosen) -> Document:
    for lines in SUMMARY_LINES:
        document = _laid_out(report, chosen, lines)
        if len(document.pages) <= SUMMARY_PAGES:
            break
    return document


def _laid_out(report: Report, chosen: Chosen, most: int | None) -> Document:
    context = {
        "report": report,
        "outline": outline(report, chosen, most),
        "bars": list(bars(report.profile)),
        "bar": BAR,
    }
    html = printable(render_to_string("exports/report.html", context)).translate(LINE_ENDS)
    fetcher = NothingFetched()
    sheet = CSS(string=render_to_string("exports/report.css"), url_fetcher=fetcher)
    return HTML(string=html, url_fetcher=fetcher).render(
        stylesheets=[sheet],
        pdf_variant="pdf/ua-1",
        pdf_tags=True,
        presentational_hints=True,  # where a numbered list starts
    )
