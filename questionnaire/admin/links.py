"""Outward links: what the last check found and in which texts they stand; checking some of them again."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from questionnaire import content
from questionnaire.admin.reading import ReadOnlyAdmin
from questionnaire.domain import links
from questionnaire.domain.links import Outcome
from questionnaire.domain.seed import Key
from questionnaire.linkchecking.checking import check, visitor
from questionnaire.linkchecking.visiting import DELAY, Pace
from questionnaire.models import Area, Guidance, Link, Question
from questionnaire.models.link import OUTCOMES
from questionnaire.wording.loads import key_name

# A request must be answered before the server that runs us gives it up, which gunicorn does after 30 seconds.
AT_ONCE = 20  # addresses
BEGIN_WITHIN = 8  # seconds, for the last of them
ONE_WITHIN = 8  # seconds
PLACES_SHOWN = 3  # in the list; a link's own page names all
LINK = '<a href="{}">{}</a>'


def check_now(modeladmin: Any, request: HttpRequest, addresses: Iterable[str]) -> None:
    """Check some addresses while somebody waits, and say what was found and what was left out."""
    asked = list(dict.fromkeys(addresses))
    found = list(check(asked[:AT_ONCE], visitor(Pace(DELAY), bound=ONE_WITHIN), seconds=BEGIN_WITHIN))
    counts = Counter(link.outcome for link in found)
    parts = ", ".join(f"{counts[outcome]} {label}" for outcome, label in OUTCOMES.items() if counts[outcome])
    if not asked:
        modeladmin.message_user(request, gettext("There is no outward link here."))
        return
    if found:
        line = ngettext("%(count)s link checked: %(parts)s.", "%(count)s links checked: %(parts)s.", len(found))
        unreachable = counts[Outcome.BROKEN] + counts[Outcome.REFUSED]
        level = messages.WARNING if unreachable else messages.SUCCESS
        modeladmin.message_user(request, line % {"count": len(found), "parts": parts}, level)
    left = len(asked) - len(found)
    if left:
        line = ngettext(
            "%(count)s link was left out, to keep you from waiting. The command “checklinks” checks all.",
            "%(count)s links were left out, to keep you from waiting. The command “checklinks” checks all.",
            left,
        )
        modeladmin.message_user(request, line % {"count": left}, messages.WARNING)


@admin.action(description=_("Check the links"), permissions=["change"])
def check_links(modeladmin: Any, request: HttpRequest, queryset: QuerySet[Guidance]) -> None:
    """Those in the selected guidance texts."""
    texts = queryset.values_list("html", flat=True)
    check_now(modeladmin, request, (address for text in texts for address in links.addresses(text)))


@admin.action(description=_("Check again"), permissions=["check"])
def check_again(modeladmin: Any, request: HttpRequest, queryset: QuerySet[Link]) -> None:
    check_now(modeladmin, request, queryset.values_list("address", flat=True))


class LinkAdmin(ReadOnlyAdmin):
    list_display = ["outcome", "wrapped", "says", "stands_first_in", "checked_at"]
    list_display_links = ["wrapped"]
    list_filter = ["outcome", "checked_at"]
    search_fields = ["address"]
    list_per_page = 100
    actions = [check_again]
    readonly_fields = ["opens", "outcome", "says", "stands_in", "checked_at"]
    fields = ["opens", "outcome", "says", "stands_in", "checked_at"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Link]:
        """Without those that an editor has taken out of the texts since the last check."""
        return Link.objects.standing(links.places(content.now()))

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        shown = super().get_changelist_instance(request)
        _find_places(shown.result_list)
        return shown

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Link | None:
        link = super().get_object(request, object_id, from_field)
        if link is not None:
            _find_places([link])
        return link

    @admin.display(description=_("address"))
    def opens(self, link: Link) -> str:
        return format_html('<a href="{}" rel="noopener noreferrer">{}</a>', link.address, _wrapped(link.address))

    @admin.display(description=_("address"), ordering="address")
    def wrapped(self, link: Link) -> str:
        return _wrapped(link.address)

    @admin.display(description=_("what the site says"))
    def says(self, link: Link) -> str:
        if link.moved_to:
            return format_html("{} {}", gettext("New address:"), _wrapped(link.moved_to))
        return link.explanation

    @admin.display(description=_("stands in"))
    def stands_in(self, link: Any) -> str:
        return format_html_join("; ", LINK, link.places)

    @admin.display(description=_("stands in"))
    def stands_first_in(self, link: Any) -> str:
        shown = format_html_join("; ", LINK, link.places[:PLACES_SHOWN])
        more = len(link.places) - PLACES_SHOWN
        return format_html("{} (+{})", shown, more) if more > 0 else shown

    def has_check_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("questionnaire.change_guidance")


def _wrapped(address: str) -> str:
    """A long address that may go on in the next line, after a sign that divides it or else after 24 others."""
    return format_html_join(
        "", "{}<wbr>", ((part,) for part in re.findall(r"[^/?&=_.%-]{0,24}[/?&=_.%-]|.{1,24}", address))
    )


def _find_places(rows: Iterable[Any]) -> None:
    """Give each link its `places`: address of the page where a text is edited, and what the text is called."""
    standing = links.places(content.in_memory() or content.now())  # in memory since `get_queryset`
    keys = {row.pk: standing.get(row.address, ()) for row in rows}
    editing = _pages({key for each in keys.values() for key in each})
    for row in rows:
        row.places = [(editing[key], key_name(key)) for key in keys[row.pk] if key in editing]


def _pages(keys: set[Key]) -> dict[Key, str]:
    """Where each of these texts is edited; in three queries."""
    numbers = {kind: {number for each, number, _ in keys if each == kind} for kind in ("area", "question", "guidance")}
    of_guidance = ("choice__question__number", "choice__number", "pk")
    found = [
        *(("area", number, 0, pk) for number, pk in _by_number(Area, numbers["area"])),
        *(("question", number, 0, pk) for number, pk in _by_number(Question, numbers["question"])),
        *(
            ("guidance", *row)
            for row in Guidance.objects.filter(choice__question__number__in=numbers["guidance"]).values_list(
                *of_guidance
            )
        ),
        ("questionnaire", 0, 0, 1),
    ]
    return {
        (kind, number, choice): reverse(f"admin:questionnaire_{kind}_change", args=[pk])
        for kind, number, choice, pk in found
    }


def _by_number(model: Any, numbers: set[int]) -> Iterable[tuple[int, int]]:
    found: Iterable[tuple[int, int]] = model.objects.filter(number__in=numbers).values_list("number", "pk")
    return found
