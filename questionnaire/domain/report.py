"""What an assessment says, as plain values: every page and export of a report is made from this."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from questionnaire.domain.questionnaire import Question, Questionnaire
from questionnaire.domain.walk import Answers, AreaSteps, Given, Kind, Progress, Step, progress, steps_by_area


@dataclass(frozen=True, slots=True)
class Former:
    """An answer to a question that is no longer asked."""

    question: Question
    given: Given


@dataclass(frozen=True)
class Report:
    """Areas, questions and answers in the order of the walk."""

    title: str
    started_at: datetime
    updated_at: datetime
    finished_at: datetime | None
    guidance_in_report: bool  # rather than after each answer
    progress: Progress
    areas: tuple[AreaSteps, ...]
    no_longer_asked: tuple[Former, ...]

    @cached_property
    def unanswered(self) -> tuple[Step, ...]:
        return tuple(step for step in self._steps if step.given is None)

    @cached_property
    def unknown(self) -> tuple[Step, ...]:
        return self._of(Kind.UNKNOWN)

    @cached_property
    def not_applicable(self) -> tuple[Step, ...]:
        return self._of(Kind.NOT_APPLICABLE)

    @cached_property
    def _steps(self) -> tuple[Step, ...]:
        return tuple(step for area in self.areas for step in area.steps)

    def _of(self, kind: Kind) -> tuple[Step, ...]:
        return tuple(step for step in self._steps if step.given and step.given.kind is kind)


def report(
    questionnaire: Questionnaire,
    answers: Answers,
    *,
    started_at: datetime,
    updated_at: datetime,
    finished_at: datetime | None,
    guidance_in_report: bool = False,
) -> Report:
    """The report of these answers to this questionnaire."""
    former = (
        Former(question, answers[question.number]) for question in questionnaire.not_asked if question.number in answers
    )
    return Report(
        title=questionnaire.title,
        started_at=started_at,
        updated_at=updated_at,
        finished_at=finished_at,
        guidance_in_report=guidance_in_report,
        progress=progress(questionnaire, answers),
        areas=tuple(steps_by_area(questionnaire, answers)),
        no_longer_asked=tuple(former),
    )
