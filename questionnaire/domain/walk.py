"""Where a respondent stands: computed from the questionnaire and the answers, never stored as a step.

Answers are keyed by question number, so that changing the questionnaire or going back breaks nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from questionnaire.domain.questionnaire import Area, Choice, Question, Questionnaire


class Kind(StrEnum):
    """What an answer says."""

    CHOICE = "choice"  # this statement is true of us
    UNKNOWN = "unknown"  # “Bilmiyorum”
    NOT_APPLICABLE = "not_applicable"  # “Bize uymuyor”


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as it was given."""

    kind: Kind
    choice: int | None = None  # the choice's number, when kind is CHOICE
    statement: str = ""  # the statement as it was picked
    note: str = ""
    revision: int = 1  # grows with every change, from 1
    answered_at: datetime | None = field(default=None, compare=False)  # None until it is stored

    def says_the_same_as(self, other: "Given") -> bool:
        return (self.kind, self.choice, self.note) == (other.kind, other.choice, other.note)


Answers = Mapping[int, Given]  # by question number


@dataclass(frozen=True, slots=True)
class Mark:
    """What is marked about a question, answered or not."""

    flagged: bool = False  # “Sonra konuşalım”
    importance: int | None = None  # 1 to 3; None while not said
    priority: bool = False  # the respondent decided so
    is_decided: bool = False  # whether for or against; else nobody has said anything yet


Marks = Mapping[int, Mark]  # by question number


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of some questions are answered; *Bilmiyorum* and *Bize uymuyor* are answers too."""

    done: int
    total: int

    @property
    def complete(self) -> bool:
        return self.done == self.total


@dataclass(frozen=True, slots=True)
class Step:
    """One question, where it stands in the walk, and what was answered to it."""

    area: Area
    question: Question
    number_in_area: int  # from 1
    previous: int | None  # question numbers
    next: int | None
    progress: Progress  # over the whole walk
    given: Given | None

    @property
    def picked(self) -> Choice | None:
        """The choice that was picked, as it reads today, retired or not."""
        return self.question.choice(self.given.choice) if self.given else None

    @property
    def reworded(self) -> bool:
        """Whether the statement reads differently today from how it was picked."""
        return self.given is not None and self.picked is not None and self.picked.text != self.given.statement

    @property
    def withdrawn(self) -> bool:
        """Whether the statement that was picked can no longer be picked."""
        return self.picked is not None and self.picked.retired


@dataclass(frozen=True, slots=True)
class AreaSteps:
    """An area of the overview with its questions."""

    area: Area
    steps: tuple[Step, ...]

    @property
    def progress(self) -> Progress:
        return Progress(sum(step.given is not None for step in self.steps), len(self.steps))


def progress(questionnaire: Questionnaire, answers: Answers) -> Progress:
    """How much of the walk is done. Answers to questions no longer asked do not count."""
    done = sum(question.number in answers for question in questionnaire.questions)
    return Progress(done, len(questionnaire.questions))


def step_at(questionnaire: Questionnaire, answers: Answers, number: int) -> Step | None:
    """The step of this question, or None when it is not asked."""
    question = questionnaire.asked(number)
    if question is None:
        return None
    return _step(questionnaire, answers, question, progress(questionnaire, answers))


def steps_by_area(questionnaire: Questionnaire, answers: Answers) -> list[AreaSteps]:
    """The whole walk, area by area."""
    reached = progress(questionnaire, answers)
    return [
        AreaSteps(area, tuple(_step(questionnaire, answers, question, reached) for question in area.questions))
        for area in questionnaire.areas
    ]


def first_unanswered(questionnaire: Questionnaire, answers: Answers) -> int | None:
    """The number of the first question without an answer, or None when the walk is complete."""
    return next((q.number for q in questionnaire.questions if q.number not in answers), None)


def _step(questionnaire: Questionnaire, answers: Answers, question: Question, reached: Progress) -> Step:
    area, place = questionnaire.place_of(question)
    questions = questionnaire.questions
    index = questionnaire.position[question.number]
    return Step(
        area=area,
        question=question,
        number_in_area=place,
        previous=questions[index - 1].number if index else None,
        next=questions[index + 1].number if index + 1 < len(questions) else None,
        progress=reached,
        given=answers.get(question.number),
    )
