"""Report -> PDF/UA-1, by WeasyPrint: tagged, with bookmarks, and nothing in it that is not in the report."""

import threading
from typing import Any, NoReturn

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from weasyprint import CSS, HTML, Document
from weasyprint.urls import URLFetcher

from questionnaire.domain.report import Report
from questionnaire.domain.taken import Chosen
from questionnaire.domain.text import printable
from questionnaire.exports.outline import outline
from questionnaire.exports.turns import Busy

SUMMARY_PAGES = 2
# How many lines a list of the summary shows, and how many priorities and steps: as many as leave it on two pages. Three
# priorities are advised; they give way last.
SUMMARY_ROOM = ((12, 12), (8, 8), (5, 5), (3, 3), (2, 3), (1, 3), (0, 3), (0, 2), (0, 1), (0, 0))
# Pango breaks a line at these, HTML does not: a short text of nothing else would fill pages.
LINE_ENDS = {0x2028: " ", 0x2029: " "}

_making = threading.Lock()


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


def _summary(report: Report, chosen: Chosen) -> Document:
    for room in SUMMARY_ROOM:
        document = _laid_out(report, chosen, room)
        if len(document.pages) <= SUMMARY_PAGES:
            break
    return document


def _laid_out(report: Report, chosen: Chosen, room: tuple[int, int] | None) -> Document:
    context = {"outline": outline(report, chosen, room)}
    html = printable(render_to_string("exports/report.html", context)).translate(LINE_ENDS)
    fetcher = NothingFetched()
    sheet = CSS(string=render_to_string("exports/report.css"), url_fetcher=fetcher)
    return HTML(string=html, url_fetcher=fetcher).render(
        stylesheets=[sheet],
        pdf_variant="pdf/ua-1",
        pdf_tags=True,
        presentational_hints=True,  # where a numbered list starts
    )
