"""Read-only links to a report, made on purpose."""

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from questionnaire.domain import key as keys
from questionnaire.models.assessment import Assessment

SHARE_DAYS = 30  # how long a link lives unless another end is chosen
MAX_LABEL = 100


class ShareQuerySet(models.QuerySet):
    def valid(self) -> Self:
        return self.filter(ends_at__gt=timezone.now())

    def opened_by(self, key: str) -> Self:
        return self.filter(key_hash=keys.hashed(key))


def default_end() -> datetime:
    return timezone.now() + timedelta(days=SHARE_DAYS)


class Share(models.Model):
    """A link that shows the report of an assessment and nothing else. Only its key's hash is stored."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="shares")
    key_hash = models.CharField(max_length=64, unique=True, editable=False)
    label = models.CharField(max_length=MAX_LABEL)
    with_notes = models.BooleanField(default=False)
    with_plan = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=timezone.now)
    ends_at = models.DateTimeField(default=default_end)
    openings = models.PositiveIntegerField(default=0)

    objects = ShareQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("made_at")), name="share_ends_after_it_begins"),
            models.CheckConstraint(condition=~Q(label=""), name="share_has_label"),
        ]

    def __str__(self) -> str:
        return str(self.pk)
