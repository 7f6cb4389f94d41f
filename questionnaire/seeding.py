"""Database <-> domain.plan: take a snapshot, compare it with the files, apply in one transaction."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from questionnaire.domain.folder import Folder
from questionnaire.domain.plan import Decision, Outcome, decide
from questionnaire.domain.seed import (
    AreaSeed,
    GuidanceSeed,
    Key,
    QuestionnaireSeed,
    QuestionSeed,
    Seed,
    key_of,
)
from questionnaire.models import Area, Choice, ContentVersion, Guidance, Question, Questionnaire

BATCH = 500  # rows a statement


@dataclass(frozen=True, slots=True)
class Load:
    """What a load did, or would do."""

    decisions: Mapping[Key, Decision]
    missing: tuple[Key, ...]  # in the database, not in the files
    diffs: tuple["Difference", ...] = ()

    def count(self, outcome: Outcome) -> int:
        return len(self.missing) if outcome is Outcome.MISSING else self._counts()[outcome]

    def of(self, outcome: Outcome) -> list[tuple[Key, Decision]]:
        return [(key, decision) for key, decision in self.decisions.items() if decision.outcome is outcome]

    def _counts(self) -> Counter[Outcome]:
        return Counter(decision.outcome for decision in self.decisions.values())


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that the load changes."""

    key: Key
    name: str
    stored: str
    in_file: str


def load(folder: Folder, *, dry_run: bool = False) -> Load:
    """Bring the database up to the files, in one transaction; nothing is written when nothing differs.

    `folder` must be without errors. With `dry_run` the result also carries every difference, and nothing is written.
    """
    with transaction.atomic():
        ContentVersion.lock()
        shelf = _Shelf.read()
        stored = shelf.stored()
        decisions = {
            key: decide(_fields(seed), shelf.loaded(key), stored.get(key)) for key, seed in folder.seeds.items()
        }
        missing = tuple(key for key in stored if key not in folder.seeds and shelf.is_missed(key))
        if dry_run:
            return Load(decisions, missing, tuple(shelf.differences(folder.seeds, decisions)))
        changing = {key: seed for key, seed in folder.seeds.items() if decisions[key].changes_anything}
        if changing:
            shelf.apply(changing, decisions)
    return Load(decisions, missing)


def _fields(seed: Seed) -> dict[str, Any]:
    """The fields of a seed that are compared; of the body its digest."""
    fields: dict[str, Any] = {"title": seed.title, "body": _digest(seed.body)}
    match seed:
        case QuestionnaireSeed():
            fields["level_names"] = list(seed.level_names)
        case QuestionSeed():
            fields |= {"area": seed.area, "levels": seed.levels}
        case GuidanceSeed():
            fields["level"] = seed.level
        case AreaSeed():
            pass
    return fields


def _digest(body: str) -> str:
    """Bodies are compared by digest, so that ten thousand of them need not be in memory three times."""
    return hashlib.sha256(body.encode()).hexdigest() if body else ""


