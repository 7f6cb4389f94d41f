"""Two rounds of one organisation -> then and now, area by area and question by question.

Questions and choices are matched by their numbers, never by position, and levels only on scales of equally many. A
lower level need not be a step back: who looks more closely measures more strictly (response shift; Howard 1980,
“Response-Shift Bias”, Evaluation Review 4).
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from functools import cached_property

from questionnaire.domain.profile import AreaProfile, area_profile, level_of, scale_of
from questionnaire.domain.questionnaire import Area, Question, Questionnaire
from questionnaire.domain.walk import Answers, Given, Kind


class Change(StrEnum):
    """What became of an answer, or of an area's level."""

    UP = "up"
    SAME = "same"
    DOWN = "down"
    NEW = "new"  # answered for the first time
    GONE = "gone"  # no longer asked
    APART = "apart"  # not comparable: Bilmiyorum, Bize uymuyor, another scale, or no levels at all


@dataclass(frozen=True, slots=True)
class Round:
    """What was asked and what was answered, and when."""

    questionnaire: Questionnaire
    answers: Answers
    on: datetime


@dataclass(frozen=True, slots=True)
class Rewording:
    """What reads differently now: the question, the statement that was picked then, the guidance for that one."""

    question: bool = False
    statement: bool = False
    guidance: bool = False

    @property
    def is_any(self) -> bool:
        return self.question or self.statement or self.guidance


@dataclass(frozen=True, slots=True)
class Compared:
    """A question, then and now."""

    question: Question  # as it reads now
    change: Change
    then: Given | None
    now: Given | None
    level_then: int | None
    level_now: int | None
    was_asked: bool  # in the earlier round
    is_rescaled: bool  # it has another number of levels now
    rewording: Rewording

    @property
    def is_same_statement(self) -> bool:
        """Whether the same statement was picked, in the same words."""
        return bool(self.then and self.now and self.then.statement and self.then.statement == self.now.statement)


@dataclass(frozen=True, slots=True)
class AreaCompared:
    """An area as it is made up now, then and now; of its questions those that are answered now."""

    area: Area
    then: AreaProfile
    now: AreaProfile
    questions: tuple[Compared, ...]

    @property
    def change(self) -> Change:
        if not self.then.answered:
            return Change.NEW
        if self.then.level is None or self.now.level is None or self.then.scale != self.now.scale:
            return Change.APART
        return _direction(self.then.level, self.now.level)

    @property
    def is_of_other_questions(self) -> bool:
        """Whether the two levels are not those of the same questions."""
        return any((at.level_then is None) != (at.level_now is None) for at in self.questions)


@dataclass(frozen=True)
class Comparison:
    """The earlier round beside this one. What is asked and not answered now is not told of the earlier one either."""

    on: datetime  # of the earlier round
    areas: tuple[AreaCompared, ...]
    gone: tuple[Compared, ...]
    waiting: int  # answered then, asked and not answered now

    @cached_property
    def by_number(self) -> Mapping[int, Compared]:
        """The questions that are asked, by their numbers."""
        return {at.question.number: at for area in self.areas for at in area.questions}

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How many questions went which way, by Change; all of them, 0 too."""
        found = Counter(at.change for at in (*self.by_number.values(), *self.gone))
        return {change.value: found[change] for change in Change}

    @property
    def is_any_lower(self) -> bool:
        return bool(self.counts[Change.DOWN]) or any(area.change is Change.DOWN for area in self.areas)

    @property
    def rewordings(self) -> int:
        """How many of the questions asked now read differently in some part."""
        return sum(at.rewording.is_any for at in self.by_number.values())

    def without_notes(self) -> "Comparison":
        return replace(
            self,
            areas=tuple(
                replace(area, questions=tuple(_without_notes(at) for at in area.questions)) for area in self.areas
            ),
            gone=tuple(_without_notes(at) for at in self.gone),
        )


def compare(then: Round, now: Round) -> Comparison:
    """This round beside the earlier one; each with the questionnaire as it read at the time.

    An earlier answer to a question that is still to be answered is left out, so that it does not lead the new one.
    """
    told = {
        number: given
        for number, given in then.answers.items()
        if number in now.answers or now.questionnaire.asked(number) is None
    }
    before = replace(then, answers=told)
    areas = (_area(area, before, now.answers) for area in now.questionnaire.areas)
    return Comparison(
        on=then.on,
        areas=tuple(area for area in areas if area.questions),
        gone=tuple(_gone(before, now)),
        waiting=len(then.answers) - len(told),
    )


def _area(area: Area, then: Round, answers: Answers) -> AreaCompared:
    asked = (then.questionnaire.asked(own.number) for own in area.questions)
    return AreaCompared(
        area=area,
        then=area_profile(replace(area, questions=tuple(question for question in asked if question)), then.answers),
        now=area_profile(area, answers),
        questions=tuple(
            _compared(then, question, answers[question.number])
            for question in area.questions
            if question.number in answers
        ),
    )


def _gone(then: Round, now: Round) -> Iterator[Compared]:
    for number, earlier in then.questionnaire.by_number.items():
        if number in then.answers and now.questionnaire.asked(number) is None:
            question = now.questionnaire.by_number.get(number, earlier)
            yield replace(_compared(then, question, now.answers.get(number)), change=Change.GONE)


def _compared(then: Round, question: Question, given: Given | None) -> Compared:
    before = then.answers.get(question.number)
    known = then.questionnaire.by_number.get(question.number, question)
    return Compared(
        question=question,
        change=_change(known, before, question, given),
        then=before,
        now=given,
        level_then=level_of(known, before),
        level_now=level_of(question, given),
        was_asked=then.questionnaire.asked(question.number) is not None,
        is_rescaled=before is not None and scale_of(known) != scale_of(question),
        rewording=_rewording(known, before, question) if before else Rewording(),
    )


def _change(earlier: Question, then: Given | None, question: Question, now: Given | None) -> Change:
    if then is None:
        return Change.NEW
    before, after = level_of(earlier, then), level_of(question, now)
    if scale_of(earlier) != scale_of(question):
        return Change.APART
    if before is not None and after is not None:
        return _direction(before, after)
    picked_again = now is not None and now.kind is then.kind is Kind.CHOICE and now.choice == then.choice
    return Change.SAME if picked_again else Change.APART


def _direction(before: float, after: float) -> Change:
    if after > before:
        return Change.UP
    return Change.DOWN if after < before else Change.SAME


def _rewording(earlier: Question, then: Given, question: Question) -> Rewording:
    """The statement is held against the one that was stored when it was picked."""
    was, is_now = earlier.choice(then.choice), question.choice(then.choice)
    return Rewording(
        question=earlier.text != question.text,
        statement=is_now is not None and is_now.text != then.statement,
        guidance=was is not None and is_now is not None and was.guidance != is_now.guidance,
    )


def _without_notes(at: Compared) -> Compared:
    return replace(
        at,
        then=replace(at.then, note="") if at.then else None,
        now=replace(at.now, note="") if at.now else None,
    )
