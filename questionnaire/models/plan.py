"""What a respondent makes of the answers: marks beside a question, and the improvement plan."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from questionnaire.domain.improvement import MAX_IMPORTANCE, MAX_WHAT, MAX_WHO, Status
from questionnaire.models.assessment import Assessment
from questionnaire.models.content import Question


class Mark(models.Model):
    """What is marked about a question, answered or not: to be talked about, how important it is now, a priority."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="marks")
    question = models.ForeignKey(Question, models.PROTECT, related_name="marks")
    flagged = models.BooleanField(default=False)  # “Sonra konuşalım”
    importance = models.PositiveSmallIntegerField(null=True, blank=True)  # 1 to 3, None while not said
    priority = models.BooleanField(default=False)  # the respondent decided so

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


class Action(models.Model):
    """A line of the improvement plan: what, who, by when."""

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

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(what=""), name="action_says_what"),
            models.CheckConstraint(condition=Q(status__in=[s.value for s in Status]), name="action_status_known"),
        ]

    def __str__(self) -> str:
        return str(self.pk)
