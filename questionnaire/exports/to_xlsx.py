"""Report -> XLSX: sheets of answers, priorities, plan and profile."""

import io
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext
from openpyxl import Workbook

from questionnaire.domain.comparison import Compared, Comparison
from questionnaire.domain.improvement import Action
from questionnaire.domain.profile import AreaProfile, scale_of
from questionnaire.domain.report import Card, Former, Report
from questionnaire.domain.taken import Chosen
from questionnaire.exports.blocks import plain
from questionnaire.exports.sheet import Column, Value, add_sheet
from questionnaire.wording.comparison import (
    about_lower,
    about_rewordings,
    about_waiting,
    area_compared,
    change_in_words,
    compared_on,
    counted,
    reworded_since,
)
from questionnaire.wording.report import (
    about_equals,
    answered_with,
    beside_in_words,
    finding,
    findings,
    level_in_words,
    level_name,
    named,
    rewording,
    status_name,
)

Row = tuple[Value, ...]


def to_xlsx(report: Report, chosen: Chosen) -> bytes:
    """The workbook, in the language of the content. A summary has no sheet of answers."""
    with translation.override(settings.CONTENT_LANGUAGE):
        book = Workbook()
        book.remove(book.worksheets[0])
        if not chosen.is_summary:
            add_sheet(book, gettext("Answers"), _answer_columns(), _answers(report))
        add_sheet(book, gettext("Priorities"), _priority_columns(), [_priority(card) for card in report.priorities])
        add_sheet(book, gettext("Plan"), _plan_columns(), [_action(action) for action in report.plan])
        profile = [_profile(area, report) for area in report.profile.areas]
        add_sheet(book, gettext("Profile"), _profile_columns(), profile)
        if report.comparison and not chosen.is_summary:
            add_sheet(book, gettext("Comparison"), _compared_columns(), _compared(report.comparison))
        add_sheet(book, gettext("Report"), [Column(gettext("Report"), 30), Column("", 50)], _about(report))
        _set_properties(book, named(report))
        file = io.BytesIO()
        book.save(file)
        return file.getvalue()


def _set_properties(book: Workbook, title: str) -> None:
    book.properties.title, book.properties.language = title[:255], settings.CONTENT_LANGUAGE
    book.properties.creator = ""


def _answer_columns() -> list[Column]:
    return [
        Column(gettext("Area"), 24),
        Column(gettext("Number"), 9),
        Column(gettext("Question"), 40),
        Column(gettext("Answer given"), 50),
        Column(gettext("Level"), 8),
        Column(gettext("Levels"), 9),
        Column(gettext("Level in words"), 24),
        Column(gettext("The next step"), 50),
        Column(gettext("Guidance"), 80),
        Column(gettext("Your note"), 50),
        Column(gettext("Talk about it later"), 14),
        Column(gettext("Importance"), 9),
        Column(gettext("Priority"), 10),
        Column(gettext("Answered on"), 18),
        Column(gettext("Remark"), 40),
    ]


def _answers(report: Report) -> list[Row]:
    names = report.profile.level_names
    asked = [_answer(named(area.area), card, names) for area in report.areas for card in area.cards]
    return asked + [_former(former) for former in report.no_longer_asked]


def _answer(area: str, card: Card, names: tuple[str, ...]) -> Row:
    given, level = card.given, card.level
    return (
        area,
        card.question.number,
        named(card.question),
        answered_with(given),
        level,
        None if level is None else scale_of(card.question),
        level_name(card, names),
        card.next_choice.text if card.next_choice else "",
        plain(card.guidance),
        given.note if given else "",
        _yes(card.mark.flagged),
        card.mark.importance,
        _yes(card.mark.priority),
        _day(given.answered_at if given else None),
        rewording(card),
    )


def _former(former: Former) -> Row:
    given = former.given
    said: Row = (gettext("No longer asked"), former.question.number, named(former.question), answered_with(given))
    return (*said, None, None, "", "", "", given.note, "", None, "", _day(given.answered_at), "")


def _priority_columns() -> list[Column]:
    return [
        Column(gettext("Number"), 9),
        Column(gettext("Question"), 50),
        Column(gettext("Importance"), 9),
        Column(gettext("Level"), 8),
        Column(gettext("You are here"), 50),
        Column(gettext("The next step"), 50),
    ]


