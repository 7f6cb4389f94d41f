"""Report -> DOCX that one can edit: real styles, headings, lists, links and tables."""

from collections.abc import Sequence

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext, ngettext

from questionnaire.domain.comparison import Compared, Comparison
from questionnaire.domain.profile import Profile
from questionnaire.domain.report import Card, Former, Report
from questionnaire.domain.taken import Chosen
from questionnaire.exports.blocks import blocks
from questionnaire.exports.outline import Listed, Outline, outline
from questionnaire.exports.word import Document
from questionnaire.wording.comparison import (
    about_lower,
    about_rewordings,
    about_waiting,
    area_compared,
    arrow,
    change_in_words,
    compared_on,
    counted,
    reworded_since,
)
from questionnaire.wording.report import (
    about_equals,
    answered_with,
    apart_in_words,
    beside_in_words,
    day,
    finding,
    findings,
    level_in_words,
    level_meaning,
    mark_in_words,
    named,
    rewording,
    status_name,
)

SUMMARY_ROOM = (5, 5)  # lines: only Word knows where its pages end, and these fit on two


def to_docx(report: Report, chosen: Chosen) -> bytes:
    """The document, in the language of the content."""
    with translation.override(settings.CONTENT_LANGUAGE):
        told = outline(report, chosen, SUMMARY_ROOM if chosen.is_summary else None)
        document = Document(told.title, settings.CONTENT_LANGUAGE, timezone.now(), compact=told.is_summary)
        _front(document, told)
        _profile(document, told)
        for listed in told.to_discuss:
            _listed(document, listed)
        if told.comparison:
            _comparison(document, told.comparison, is_summary=told.is_summary)
        _priorities(document, told)
        _plan(document, told)
        for part in told.areas:
            document.heading(named(part.area), 1, new_page=True)
            for card in part.cards:
                _card(document, card, told.profile.level_names)
        for listed in told.open_ends:
            _listed(document, listed)
        if told.former:
            document.heading(gettext("No longer asked"), 1, new_page=True)
        for former in told.former:
            _former(document, former)
        return document.saved()


def _front(document: Document, told: Outline) -> None:
    document.paragraph(gettext("Summary of the report") if told.is_summary else gettext("Report"), "Subtitle")
    document.paragraph(told.title, "Title")
    document.table([[label for label, _ in told.facts], [value for _, value in told.facts]])
    if not told.is_finished:
        document.paragraph(gettext("This assessment is not finished yet."))
    document.paragraph(
        gettext("Nobody marks the organisation. This report is there to be discussed, and only you decide who sees it.")
    )


def _profile(document: Document, told: Outline) -> None:
    document.heading(gettext("Where you stand"), 1)
    profile, rows = told.profile, _profile_rows(told)
    if told.is_summary and told.comparison:
        document.table(_with_then(rows, told, told.comparison), widths=(4.2, 5.2, 2.5, 5.1))
    else:
        document.table(rows, widths=(6, 8, 3))
    _findings(document, profile)
    if profile.is_scored and not told.is_summary:
        document.heading(gettext("What a level means"), 2)
        document.paragraph(level_meaning(profile))
        for at, name in enumerate(profile.level_names, start=1):
            document.paragraph(f"{at}. {name}")


def _profile_rows(told: Outline) -> list[list[str]]:
    profile = told.profile
    rows = [[gettext("Area"), gettext("Level"), gettext("Answered")]]
    for area in profile.areas:
        level = [level_in_words(area, profile.level_names), apart_in_words(area), *beside_in_words(area)]
        rows.append([named(area.area), "\n".join(filter(None, level)), f"{area.answered} / {area.total}"])
    return rows


def _with_then(rows: list[list[str]], told: Outline, comparison: Comparison) -> list[list[str]]:
    """The same rows with then and now, in a column of their own: a summary has no room for a second table."""
    compared = {area.area.number: "\n".join(area_compared(area)) for area in comparison.areas}
    column = [gettext("Then and now"), *(compared.get(area.area.number, "") for area in told.profile.areas)]
    return [[*row, then] for row, then in zip(rows, column, strict=True)]


def _findings(document: Document, profile: Profile) -> None:
    for found in findings(profile):
        document.heading(found.heading, 2)
        document.paragraph(found.introduction)
        for area in found.areas:
            document.paragraph(finding(area, profile.level_names), "List Bullet")
    if words := about_equals(profile):
        document.paragraph(words)


