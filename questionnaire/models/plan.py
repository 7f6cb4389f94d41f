"""What a respondent makes of the answers: marks beside a question, and the improvement plan."""

import uuid
from typing import Self

from django.db import models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from questionnaire.domain import improvement
from questionnaire.domain.improvement import MAX_IMPORTANCE, MAX_LINES, MAX_WHAT, MAX_WHO, Status
from questionnaire.models.assessment import Assessment
from questionnaire.models.content import Question


class Mark(models.Model):
    """What is marked about a question, answered or not: to be talked about, how important it is now, a priority."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="marks")
    question = models.ForeignKey(Question, models.PROTECT, related_name="marks")
    flagged = models.BooleanField(default=False)  # “Sonra konuşalım”
    importance = models.PositiveSmallIntegerField(null=True, blank=True)  # 1 to 3, None while not said
    priority = models.BooleanField(null=True, blank=True)  # what the respondent decided, None while not decided

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "question"], name="one_mark_a_question"),
            models.CheckConstraint(
                condition=Q(importance=None) | Q(importance__gte=1, importance__lte=MAX_IMPORTANCE),
                name="mark_importance_in_range",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)  # the admin must not tell what was marked


class PlanFull(Exception):
    """No further line fits into the plan."""


class OutdatedLine(Exception):
    """The form was made from an older revision of the line; `stored` is what stands now."""

    def __init__(self, stored: improvement.Action) -> None:
        super().__init__()
        self.stored = stored


class ActionQuerySet(models.QuerySet):
    def lines(self) -> tuple[improvement.Action, ...]:
        """As the rules know them, in the order of the plan; one query."""
        names = ("uid", "what", "first_step", "who", "due", "status", "question__number", "pk", "revision")
        return tuple(
            improvement.Action(uid, what, step, who, due, Status(status), question, pk, revision)
            for uid, what, step, who, due, status, question, pk, revision in self.values_list(*names)
        )

    def line(self, uid: uuid.UUID) -> improvement.Action | None:
        return next(iter(self.filter(uid=uid).lines()), None)

    def at_revision(self, uid: uuid.UUID, revision: int) -> Self:
        return self.filter(uid=uid, revision=revision)


class Action(models.Model):
    """A line of the improvement plan: what, who, by when.

    Every change counts as writing to the assessment, and none reopens a finished one: the plan lives on after it.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)  # in the calendar, for ever the same
    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="actions")
    question = models.ForeignKey(Question, models.PROTECT, null=True, blank=True, related_name="actions")
    what = models.CharField(_("What"), max_length=MAX_WHAT)
    first_step = models.CharField(_("First step"), max_length=MAX_WHAT, blank=True)
    who = models.CharField(_("Who"), max_length=MAX_WHO, blank=True)
    due = models.DateField(_("By when"), null=True, blank=True)
    status = models.CharField(
        _("Status"), max_length=8, choices=[(s.value, s.name) for s in Status], default=Status.OPEN
    )
    position = models.PositiveIntegerField(default=0)  # in the plan; equal ones by pk
    revision = models.PositiveIntegerField(default=1)  # grows with every change, from 1

    objects = ActionQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(what=""), name="action_says_what"),
            models.CheckConstraint(condition=Q(status__in=[s.value for s in Status]), name="action_status_known"),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @classmethod
    @transaction.atomic
    def add(cls, assessment: Assessment, line: improvement.Action, question: int | None) -> uuid.UUID:
        """Put a line at the end of the plan and give its uid; `question` is the pk of the one it grew out of.

        The same form sent twice adds one line: `line.uid` came with the form. Raises PlanFull.
        """
        assessment.touch()
        lines = assessment.actions.lines()
        if any(other.uid == line.uid and other.says_the_same_as(line) for other in lines):
            return line.uid
        if len(lines) >= MAX_LINES:
            raise PlanFull
        taken = cls.objects.filter(uid=line.uid).exists()  # by a form that was sent, gone back to and filled in anew
        last = assessment.actions.aggregate(last=models.Max("position"))["last"]
        added = cls.objects.create(
            uid=uuid.uuid4() if taken else line.uid,
            assessment=assessment,
            question_id=question,
            position=0 if last is None else last + 1,
            revision=line.revision + 1,  # of a line that was removed while it was changed: calendars know it already
            **_fields(line),
        )
        return added.uid

    @classmethod
    @transaction.atomic
    def change(cls, assessment: Assessment, line: improvement.Action) -> None:
        """Let the line say what is typed; `line.revision` is the one that the form showed.

        Raises OutdatedLine when it was changed to something else meanwhile, Action.DoesNotExist when it was removed.
        """
        assessment.touch()
        shown = assessment.actions.at_revision(line.uid, line.revision)
        stored = assessment.actions.line(line.uid)
        if stored is None:
            raise cls.DoesNotExist
        if stored.says_the_same_as(line):
            return
        if not shown.update(revision=F("revision") + 1, **_fields(line)):
            raise OutdatedLine(stored)

    @classmethod
    @transaction.atomic
    def remove(cls, assessment: Assessment, uid: uuid.UUID, revision: int) -> None:
        """Take the line out of the plan, if it still is as it was shown; one that is gone already is fine.

        Raises OutdatedLine.
        """
        assessment.touch()
        assessment.actions.at_revision(uid, revision).delete()
        stored = assessment.actions.line(uid)
        if stored:
            raise OutdatedLine(stored)

    @classmethod
    @transaction.atomic
    def move(cls, assessment: Assessment, uid: uuid.UUID, by: int, *, shown_at: int) -> None:
        """Move the line one place up (-1) or down (1) from where it was shown, counted from 0.

        Nothing happens at the end of the plan, and when it does not stand there any more: a button pressed twice moves
        once.
        """
        assessment.touch()
        rows = list(assessment.actions.only("uid", "position"))
        at = next((place for place, row in enumerate(rows) if row.uid == uid), None)
        if at != shown_at or not 0 <= at + by < len(rows):
            return
        rows.insert(at + by, rows.pop(at))
        for place, row in enumerate(rows):
            row.position = place
        assessment.actions.bulk_update(rows, ["position"])


def _fields(line: improvement.Action) -> dict[str, object]:
    """What somebody typed, by column."""
    return dict(zip(("what", "first_step", "who", "due", "status"), line.said, strict=True))
