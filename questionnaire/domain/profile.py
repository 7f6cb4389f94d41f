"""Answers -> where the organisation stands, area by area.

An area's level is the median of its answers' levels; there is no number over areas, since capacity is not one thing
(Shumate et al. 2017, “The Eight Core Dimensions of Nonprofit Capacity”), and no rank against others.

An area has a level once a statement with a level was picked for at least half of its scored questions. *Bilmiyorum* and
*Bize uymuyor* do not count as such, and they do not make the area smaller either: a number from one answer would say
too little about the area, for whatever reason the others have none.
"""

import statistics
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from questionnaire.domain.questionnaire import Area, Question, Questionnaire
from questionnaire.domain.walk import Answers, Given, Kind

MAX_NAMED = 3  # strengths, and as many areas to work on


@dataclass(frozen=True, slots=True)
class Beside:
    """An answer on another number of levels than the area's: it stands beside the area's level, not in it."""

    question: Question
    level: int
    scale: int


@dataclass(frozen=True, slots=True)
class AreaProfile:
    """Where the organisation stands in one area."""

    area: Area
    scale: int  # how many levels its questions have; 0: nothing here is scored
    scored: int  # questions on that scale
    levels: tuple[int, ...]  # of the answers to them, ascending; Bilmiyorum and Bize uymuyor have none
    unknown: int
    not_applicable: int
    answered: int  # of all questions of the area, Bilmiyorum and Bize uymuyor among them
    total: int
    beside: tuple[Beside, ...] = ()

    @property
    def is_scored(self) -> bool:
        return bool(self.scale)

    @property
    def level(self) -> float | None:
        """The median, from 1 to `scale` in halves; None while fewer than half of the scored questions have a level."""
        if not self.levels or len(self.levels) * 2 < self.scored:
            return None
        return float(statistics.median(self.levels))

    @property
    def lowest(self) -> int | None:
        return self.levels[0] if self.levels else None

    @property
    def highest(self) -> int | None:
        return self.levels[-1] if self.levels else None


@dataclass(frozen=True)
class Profile:
    """All areas in the order of the walk."""

    areas: tuple[AreaProfile, ...]
    level_names: tuple[str, ...]  # lowest first; names of a scale with as many levels

    @property
    def is_scored(self) -> bool:
        return any(area.is_scored for area in self.areas)

    @cached_property
    def comparable(self) -> tuple[AreaProfile, ...]:
        """The areas with a level on one and the same number of levels: the one that most of them have."""
        scale = _common(area.scale for area in self.areas if area.level is not None)
        return tuple(area for area in self.areas if area.level is not None and area.scale == scale)

    @property
    def incomparable(self) -> tuple[AreaProfile, ...]:
        """The other areas that are scored: without a level, or with one on another number of levels."""
        return tuple(area for area in self.areas if area.is_scored and area not in self.comparable)

    @cached_property
    def strengths(self) -> tuple[AreaProfile, ...]:
        """The three highest areas, the highest first; none that is as low as the lowest.

        Of equal levels the one whose answers reach higher comes first, then the order of the walk decides.
        """
        lowest = min((_height(area)[0] for area in self.comparable), default=0)
        highest_first = sorted(self.comparable, key=_height, reverse=True)  # keeps the order of equals
        return tuple(area for area in highest_first if _height(area)[0] > lowest)[:MAX_NAMED]

    @cached_property
    def to_work_on(self) -> tuple[AreaProfile, ...]:
        """The three lowest areas, the lowest first; all of them lower than any of the strengths."""
        bound = min((_height(area)[0] for area in self.strengths), default=0)
        return tuple(area for area in sorted(self.comparable, key=_height) if _height(area)[0] < bound)[:MAX_NAMED]


def profile(questionnaire: Questionnaire, answers: Answers) -> Profile:
    """The profile of these answers."""
    return Profile(tuple(area_profile(area, answers) for area in questionnaire.areas), questionnaire.level_names)


def scale_of(question: Question) -> int:
    """How many levels the question has: those of the choices that can be picked, retired ones keeping their rank."""
    return max((choice.level for choice in question.choices if choice.level is not None), default=0)


def level_of(question: Question, given: Given | None) -> int | None:
    """The level of the statement that was picked; None for Bilmiyorum, Bize uymuyor, and what has no level."""
    choice = question.choice(given.choice) if given and given.kind is Kind.CHOICE else None
    return choice.level if choice else None


def _height(area: AreaProfile) -> tuple[float, int, int]:
    """By which areas with a level are put in order: the level, then the lowest and the highest answer."""
    return area.level or 0, area.lowest or 0, area.highest or 0


def area_profile(area: Area, answers: Answers) -> AreaProfile:
    """The profile of one area."""
    scales = {question.number: scale_of(question) for question in area.questions}
    scale = _common(scales.values())
    kinds = Counter(answers[number].kind for number in scales if number in answers)
    levels = _levels(area.questions, answers)
    return AreaProfile(
        area=area,
        scale=scale,
        scored=sum(own == scale for own in scales.values()) if scale else 0,
        levels=tuple(sorted(level for number, level in levels.items() if scales[number] == scale)),
        unknown=kinds[Kind.UNKNOWN],
        not_applicable=kinds[Kind.NOT_APPLICABLE],
        answered=kinds.total(),
        total=len(scales),
        beside=tuple(
            Beside(question, levels[question.number], scales[question.number])
            for question in area.questions
            if question.number in levels and scales[question.number] != scale
        ),
    )


def _levels(questions: Iterable[Question], answers: Answers) -> Mapping[int, int]:
    found = {question.number: level_of(question, answers.get(question.number)) for question in questions}
    return {number: level for number, level in found.items() if level is not None}


def _common(scales: Iterable[int]) -> int:
    """The number of levels that most scored questions have; of equally many the larger."""
    counted = Counter(scale for scale in scales if scale)
    return max(counted, key=lambda scale: (counted[scale], scale), default=0)