def _comparison(document: Document, comparison: Comparison, *, is_summary: bool) -> None:
    document.heading(gettext("Then and now"), 1)
    document.paragraph(compared_on(comparison))
    document.paragraph(" · ".join(f"{label}: {count}" for label, count in counted(comparison)))
    for words in (about_lower(comparison), about_waiting(comparison), about_rewordings(comparison)):
        if words:
            document.paragraph(words)
    if not is_summary:
        _compared_by_area(document, comparison)


def _compared_by_area(document: Document, comparison: Comparison) -> None:
    for area in comparison.areas:
        document.heading(named(area.area), 2)
        for words in area_compared(area):
            document.paragraph(words)
        for compared in area.questions:
            _compared(document, compared)
    if comparison.gone:
        document.heading(gettext("No longer asked"), 2)
    for compared in comparison.gone:
        _compared(document, compared)


def _compared(document: Document, compared: Compared) -> None:
    document.heading(named(compared.question), 3)
    change = " ".join(filter(None, (arrow(compared), change_in_words(compared))))
    for words in (change, reworded_since(compared)):
        if words:
            document.paragraph(words)
    if compared.is_same_statement:
        document.labelled(gettext("Then and now"), answered_with(compared.now))
    else:
        if compared.then:
            document.labelled(gettext("Then"), answered_with(compared.then))
        if compared.now:
            document.labelled(gettext("Now"), answered_with(compared.now))
    if compared.then and compared.then.note:
        document.labelled(gettext("Note of then"), compared.then.note)


def _priorities(document: Document, told: Outline) -> None:
    if not told.priorities:
        return
    document.heading(gettext("Priorities"), 1)
    for at, card in enumerate(told.priorities.items, start=1):
        document.heading(f"{at}. {named(card.question)}", 2)
        document.labelled(gettext("You are here"), answered_with(card.given))
        if card.next_choice:
            document.labelled(gettext("The next step"), card.next_choice.text)
        document.paragraph(mark_in_words(card.mark))
        if told.is_summary and card.given and card.given.note:
            document.labelled(gettext("Your note"), card.given.note)
    _more(document, told.priorities.more)


def _plan(document: Document, told: Outline) -> None:
    if not told.plan:
        return
    document.heading(gettext("Improvement plan"), 1)
    rows = [[gettext("What"), gettext("First step"), gettext("Who"), gettext("By when"), gettext("Status")]]
    for line in told.plan.items:
        action = line.action
        what = [action.what, named(line.question)] if line.question and not told.is_summary else [action.what]
        rows.append(["\n".join(what), action.first_step, action.who, day(action.due), status_name(action.status)])
    document.table(rows, widths=(4.5, 4, 2.7, 2.9, 2.9))
    _more(document, told.plan.more)


def _listed(document: Document, listed: Listed) -> None:
    document.heading(listed.heading, 1)
    if listed.explanation:
        document.paragraph(listed.explanation)
    for card in listed.cards.items:
        document.paragraph(named(card.question), "List Bullet")
    _more(document, listed.cards.more)


def _more(document: Document, more: int) -> None:
    if more:
        words = ngettext("%(more)s more stands in the whole report.", "%(more)s more stand in the whole report.", more)
        document.paragraph(words % {"more": more})


def _card(document: Document, card: Card, names: Sequence[str]) -> None:
    document.heading(named(card.question), 2)
    level = level_in_words(card, names)
    if card.step.picked:
        document.labelled(gettext("You are here"), level)
    document.paragraph(answered_with(card.given), "Quote")
    if words := rewording(card):
        document.paragraph(words)
    if card.next_choice:
        document.labelled(gettext("The next step"), card.next_choice.text)
    if words := mark_in_words(card.mark):
        document.paragraph(words)
    if card.given and card.given.note:
        document.labelled(gettext("Your note"), card.given.note)
    if card.guidance:
        document.blocks(blocks(card.guidance))
    elif card.step.picked:
        document.paragraph(gettext("No guidance has been written for this statement yet."))


def _former(document: Document, former: Former) -> None:
    document.heading(named(former.question), 2)
    document.paragraph(answered_with(former.given), "Quote")
    if former.given.note:
        document.labelled(gettext("Your note"), former.given.note)
