"""The questionnaire in memory: what a respondent can be asked, with the guidance already rendered.

Immutable, made by `questionnaire.content` from the database, and all that the rules in `walk` know of content.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from questionnaire.domain.richtext import Html

SECONDS_TO_ANSWER = 30  # one question, thinking included
WORDS_A_MINUTE = 180  # reading Turkish prose with attention
ASCENDING, DESCENDING = "ascending", "descending"  # what the order of a question's choices says of their levels


@dataclass(frozen=True, slots=True)
class Choice:
    """One statement of a question."""

    pk: int
    number: int
    text: str
    guidance: Html  # empty while nobody has written it
    words: int  # of the guidance
    level: int | None  # from 1 upward; None: not scored
    retired: bool = False


@dataclass(frozen=True)
class Question:
    """A question with its choices by number, the retired ones among them."""

    pk: int
    number: int
    text: str  # empty while nobody has written it: it is then shown by its number
    help: Html
    area: int | None
    choices: tuple[Choice, ...]
    retired: bool = False

    @cached_property
    def offered(self) -> tuple[Choice, ...]:
        """The choices a respondent can pick now."""
        return tuple(choice for choice in self.choices if not choice.retired)

    @cached_property
    def wording(self) -> str:
        """Stands for the statements as they read now; another one when any of them changes."""
        texts = "\n".join(f"{choice.number} {choice.text}" for choice in self.offered)
        return hashlib.sha256(texts.encode()).hexdigest()[:16]

    def choice(self, number: int | None) -> Choice | None:
        """The choice of this number, retired or not."""
        return next((choice for choice in self.choices if choice.number == number), None)


@dataclass(frozen=True)
class Area:
    """A thematic area with the questions that are asked, in order. `number` is None for questions without one."""

    number: int | None
    title: str  # empty while nobody has written it: it is then shown by its number
    description: Html
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Questionnaire:
    """Everything that is asked, in the order it is asked; areas without questions are left out."""

    title: str  # empty while nobody has written it
    introduction: Html
    level_names: tuple[str, ...]  # lowest first
    areas: tuple[Area, ...]
    not_asked: tuple[Question, ...] = ()  # retired, or without a choice to pick; an answer may still refer to one

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        return tuple(question for area in self.areas for question in area.questions)

    @cached_property
    def by_number(self) -> dict[int, Question]:
        """Every question, asked or not, by its number: first those asked, in the order of the walk."""
        return {question.number: question for question in (*self.questions, *self.not_asked)}

    @cached_property
    def position(self) -> dict[int, int]:
        """Where a question stands in the walk, from 0, by its number."""
        return {question.number: index for index, question in enumerate(self.questions)}

    @cached_property
    def minutes_to_answer(self) -> int:
        """Whole minutes, at least 1."""
        return max(1, round(len(self.questions) * SECONDS_TO_ANSWER / 60))

    @cached_property
    def minutes_to_read(self) -> int:
        """Whole minutes to read one guidance text a question, of average length; 0 when there is none."""
        words = sum(_average([choice.words for choice in question.offered]) for question in self.questions)
        return round(words / WORDS_A_MINUTE)

    def asked(self, number: int) -> Question | None:
        """The question of this number, if it is in the walk."""
        index = self.position.get(number)
        return None if index is None else self.questions[index]

    def place_of(self, question: Question) -> tuple[Area, int]:
        """The area of a question that is asked, and where it stands in it, from 1."""
        return self._places[question.number]

    @cached_property
    def _places(self) -> dict[int, tuple[Area, int]]:
        return {
            question.number: (area, place)
            for area in self.areas
            for place, question in enumerate(area.questions, start=1)
        }


def ranked_levels(numbers: Iterable[tuple[int, int | None, bool]], direction: str) -> dict[int, int | None]:
    """The level of each choice of a question, by choice number.

    `numbers` gives (choice number, level set by hand, left out). `direction` is “ascending”, “descending” or empty;
    without one only levels set by hand count. A level is the rank by number among the choices not left out; a
    retired choice keeps its rank, so that retiring one never renumbers the others (DESIGN §3).
    """
    choices = sorted(numbers)
    scored = [number for number, _, left_out in choices if not left_out]
    if direction == DESCENDING:
        scored.reverse()
    ranks = {number: rank for rank, number in enumerate(scored, start=1)} if direction else {}
    return {number: None if left_out else (by_hand or ranks.get(number)) for number, by_hand, left_out in choices}


def _average(values: list[int]) -> float:
    return sum(values) / len(values) if values else 0.0
