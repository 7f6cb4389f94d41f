"""What an assessment says, as plain values: every page and export of a report is made from this."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property

from questionnaire.domain.comparison import Comparison
from questionnaire.domain.improvement import Action
from questionnaire.domain.profile import Profile, level_of, profile, scale_of
from questionnaire.domain.questionnaire import Area, Choice, Question, Questionnaire
from questionnaire.domain.richtext import Html
from questionnaire.domain.walk import Answers, Given, Kind, Mark, Marks, Progress, Step, progress, steps_by_area

UNMARKED = Mark()
LONG_GUIDANCE = 80  # words; what is longer fills a phone's screen


@dataclass(frozen=True, slots=True)
class Newer:
    """Today's texts of an answer, where they differ from those that a finished assessment shows; else None."""

    statement: str | None = None
    guidance: Html | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """A question of the report with everything that is said about it."""

    step: Step
    mark: Mark = UNMARKED
    newer: Newer | None = None

    @property
    def question(self) -> Question:
        return self.step.question

    @property
    def given(self) -> Given | None:
        return self.step.given

    @property
    def level(self) -> int | None:
        return level_of(self.question, self.given)

    @property
    def scale(self) -> int:
        """How many levels the question has; 0 when it is not scored."""
        return scale_of(self.question)

    @property
    def next_choice(self) -> Choice | None:
        """The statement one level up, if there is one that can be picked."""
        level = self.level
        if level is None:
            return None
        above = [choice for choice in self.question.offered if choice.level is not None and choice.level > level]
        return min(above, key=lambda choice: choice.level or 0, default=None)

    @property
    def guidance(self) -> Html:
        """The guidance for the statement that was picked; empty when there is none."""
        return self.step.picked.guidance if self.step.picked else Html()

    @property
    def is_long(self) -> bool:
        """Whether the guidance is folded where there is little room."""
        return self.step.picked is not None and self.step.picked.words > LONG_GUIDANCE


@dataclass(frozen=True, slots=True)
class AreaCards:
    """An area of the report with its questions."""

    area: Area
    cards: tuple[Card, ...]

    @property
    def progress(self) -> Progress:
        return Progress(sum(card.given is not None for card in self.cards), len(self.cards))


@dataclass(frozen=True, slots=True)
class Former:
    """An answer to a question that is no longer asked."""

    question: Question
    given: Given


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the plan, with the question it grew out of where the report still has it."""

    action: Action
    question: Question | None


@dataclass(frozen=True)
class Report:
    """Areas, questions and answers in the order of the walk."""

    title: str
    content_version: str  # stands for the texts as they read in this report
    started_at: datetime
    updated_at: datetime
    finished_at: datetime | None
    guidance_in_report: bool  # rather than after each answer
    progress: Progress
    areas: tuple[AreaCards, ...]
    profile: Profile
    plan: tuple[Action, ...]
    no_longer_asked: tuple[Former, ...]
    comparison: Comparison | None = None  # with the round before; None when there was none

    @cached_property
    def cards(self) -> tuple[Card, ...]:
        return tuple(card for area in self.areas for card in area.cards)

    @cached_property
    def told(self) -> tuple[AreaCards, ...]:
        """The areas with the cards that there is something to say about; those without any are left out."""
        areas = (
            replace(area, cards=tuple(card for card in area.cards if card.given or card.mark.flagged))
            for area in self.areas
        )
        return tuple(area for area in areas if area.cards)

    @cached_property
    def unanswered(self) -> tuple[Card, ...]:
        return tuple(card for card in self.cards if card.given is None)

    @cached_property
    def unknown(self) -> tuple[Card, ...]:
        return self._of(Kind.UNKNOWN)

    @cached_property
    def not_applicable(self) -> tuple[Card, ...]:
        return self._of(Kind.NOT_APPLICABLE)

    @cached_property
    def flagged(self) -> tuple[Card, ...]:
        return tuple(card for card in self.cards if card.mark.flagged)

    @cached_property
    def priorities(self) -> tuple[Card, ...]:
        """What the respondent decided to work on first, the most important first, then the lowest level."""
        chosen = [card for card in self.cards if card.mark.priority]
        return tuple(sorted(chosen, key=lambda card: (-(card.mark.importance or 0), card.level or 0)))

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The plan with its questions."""
        questions = {card.question.number: card.question for card in self.cards}
        questions |= {former.question.number: former.question for former in self.no_longer_asked}
        return tuple(Line(action, questions.get(action.question or 0)) for action in self.plan)

    @property
    def has_days(self) -> bool:
        """Whether a line of the plan has a day by which it is to be done."""
        return any(action.due for action in self.plan)

    def reduced(self, *, notes: bool, plan: bool) -> "Report":
        """The same report without the notes, or without priorities and plan, to be shown to others."""
        return replace(
            self,
            areas=tuple(_reduced(area, notes=notes, plan=plan) for area in self.areas),
            plan=self.plan if plan else (),
            no_longer_asked=tuple(
                former if notes else replace(former, given=replace(former.given, note=""))
                for former in self.no_longer_asked
            ),
            comparison=self.comparison if notes or not self.comparison else self.comparison.without_notes(),
        )

    def _of(self, kind: Kind) -> tuple[Card, ...]:
        return tuple(card for card in self.cards if card.given and card.given.kind is kind)


@dataclass(frozen=True, slots=True)
class Written:
    """When an assessment was written to, and how it was walked."""

    started_at: datetime
    updated_at: datetime
    finished_at: datetime | None
    guidance_in_report: bool = False
    content_version: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """Everything a respondent said."""

    answers: Answers
    marks: Marks = field(default_factory=dict)
    plan: tuple[Action, ...] = ()


def report(
    questionnaire: Questionnaire, said: Said, written: Written, newer: Mapping[int, Newer] | None = None
) -> Report:
    """The report of what was said in this questionnaire; `newer` has today's texts by question number."""
    answers = said.answers
    return Report(
        title=questionnaire.title,
        content_version=written.content_version,
        started_at=written.started_at,
        updated_at=written.updated_at,
        finished_at=written.finished_at,
        guidance_in_report=written.guidance_in_report,
        progress=progress(questionnaire, answers),
        areas=tuple(_areas(questionnaire, said, newer or {})),
        profile=profile(questionnaire, answers),
        plan=said.plan,
        no_longer_asked=tuple(
            Former(question, answers[question.number])
            for question in questionnaire.not_asked
            if question.number in answers
        ),
    )


def _areas(questionnaire: Questionnaire, said: Said, newer: Mapping[int, Newer]) -> Iterator[AreaCards]:
    for group in steps_by_area(questionnaire, said.answers):
        cards = (
            Card(step, said.marks.get(step.question.number, UNMARKED), newer.get(step.question.number))
            for step in group.steps
        )
        yield AreaCards(group.area, tuple(cards))


def _reduced(area: AreaCards, *, notes: bool, plan: bool) -> AreaCards:
    return replace(area, cards=tuple(_reduced_card(card, notes=notes, plan=plan) for card in area.cards))


def _reduced_card(card: Card, *, notes: bool, plan: bool) -> Card:
    given = card.given
    step = card.step if notes or given is None else replace(card.step, given=replace(given, note=""))
    return replace(card, step=step, mark=card.mark if plan else UNMARKED)
