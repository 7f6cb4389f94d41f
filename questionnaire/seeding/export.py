"""Database -> files, in the layout that `seeds/` has."""

from collections.abc import Iterator
from dataclasses import dataclass

from questionnaire.domain.layout import path_of
from questionnaire.domain.seed import (
    AreaSeed,
    GuidanceSeed,
    Key,
    QuestionnaireSeed,
    QuestionSeed,
    Seed,
    key_of,
    to_text,
)
from questionnaire.models import Area, Choice, ContentVersion, Question, Questionnaire


@dataclass(frozen=True, slots=True)
class Exported:
    """Every text as a file, by its path, in order; the same content gives the same bytes.

    Retired texts are among them: that they are retired is known to the database alone, and loading leaves it so.
    """

    files: dict[str, bytes]
    unwritten: tuple[Key, ...]  # what no file can hold yet: a question or area without text, a choice without guidance


def exported() -> Exported:
    """All of the content, of one moment: read again when somebody wrote in between."""
    while True:
        version = ContentVersion.objects.values_list("value", flat=True).first()
        found = _exported()
        if ContentVersion.objects.values_list("value", flat=True).first() == version:
            return found


def _exported() -> Exported:
    files: dict[str, bytes] = {}
    unwritten = []
    for seed, area in _seeds():
        key = key_of(seed)
        if seed.title and (seed.body.strip() or not isinstance(seed, GuidanceSeed)):
            files[path_of(key, area)] = to_text(seed).encode()
        else:
            unwritten.append(key)
    return Exported(dict(sorted(files.items())), tuple(sorted(unwritten)))


def _seeds() -> Iterator[tuple[Seed, int | None]]:
    """Every text, with the area of its question."""
    for named in Questionnaire.objects.all():
        yield QuestionnaireSeed(named.title, named.introduction, tuple(named.level_names)), None
    for area in Area.objects.all():
        yield AreaSeed(area.number, area.title, area.description), None
    for question in Question.objects.select_related("area"):
        number = question.area.number if question.area else None
        yield QuestionSeed(question.number, question.text, question.help, number, question.levels), number
    choices = Choice.objects.select_related("question__area", "guidance").defer("guidance__html", "guidance__folded")
    for choice in choices.iterator():
        body = choice.guidance.body if hasattr(choice, "guidance") else ""
        place = choice.question.area.number if choice.question.area else None
        yield GuidanceSeed(choice.question.number, choice.number, choice.text, body, choice.level_by_hand), place
