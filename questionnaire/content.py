"""Database -> domain.questionnaire, kept in memory until the content's version changes (DESIGN §6)."""

from collections import defaultdict
from typing import Any

from django.db import connection, transaction

from questionnaire.domain import questionnaire as domain
from questionnaire.domain import richtext
from questionnaire.domain.questionnaire import ranked_levels
from questionnaire.domain.richtext import Html
from questionnaire.models import Area, Choice, ContentVersion, Guidance, Question, Questionnaire

_kept: tuple[str | None, domain.Questionnaire | None] = (None, None)


def now() -> domain.Questionnaire:
    """The questionnaire as it stands; one query when nothing changed."""
    return at(_version())


def at(version: str | None) -> domain.Questionnaire:
    """The questionnaire of this version; no query when it is the one in memory."""
    global _kept  # noqa: PLW0603 - one immutable value a process, replaced as a whole
    kept_version, kept = _kept
    if kept is not None and version is not None and kept_version == version:
        return kept
    # Read again when somebody wrote in between: content and version must belong together.
    while True:
        before = _version()
        built = _built()
        if _version() == before:
            _kept = (before, built)
            return built


def in_memory() -> domain.Questionnaire | None:
    """What this process last showed, for pages that are made while the database is away."""
    return _kept[1]


def render_again(**_: Any) -> None:
    """After an upgrade that renders differently, bring all stored HTML up to date. Called after every migrate."""
    if ContentVersion._meta.db_table not in connection.introspection.table_names():
        return  # migrated back to before there was content
    with transaction.atomic():
        if ContentVersion.objects.filter(renderer=richtext.VERSION).exists():
            return
        for model in (Questionnaire, Area, Question, Guidance):
            model.objects.bulk_update(model.objects.all(), ["html"], batch_size=500)
        ContentVersion.renew()
        ContentVersion.objects.update(renderer=richtext.VERSION)


def _version() -> str | None:
    return ContentVersion.objects.values_list("value", flat=True).first()


def _built() -> domain.Questionnaire:
    """The picture, in four queries."""
    named = Questionnaire.objects.first()
    areas = list(Area.objects.all())
    choices = _choices_by_question()
    questions = [_question(row, choices[row.pk]) for row in Question.objects.in_walk_order().select_related("area")]
    walked = [question for question in questions if not question.retired and question.offered]
    by_area: dict[int | None, list[domain.Question]] = defaultdict(list)
    for question in walked:
        by_area[question.area].append(question)
    pictured = [
        domain.Area(area.number, area.title, Html(area.html), tuple(by_area[area.number]))
        for area in areas
        if area.number in by_area
    ]
    if None in by_area:
        pictured.append(domain.Area(None, "", Html(), tuple(by_area[None])))
    return domain.Questionnaire(
        title=named.title if named else "",
        introduction=Html(named.html if named else ""),
        level_names=tuple(named.level_names) if named else (),
        areas=tuple(pictured),
        not_asked=tuple(question for question in questions if question.retired or not question.offered),
    )


def _choices_by_question() -> dict[int, list[Choice]]:
    choices: dict[int, list[Choice]] = defaultdict(list)
    for choice in Choice.objects.select_related("guidance").defer("folded", "guidance__body", "guidance__folded"):
        choices[choice.question_id].append(choice)
    return choices


def _question(row: Question, choices: list[Choice]) -> domain.Question:
    levels = ranked_levels([(choice.number, choice.level, choice.unscored) for choice in choices], row.levels)
    return domain.Question(
        pk=row.pk,
        number=row.number,
        text=row.text,
        help=Html(row.html),
        area=row.area.number if row.area else None,
        choices=tuple(_choice(choice, levels[choice.number]) for choice in choices),
        retired=row.retired,
    )


def _choice(row: Choice, level: int | None) -> domain.Choice:
    guidance = Html(row.guidance.html if hasattr(row, "guidance") else "")
    return domain.Choice(
        pk=row.pk,
        number=row.number,
        text=row.text,
        guidance=guidance,
        words=richtext.word_count(guidance),
        level=level,
        retired=row.retired,
    )
