"""Database <-> domain.plan: take a snapshot, compare it with the files, apply in one transaction."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from questionnaire.domain.folder import Folder
from questionnaire.domain.plan import Decision, Outcome, decide
from questionnaire.domain.seed import AreaSeed, GuidanceSeed, Key, QuestionnaireSeed, QuestionSeed, Seed
from questionnaire.models import Area, Choice, ContentVersion, Guidance, Load, Question, Questionnaire

BATCH = 500  # rows a statement
# Which attribute of a row holds which field of a seed. A guidance file is two rows: a choice and its guidance.
ATTRIBUTES: Mapping[type[Any], Mapping[str, str]] = {
    Questionnaire: {"title": "title", "body": "introduction", "level_names": "level_names"},
    Area: {"title": "title", "body": "description"},
    Question: {"title": "text", "body": "help", "area": "area", "levels": "levels"},
    Choice: {"title": "text", "level": "level_by_hand"},
    Guidance: {"body": "body"},
}
MODELS: Mapping[type[Seed], tuple[type[Any], ...]] = {
    QuestionnaireSeed: (Questionnaire,),
    AreaSeed: (Area,),
    QuestionSeed: (Question,),
    GuidanceSeed: (Choice, Guidance),
}


@dataclass(frozen=True, slots=True)
class Result:
    """What a load did, or would do."""

    decisions: Mapping[Key, Decision]
    missing: tuple[Key, ...]  # in the database, not in the files
    without_text: tuple[int, ...]  # questions that only guidance has been written for
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


def load(
    folder: Folder, *, dry_run: bool = False, user: Any = None, source: str = Load.Source.COMMAND, name: str = ""
) -> Result:
    """Bring the database up to the files, in one transaction; nothing is written when nothing differs.

    `folder` must be without errors. With `dry_run` the result also carries every difference, and nothing is written.
    `user`, `source` and `name` (of the folder or upload) go into the log, which gets one entry when a text changes.
    """
    with transaction.atomic():
        ContentVersion.lock()
        shelf = _Shelf.read()
        stored = shelf.stored()
        decisions = {
            key: decide(_fields(seed), shelf.loaded(key), stored.get(key)) for key, seed in folder.seeds.items()
        }
        missing = tuple(key for key in stored if key not in folder.seeds and shelf.is_missed(key))
        without_text = tuple(sorted(shelf.without_text(folder.seeds, decisions)))
        if dry_run:
            return Result(decisions, missing, without_text, tuple(shelf.differences(folder.seeds, decisions)))
        result = Result(decisions, missing, without_text)
        if any(decision.write for decision in decisions.values()):
            counts = {outcome.value: result.count(outcome) for outcome in Outcome}
            shelf.log = Load.objects.create(user=user, source=source, name=name, counts=counts)
        changing = {key: seed for key, seed in folder.seeds.items() if decisions[key].changes_anything}
        if changing:
            shelf.apply(changing, decisions)
    return result


def _fields(seed: Seed) -> dict[str, Any]:
    """The fields of a seed as they are compared."""
    return {name: _comparable(name, getattr(seed, name)) for model in MODELS[type(seed)] for name in ATTRIBUTES[model]}


def _comparable(name: str, value: Any) -> Any:
    """A field as it is compared and noted: an area by its number, a list as JSON has it, and a body by its digest, so
    that ten thousand of them need not be in memory three times."""
    if name == "body":
        text = value.strip("\n")  # nobody can see an empty line at the end, so it decides nothing
        return hashlib.sha256(text.encode()).hexdigest() if text else ""
    if isinstance(value, Area):
        return value.number
    return list(value) if isinstance(value, tuple) else value


@dataclass(frozen=True, slots=True)
class _Body:
    """A guidance row without its text."""

    pk: int
    digest: str
    loaded: Mapping[str, Any]


@dataclass
class _Shelf:
    """The rows of the database by what they are about; of guidance, whose texts are long, only the digests."""

    rows: dict[Key, Any]  # a choice under the key of its guidance
    bodies: dict[int, _Body]  # by the choice's pk
    touched: dict[type[Any], tuple[list[Any], list[Any]]] = field(default_factory=dict)  # rows to create, to update
    log: Load | None = None  # None when no text changes

    @classmethod
    def read(cls) -> "_Shelf":
        questions = {row.pk: row for row in Question.objects.select_related("area").defer("html", "folded")}
        rows: dict[Key, Any] = {}
        named = Questionnaire.objects.first()
        if named:
            rows["questionnaire", 0, 0] = named
        rows |= {("area", row.number, 0): row for row in Area.objects.all()}
        rows |= {("question", row.number, 0): row for row in questions.values()}
        for choice in Choice.objects.defer("folded"):
            choice.question = questions[choice.question_id]
            rows["guidance", choice.question.number, choice.number] = choice
        guidance = Guidance.objects.values_list("choice_id", "pk", "body", "loaded").iterator(chunk_size=BATCH)
        bodies = {choice: _Body(pk, _comparable("body", body), loaded) for choice, pk, body, loaded in guidance}
        return cls(rows, bodies)

    def stored(self) -> dict[Key, dict[str, Any]]:
        """What the database says now, in the words of the files."""
        found = {}
        for key, row in self.rows.items():
            names = ATTRIBUTES[type(row)]
            found[key] = {name: _comparable(name, getattr(row, attribute)) for name, attribute in names.items()}
            if isinstance(row, Choice):
                found[key]["body"] = self.bodies[row.pk].digest if row.pk in self.bodies else ""
        return found

    def loaded(self, key: Key) -> dict[str, Any]:
        """What was last loaded of this text; empty when it never was."""
        row = self.rows.get(key)
        if row is None:
            return {}
        body = self.bodies[row.pk].loaded if isinstance(row, Choice) and row.pk in self.bodies else {}
        return {**row.loaded, **body}

    def is_missed(self, key: Key) -> bool:
        """Whether a text that no file has is worth naming: not when it was retired, nor when nobody wrote it yet."""
        row = self.rows[key]
        match row:
            case Choice():
                return not (row.retired or row.question.retired)
            case Question():
                return bool(row.text) and not row.retired
        return bool(row.title)

    def without_text(self, seeds: Mapping[Key, Seed], decisions: Mapping[Key, Decision]) -> set[int]:
        """Questions that are asked, but whose text neither the database nor a file has. Call it before `apply`."""
        asked = {seed.question for seed in seeds.values() if isinstance(seed, GuidanceSeed)}
        known = {row.number: row for row in self.rows.values() if isinstance(row, Question)}
        silent = {number for number, row in known.items() if not row.text and not row.retired}
        written = {key[1] for key, decision in decisions.items() if key[0] == "question" and "title" in decision.write}
        return (asked - known.keys() | silent) - written

    def differences(self, seeds: Mapping[Key, Seed], decisions: Mapping[Key, Decision]) -> Iterator[Difference]:
        """Every field that the load would change or leave in conflict, with both texts in full."""
        for key, decision in decisions.items():
            for name in (*decision.write, *decision.conflicts):
                yield Difference(key, name, _words(self._value(key, name)), _words(getattr(seeds[key], name)))

    def _value(self, key: Key, name: str) -> Any:
        """A field as the database has it now, None when there is no such row."""
        row = self.rows.get(key)
        if isinstance(row, Choice) and name == "body":
            return Guidance.objects.filter(choice=row).values_list("body", flat=True).first()
        value = getattr(row, ATTRIBUTES[type(row)][name]) if row else None
        return value.number if isinstance(value, Area) else value

    def apply(self, seeds: Mapping[Key, Seed], decisions: Mapping[Key, Decision]) -> None:
        """Write what was decided; areas before questions before choices before guidance, each in bulk."""
        of = {kind: [(key, seed) for key, seed in seeds.items() if isinstance(seed, kind)] for kind in MODELS}
        for key, seed in (*of[QuestionnaireSeed], *of[AreaSeed]):
            self._write(self._row(key), seed, decisions[key])
        areas = {seed.area for seed in seeds.values() if isinstance(seed, QuestionSeed) and seed.area}
        self._hold_places(("area", number, 0) for number in areas)
        self._flush(Questionnaire, Area)
        for key, seed in of[QuestionSeed]:
            self._write(self._row(key), seed, decisions[key])
        questions = {seed.question for seed in seeds.values() if isinstance(seed, GuidanceSeed)}
        self._hold_places(("question", number, 0) for number in questions)
        self._flush(Question)
        for key, seed in of[GuidanceSeed]:
            self._write(self._row(key), seed, decisions[key])
        self._flush(Choice)
        choices = {key: self.rows[key] for key, _ in of[GuidanceSeed]}
        stored = [self.bodies[choice.pk].pk for choice in choices.values() if choice.pk in self.bodies]
        guidance = {row.choice_id: row for row in Guidance.objects.in_bulk(stored).values()}
        for key, seed in of[GuidanceSeed]:
            row = guidance.get(choices[key].pk) or Guidance(choice=choices[key])
            self._write(row, seed, decisions[key])
        self._flush(Guidance)

    def _row(self, key: Key) -> Any:
        """The row of this key, a new one when there is none."""
        kind, number, choice = key
        if key not in self.rows:
            match kind:
                case "questionnaire":
                    self.rows[key] = Questionnaire()
                case "area":
                    self.rows[key] = Area(number=number)
                case "question":
                    self.rows[key] = Question(number=number)
                case _:
                    self.rows[key] = Choice(question=self.rows["question", number, 0], number=choice)
        return self.rows[key]

    def _hold_places(self, keys: Iterable[Key]) -> None:
        """Make rows without a text for what is referred to before anybody has written it."""
        for key in sorted(set(keys) - self.rows.keys()):
            self._created(type(self._row(key))).append(self.rows[key])

    def _write(self, row: Any, seed: Seed, decision: Decision) -> None:
        """Set what was decided of the fields that this row holds, and note what is loaded."""
        names = ATTRIBUTES[type(row)]
        written = [name for name in decision.write if name in names]
        for name in written:
            value = getattr(seed, name)
            if name == "area":
                value = self.rows["area", value, 0] if value else None
            setattr(row, names[name], list(value) if isinstance(value, tuple) else value)
        noted = {name: value for name, value in decision.loaded.items() if name in names}
        row.loaded |= noted
        if row._state.adding:
            self._created(type(row)).append(row)
        elif written:
            self._updated(type(row)).append(row)
        elif noted:
            type(row).objects.filter(pk=row.pk).update(loaded=row.loaded)

    def _created(self, model: type[Any]) -> list[Any]:
        return self.touched.setdefault(model, ([], []))[0]

    def _updated(self, model: type[Any]) -> list[Any]:
        return self.touched.setdefault(model, ([], []))[1]

    def _flush(self, *models: type[Any]) -> None:
        """Write the rows collected, with their history."""
        history: dict[str, Any] = {"batch_size": BATCH}
        if self.log:
            history |= {"default_user": self.log.user, "custom_historical_attrs": {"load": self.log}}
        for model in models:
            created, updated = self.touched.pop(model, ([], []))
            if created:
                bulk_create_with_history(created, model, **history)
            if updated:
                bulk_update_with_history(updated, model, _columns(model), **history)


def _columns(model: type[Any]) -> list[str]:
    """The columns behind the attributes that a load writes."""
    columns = [*ATTRIBUTES[model].values(), "loaded"]
    if "level_by_hand" in columns:
        columns.remove("level_by_hand")
        columns += ["level", "unscored"]
    return columns


def _words(value: object) -> str:
    """A field as words, for a difference."""
    if isinstance(value, list | tuple):
        return "\n".join(str(item) for item in value)
    return "" if value is None else str(value)
