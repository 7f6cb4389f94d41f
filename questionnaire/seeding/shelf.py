"""What the database says, in the words of the files."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from questionnaire.domain.plan import Decision, Difference
from questionnaire.domain.seed import AreaSeed, GuidanceSeed, Key, QuestionnaireSeed, QuestionSeed, Seed
from questionnaire.models import Area, Choice, Guidance, Question, Questionnaire

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


def fields(seed: Seed) -> dict[str, Any]:
    """The fields of a seed as they are compared."""
    return {name: comparable(name, getattr(seed, name)) for model in MODELS[type(seed)] for name in ATTRIBUTES[model]}


def comparable(name: str, value: Any) -> Any:
    """A field as it is compared and noted: an area by its number, a list as JSON has it, and a body by its digest, so
    that ten thousand of them need not be in memory three times."""
    if name == "body":
        text = value.strip("\n")  # nobody can see an empty line at the end, so it decides nothing
        return hashlib.sha256(text.encode()).hexdigest() if text else ""
    if isinstance(value, Area):
        return value.number
    return list(value) if isinstance(value, tuple) else value


@dataclass(frozen=True, slots=True)
class Body:
    """A guidance row without its text."""

    pk: int
    digest: str
    loaded: Mapping[str, Any]


@dataclass
class Shelf:
    """The rows of the database by what they are about; of guidance, whose texts are long, only the digests."""

    rows: dict[Key, Any]  # a choice under the key of its guidance
    bodies: dict[int, Body]  # by the choice's pk

    @classmethod
    def read(cls) -> "Shelf":
        """As it stands; whoever does not hold the lock may see a text that was deleted meanwhile, and no half row."""
        questions = {row.pk: row for row in Question.objects.select_related("area").defer("html", "folded")}
        rows: dict[Key, Any] = {}
        named = Questionnaire.objects.first()
        if named:
            rows["questionnaire", 0, 0] = named
        rows |= {("area", row.number, 0): row for row in Area.objects.all()}
        rows |= {("question", row.number, 0): row for row in questions.values()}
        for choice in Choice.objects.defer("folded"):
            if choice.question_id in questions:
                choice.question = questions[choice.question_id]
                rows["guidance", choice.question.number, choice.number] = choice
        guidance = Guidance.objects.values_list("choice_id", "pk", "body", "loaded").iterator(chunk_size=BATCH)
        bodies = {choice: Body(pk, comparable("body", body), loaded) for choice, pk, body, loaded in guidance}
        return cls(rows, bodies)

    def stored(self) -> dict[Key, dict[str, Any]]:
        """What the database says now."""
        found = {}
        for key, row in self.rows.items():
            names = ATTRIBUTES[type(row)]
            found[key] = {name: comparable(name, getattr(row, attribute)) for name, attribute in names.items()}
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

    def has_file(self, key: Key) -> bool:
        """Whether a file can hold this text: not without a title, nor a statement without guidance."""
        row = self.rows[key]
        match row:
            case Choice():
                return row.pk in self.bodies
            case Question():
                return bool(row.text)
        return bool(row.title)

    def is_missed(self, key: Key) -> bool:
        """Whether a text that no file has is worth naming: not when it was retired, nor when nobody wrote it yet."""
        row = self.rows[key]
        retired = isinstance(row, Choice | Question) and row.retired
        under_retired = isinstance(row, Choice) and row.question.retired
        return self.has_file(key) and not (retired or under_retired)

    def to_retire(self, missing: Iterable[Key], seeds: Iterable[Key]) -> tuple[Key, ...]:
        """What of the missing can be taken out of the walk because the files no longer have it.

        A question goes with its choices, which stay as they are under it, so that bringing it back brings them back
        too. One for which the files have guidance stays: only its text is missing. Areas go by themselves once nothing
        is asked in them.
        """
        missed = list(missing)
        spoken_of = {number for kind, number, _ in seeds if kind == "guidance"}
        questions = {number for kind, number, _ in missed if kind == "question" and number not in spoken_of}
        return tuple(
            (kind, number, choice)
            for kind, number, choice in missed
            if (kind == "question" and number in questions) or (kind == "guidance" and number not in questions)
        )

    def without_text(self, seeds: Mapping[Key, Seed], decisions: Mapping[Key, Decision]) -> set[int]:
        """Questions that are asked, but whose text neither the database nor a file has. Call it before `apply`."""
        asked = {seed.question for seed in seeds.values() if isinstance(seed, GuidanceSeed)}
        known = {row.number: row for row in self.rows.values() if isinstance(row, Question)}
        silent = {number for number, row in known.items() if not row.text and not row.retired}
        written = {key[1] for key, decision in decisions.items() if key[0] == "question" and "title" in decision.write}
        return (asked - known.keys() | silent) - written

    def differences(self, seeds: Mapping[Key, Seed], decisions: Mapping[Key, Decision]) -> Iterator[Difference]:
        """Every field that the load would change or leave in conflict, with both texts in full."""
        touched = {key: (*each.write, *each.conflicts, *each.merged) for key, each in decisions.items()}
        wanted = [key for key, names in touched.items() if "body" in names and isinstance(self.rows.get(key), Choice)]
        ids = [self.rows[key].pk for key in wanted]
        bodies = Guidance.objects.only("body", "choice_id").in_bulk(ids, field_name="choice_id")
        for key, names in touched.items():
            row = self.rows.get(key)
            for name in names:
                stored: Any = None
                if isinstance(row, Choice) and name == "body":
                    stored = bodies[row.pk].body if row.pk in bodies else ""
                elif row:
                    stored = getattr(row, ATTRIBUTES[type(row)][name])
                yield Difference(key, name, _words(stored), _words(getattr(seeds[key], name)))


def _words(value: object) -> str:
    """A field as words, for a difference."""
    if isinstance(value, Area):
        return str(value.number)
    if isinstance(value, list | tuple):
        return "\n".join(str(item) for item in value)
    return "" if value is None else str(value)