@dataclass
class _Shelf:
    """The rows of the database, without the long texts of guidance."""

    questionnaire: Questionnaire | None
    areas: dict[int, Area]
    questions: dict[int, Question]
    choices: dict[tuple[int, int], Choice]
    guidance: dict[int, tuple[int, str, dict[str, Any]]]  # by choice pk: its own pk, digest, what was loaded
    touched: dict[type[Any], tuple[list[Any], list[Any]]] = field(default_factory=dict)  # rows to create, to update

    @classmethod
    def read(cls) -> "_Shelf":
        questions = {row.pk: row for row in Question.objects.select_related("area").defer("html", "folded")}
        choices = list(Choice.objects.defer("folded"))
        for choice in choices:
            choice.question = questions[choice.question_id]
        guidance = Guidance.objects.values_list("choice_id", "pk", "body", "loaded").iterator(chunk_size=BATCH)
        return cls(
            questionnaire=Questionnaire.objects.first(),
            areas={row.number: row for row in Area.objects.all()},
            questions={row.number: row for row in questions.values()},
            choices={(choice.question.number, choice.number): choice for choice in choices},
            guidance={choice: (pk, _digest(body), loaded) for choice, pk, body, loaded in guidance},
        )

    def stored(self) -> dict[Key, dict[str, Any]]:
        """What the database says now, in the words of the files."""
        found: dict[Key, dict[str, Any]] = {}
        if self.questionnaire:
            row = self.questionnaire
            found["questionnaire", 0, 0] = {
                "title": row.title,
                "body": _digest(row.introduction),
                "level_names": row.level_names,
            }
        for number, area in self.areas.items():
            found["area", number, 0] = {"title": area.title, "body": _digest(area.description)}
        for number, question in self.questions.items():
            found["question", number, 0] = {
                "title": question.text,
                "body": _digest(question.help),
                "area": question.area.number if question.area else None,
                "levels": question.levels,
            }
        for numbers, choice in self.choices.items():
            found["guidance", *numbers] = {
                "title": choice.text,
                "body": self.guidance[choice.pk][1] if choice.pk in self.guidance else "",
                "level": choice.level_by_hand,
            }
        return found

    def loaded(self, key: Key) -> dict[str, Any]:
        """What was last loaded of this text; empty when it never was."""
        kind, number, choice_number = key
        if kind == "guidance":
            choice = self.choices.get((number, choice_number))
            if choice is None:
                return {}
            return {**choice.loaded, **(self.guidance[choice.pk][2] if choice.pk in self.guidance else {})}
        row = self._row(key)
        return row.loaded if row else {}

    def _row(self, key: Key) -> Questionnaire | Area | Question | None:
        kind, number, _ = key
        if kind == "questionnaire":
            return self.questionnaire
        return self.areas.get(number) if kind == "area" else self.questions.get(number)

    def is_missed(self, key: Key) -> bool:
        """Whether a text that no file has is worth naming: not when it was retired, nor when nobody wrote it yet."""
        kind, number, choice_number = key
        if kind == "questionnaire":
            return True
        if kind == "area":
            return bool(self.areas[number].title)
        question = self.questions[number]
        if kind == "question":
            return bool(question.text) and not question.retired
        return not (question.retired or self.choices[number, choice_number].retired)

    def differences(self, seeds: Mapping[Key, Seed], decisions: Mapping[Key, Decision]) -> Iterator[Difference]:
        stored = self.stored()
        for key, decision in decisions.items():
            for name in (*decision.write, *decision.conflicts):
                before = self._body(key) if name == "body" else stored.get(key, {}).get(name)
                in_file = getattr(seeds[key], name)
                yield Difference(key, name, _words(before), _words(in_file))

    def _body(self, key: Key) -> str:
        kind, number, choice_number = key
        if kind == "guidance":
            choice = self.choices.get((number, choice_number))
            found = Guidance.objects.filter(choice=choice).values_list("body", flat=True).first() if choice else None
            return found or ""
        match self._row(key):
            case Questionnaire() as row:
                return row.introduction
            case Area() as row:
                return row.description
            case Question() as row:
                return row.help
        return ""

    def apply(self, seeds: Mapping[Key, Seed], decisions: Mapping[Key, Decision]) -> None:
        """Write what was decided; areas before questions before choices before guidance, each in bulk."""
        self._apply_plain(seeds, decisions)
        self._flush(Questionnaire, Area)
        self._apply_questions(seeds, decisions)
        self._flush(Question)
        guidance = [seed for seed in seeds.values() if isinstance(seed, GuidanceSeed)]
        for seed in guidance:
            self._apply_choice(seed, decisions[key_of(seed)])
        self._flush(Choice)
        bodies = Guidance.objects.in_bulk(
            [self.guidance[pk][0] for s in guidance if (pk := self.choices[s.question, s.choice].pk) in self.guidance]
        )
        for seed in guidance:
            self._apply_guidance(seed, decisions[key_of(seed)], bodies)
        self._flush(Guidance)

    def _apply_plain(self, seeds: Mapping[Key, Seed], decisions: Mapping[Key, Decision]) -> None:
        for key, seed in seeds.items():
            decision = decisions[key]
            if isinstance(seed, QuestionnaireSeed):
                named = self.questionnaire or Questionnaire()
                columns = {
                    "title": seed.title,
                    "introduction": seed.body,
                    "level_names": list(seed.level_names),
                }
                self._write(named, decision, columns, title="title", body="introduction", level_names="level_names")
            elif isinstance(seed, AreaSeed):
                area = self.areas.setdefault(seed.number, Area(number=seed.number))
                columns = {"title": seed.title, "description": seed.body}
                self._write(area, decision, columns, title="title", body="description")
        wanted = {seed.area for seed in seeds.values() if isinstance(seed, QuestionSeed) and seed.area}
        for number in sorted(wanted - self.areas.keys()):
            self.areas[number] = Area(number=number)
            self._create(self.areas[number])

    def _apply_questions(self, seeds: Mapping[Key, Seed], decisions: Mapping[Key, Decision]) -> None:
        for key, seed in seeds.items():
            if isinstance(seed, QuestionSeed):
                question = self.questions.setdefault(seed.number, Question(number=seed.number))
                area = self.areas[seed.area] if seed.area else None
                columns = {"text": seed.title, "help": seed.body, "area": area, "levels": seed.levels}
                self._write(question, decisions[key], columns, title="text", body="help", area="area", levels="levels")
        wanted = {seed.question for seed in seeds.values() if isinstance(seed, GuidanceSeed)}
        for number in sorted(wanted - self.questions.keys()):
            self.questions[number] = Question(number=number)
            self._create(self.questions[number])

    def _apply_choice(self, seed: GuidanceSeed, decision: Decision) -> None:
        numbers = (seed.question, seed.choice)
        if numbers not in self.choices:
            self.choices[numbers] = Choice(question=self.questions[seed.question], number=seed.choice)
        columns = {"text": seed.title, "level_by_hand": seed.level}
        self._write(self.choices[numbers], decision, columns, title="text", level="level_by_hand")

    def _apply_guidance(self, seed: GuidanceSeed, decision: Decision, bodies: Mapping[int, Guidance]) -> None:
        choice = self.choices[seed.question, seed.choice]
        known = self.guidance.get(choice.pk)
        guidance = bodies[known[0]] if known else Guidance(choice=choice)
        self._write(guidance, decision, {"body": seed.body}, body="body")

    def _write(self, row: Any, decision: Decision, columns: Mapping[str, Any], **names: str) -> None:
        """Set what was decided of the fields this row holds; `names` gives the column of each field."""
        noted = {name: value for name, value in decision.loaded.items() if name in names}
        written = [names[name] for name in decision.write if name in names]
        for column in written:
            setattr(row, column, columns[column])
        row.loaded |= noted
        if row.pk is None or row._state.adding:  # noqa: SLF001 - the questionnaire's pk is fixed
            self._create(row)
        elif written:
            self.touched.setdefault(type(row), ([], []))[1].append(row)
        elif noted:
            type(row).objects.filter(pk=row.pk).update(loaded=row.loaded)

    def _create(self, row: Any) -> None:
        self.touched.setdefault(type(row), ([], []))[0].append(row)

    def _flush(self, *models: type[Any]) -> None:
        """Write the rows collected, with their history."""
        for model in models:
            created, updated = self.touched.pop(model, ([], []))
            if created:
                bulk_create_with_history(created, model, batch_size=BATCH)
            if updated:
                bulk_update_with_history(updated, model, COLUMNS[model], batch_size=BATCH)


COLUMNS: dict[type[Any], list[str]] = {
    Questionnaire: ["title", "introduction", "level_names", "loaded"],
    Area: ["title", "description", "loaded"],
    Question: ["text", "help", "area", "levels", "loaded"],
    Choice: ["text", "level", "unscored", "loaded"],
    Guidance: ["body", "loaded"],
}


def _words(value: object) -> str:
    """A field as words, for a difference."""
    if isinstance(value, list | tuple):
        return "\n".join(str(item) for item in value)
    return "" if value is None else str(value)