def _priority(card: Card) -> Row:
    following = card.next_choice.text if card.next_choice else ""
    number, question = card.question.number, named(card.question)
    return number, question, card.mark.importance, card.level, answered_with(card.given), following


def _plan_columns() -> list[Column]:
    return [
        Column(gettext("What"), 50),
        Column(gettext("First step"), 40),
        Column(gettext("Who"), 24),
        Column(gettext("By when"), 18),
        Column(gettext("Status"), 16),
        Column(gettext("Question number"), 12),
    ]


def _action(action: Action) -> Row:
    return action.what, action.first_step, action.who, action.due, status_name(action.status), action.question


def _profile_columns() -> list[Column]:
    return [
        Column(gettext("Area"), 40),
        Column(gettext("Level"), 8),
        Column(gettext("Levels"), 9),
        Column(gettext("Level in words"), 40),
        Column(gettext("Lowest"), 10),
        Column(gettext("Highest"), 10),
        Column(gettext("Answered"), 12),
        Column(gettext("Questions"), 10),
        Column(gettext("We do not know"), 12),
        Column(gettext("Does not apply to us"), 12),
        Column(gettext("On another scale"), 40),
    ]


def _profile(area: AreaProfile, report: Report) -> Row:
    words, beside = level_in_words(area, report.profile.level_names), "\n".join(beside_in_words(area))
    level: Row = (named(area.area), area.level, area.scale or None, words, area.lowest, area.highest)
    return (*level, area.answered, area.total, area.unknown, area.not_applicable, beside)


def _about(report: Report) -> Iterable[Row]:
    return [
        (gettext("Title"), named(report)),
        (gettext("Started"), _day(report.started_at)),
        (gettext("Last change"), _day(report.updated_at)),
        (gettext("Finished"), _day(report.finished_at) or gettext("not yet")),
        (gettext("Answered"), report.progress.done),
        (gettext("Questions"), report.progress.total),
        (gettext("Version of the texts"), report.content_version),
        *_findings(report),
        *(_about_comparison(report.comparison) if report.comparison else ()),
    ]


def _findings(report: Report) -> Iterator[Row]:
    for found in findings(report.profile):
        for area in found.areas:
            yield found.heading, finding(area, report.profile.level_names)
    if words := about_equals(report.profile):
        yield gettext("Findings"), words
    for card in report.unknown:
        yield gettext("Who in the organisation knows about these?"), named(card.question)


def _about_comparison(comparison: Comparison) -> Iterator[Row]:
    said = (about_lower(comparison), about_waiting(comparison), about_rewordings(comparison))
    for words in (compared_on(comparison), *filter(None, said)):
        yield gettext("Then and now"), words
    yield from counted(comparison)
    for area in comparison.areas:
        for words in area_compared(area):
            yield gettext("Then and now") + f": {named(area.area)}", words


def _compared_columns() -> list[Column]:
    return [
        Column(gettext("Area"), 24),
        Column(gettext("Number"), 9),
        Column(gettext("Question"), 40),
        Column(gettext("Then"), 50),
        Column(gettext("Now"), 50),
        Column(gettext("Level then"), 9),
        Column(gettext("Level now"), 9),
        Column(gettext("What changed"), 34),
        Column(gettext("Note of then"), 50),
        Column(gettext("Remark"), 40),
    ]


def _compared(comparison: Comparison) -> list[Row]:
    asked = [_question_compared(named(area.area), each) for area in comparison.areas for each in area.questions]
    return asked + [_question_compared(gettext("No longer asked"), each) for each in comparison.gone]


def _question_compared(area: str, compared: Compared) -> Row:
    then, now = compared.then, compared.now
    return (
        area,
        compared.question.number,
        named(compared.question),
        answered_with(then) if then else "",
        answered_with(now) if now else "",
        compared.level_then,
        compared.level_now,
        change_in_words(compared),
        then.note if then else "",
        reworded_since(compared),
    )


def _yes(said: bool) -> str:
    return gettext("yes") if said else ""


def _day(when: datetime | None) -> date | None:
    """The day in the time zone of the site: a spreadsheet knows no time zones."""
    return timezone.localtime(when).date() if when else None
