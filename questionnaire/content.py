"""Database -> domain.questionnaire, kept in memory until the content's version changes (DESIGN §6).

Beside the present one, pictures of the past: the texts as they were when an assessment was finished.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import F, OuterRef, Subquery

from questionnaire.domain import questionnaire as domain
from questionnaire.domain import richtext
from questionnaire.domain.questionnaire import ranked_levels
from questionnaire.domain.richtext import Html
from questionnaire.models import Area, Choice, ContentVersion, Guidance, Question, Questionnaire
from questionnaire.models.versioned import DERIVED_BY

PAST_PICTURES = 8  # kept in memory, about 1 MB each

_kept: tuple[str | None, domain.Questionnaire | None] = (None, None)
_past: dict[str, domain.Questionnaire] = {}  # the one asked for last stands last


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


def is_of(questionnaire: domain.Questionnaire, version: str) -> bool:
    """Whether this questionnaire, as `at` or `now` gave it, is the one of this version."""
    return bool(version) and _kept == (version, questionnaire)


def as_of(version: str, moment: datetime) -> domain.Questionnaire:
    """The questionnaire as it stood at a moment in the past, from the history; five queries, or none when in memory.

    `version` is the content's at that moment, by which the picture is kept: any two moments of one version have the
    same texts. It is empty of assessments finished before versions were stored; the picture is then kept by the moment.
    """
    key = version or moment.isoformat()
    picture = _past.pop(key, None) or _built_as_of(moment)
    _past[key] = picture
    while len(_past) > PAST_PICTURES:
        _past.pop(next(iter(_past)), None)
    return picture


def render_again(**_: Any) -> None:
    """After an upgrade that renders or finds differently, bring up to date what is stored of that. Called after every
    migrate."""
    if ContentVersion._meta.db_table not in connection.introspection.table_names():
        return  # migrated back to before there was content
    with transaction.atomic():
        if ContentVersion.objects.filter(renderer=DERIVED_BY).exists():
            return
        for model in (Questionnaire, Area, Question, Guidance):
            model.objects.bulk_update(model.objects.all(), ["html"], batch_size=500)
        ContentVersion.renew()
        ContentVersion.objects.update(renderer=DERIVED_BY)


def _version() -> str | None:
    return ContentVersion.objects.values_list("value", flat=True).first()


def _built() -> domain.Questionnaire:
    """The picture, in four queries."""
    choices = Choice.objects.select_related("guidance").defer("folded", "guidance__body", "guidance__folded")
    guidance = {choice.pk: choice.guidance.html for choice in choices if hasattr(choice, "guidance")}
    return _picture(Questionnaire.objects.first(), Area.objects.all(), Question.objects.all(), choices, guidance)


def _built_as_of(moment: datetime) -> domain.Questionnaire:
    """The picture of the past, in five queries. The history has no HTML: today's is taken where the text is today's."""
    return _picture(
        _past_rows(Questionnaire, moment, "introduction").first(),
        _past_rows(Area, moment, "description").order_by("number"),
        _past_rows(Question, moment, "help"),
        Choice.history.in_effect_at(moment).order_by("number"),
        {row.choice_id: _html(row) for row in _past_rows(Guidance, moment, "body")},
    )


def _past_rows(model: Any, moment: datetime, text: str) -> Any:
    """Rows of the history as they stood then: `html` is today's where `text` is as today, else None."""
    today = model.objects.filter(pk=OuterRef("id"), **{text: OuterRef(text)}).values("html")
    return model.history.in_effect_at(moment).annotate(html=Subquery(today), markdown=F(text))


def _picture(
    named: Any, areas: Iterable[Any], rows: Iterable[Any], choices: Iterable[Any], guidance: Mapping[int, str]
) -> domain.Questionnaire:
    """Put together from rows of today or of the history; areas and choices come by number."""
    areas = list(areas)
    numbers = {area.id: area.number for area in areas}
    by_question: dict[int, list[Any]] = defaultdict(list)
    for choice in choices:
        by_question[choice.question_id].append(choice)
    questions = [_question(row, numbers.get(row.area_id), by_question[row.id], guidance) for row in rows]
    questions.sort(key=lambda question: (question.area is None, question.area or 0, question.number))
    by_area: dict[int | None, list[domain.Question]] = defaultdict(list)
    for question in questions:
        if not question.retired and question.offered:
            by_area[question.area].append(question)
    pictured = [
        domain.Area(area.number, area.title, _html(area), tuple(by_area[area.number]))
        for area in areas
        if area.number in by_area
    ]
    if None in by_area:
        pictured.append(domain.Area(None, "", Html(), tuple(by_area[None])))
    return domain.Questionnaire(
        title=named.title if named else "",
        introduction=_html(named) if named else Html(),
        level_names=tuple(named.level_names) if named else (),
        areas=tuple(pictured),
        not_asked=tuple(question for question in questions if question.retired or not question.offered),
    )


def _question(row: Any, area: int | None, choices: list[Any], guidance: Mapping[int, str]) -> domain.Question:
    levels = ranked_levels([(choice.number, choice.level, choice.unscored) for choice in choices], row.levels)
    return domain.Question(
        pk=row.id,
        number=row.number,
        text=row.text,
        help=_html(row),
        area=area,
        choices=tuple(_choice(choice, levels[choice.number], Html(guidance.get(choice.id, ""))) for choice in choices),
        retired=row.retired,
    )


def _choice(row: Any, level: int | None, guidance: Html) -> domain.Choice:
    return domain.Choice(
        pk=row.id,
        number=row.number,
        text=row.text,
        guidance=guidance,
        words=richtext.word_count(guidance),
        level=level,
        retired=row.retired,
    )


def _html(row: Any) -> Html:
    return richtext.render(row.markdown) if row.html is None else Html(row.html)
