"""Read-only links to a report, made on purpose."""

from datetime import datetime, timedelta
from typing import Self

from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from questionnaire.domain import key as keys
from questionnaire.models.assessment import Assessment

SHARE_DAYS = 30  # how long a link lives unless another end is chosen
LISTED_DAYS = 30  # how long a link that has ended is still listed
MAX_LABEL = 100
MAX_VALID = 20  # links of one assessment that open something at the same time


class TooManyShares(Exception):
    """The assessment has as many valid links as it may have."""


class ShareQuerySet(models.QuerySet):
    def valid(self) -> Self:
        return self.filter(ends_at__gt=timezone.now())

    def ended(self) -> Self:
        return self.filter(ends_at__lte=timezone.now())

    def past(self) -> Self:
        """Those that ended so long ago that they are no longer listed."""
        return self.filter(ends_at__lte=timezone.now() - timedelta(days=LISTED_DAYS))

    def opened_by(self, key: str) -> Self:
        return self.filter(key_hash=keys.hashed(key))

    def count_opening(self) -> None:
        self.update(openings=F("openings") + 1)


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

    @classmethod
    @transaction.atomic
    def make(
        cls, assessment: Assessment, key: str, *, label: str, days: int, with_notes: bool, with_plan: bool
    ) -> "Share":
        """A link that lives so many days. The key came with the form, so that sending it twice makes one link.

        Raises TooManyShares, and Assessment.DoesNotExist when the assessment was deleted meanwhile or the key is that
        of another one's link.
        """
        if not Assessment.objects.select_for_update().filter(pk=assessment.pk).exists():  # one link after the other
            raise Assessment.DoesNotExist
        made = cls.objects.opened_by(key).first()
        if made and made.assessment_id == assessment.pk:
            return made
        if made:
            raise Assessment.DoesNotExist
        if assessment.shares.valid().count() >= MAX_VALID:
            raise TooManyShares
        now = timezone.now()
        return cls.objects.create(
            assessment=assessment,
            key_hash=keys.hashed(key),
            label=label,
            with_notes=with_notes,
            with_plan=with_plan,
            made_at=now,
            ends_at=now + timedelta(days=days),
        )

    def end(self) -> None:
        """Let it open nothing from now on. One that has ended already keeps its date."""
        now = max(timezone.now(), self.made_at + timedelta(microseconds=1))  # a clock may have been set back
        Share.objects.valid().filter(pk=self.pk).update(ends_at=now)

    @property
    def is_valid(self) -> bool:
        return self.ends_at > timezone.now()
