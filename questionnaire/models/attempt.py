"""How often a client tried something within an hour: a limit kept in the database, shared by all processes."""

import hashlib
import hmac
from datetime import timedelta
from typing import Self

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone


class AttemptQuerySet(models.QuerySet):
    def past(self) -> Self:
        """Counts that no limit looks at any more."""
        return self.filter(hour__lt=timezone.now() - timedelta(days=1))


class Attempt(models.Model):
    """A count of one client's attempts in one hour. The client is a daily salted hash of its address."""

    purpose = models.CharField(max_length=10)
    client = models.CharField(max_length=64)
    hour = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["purpose", "client", "hour"], name="one_count_an_hour"),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.hour:%Y-%m-%d %H} h: {self.count}"

    @classmethod
    @transaction.atomic
    def allowed(cls, purpose: str, address: str, limit: int) -> bool:
        """Count an attempt; whether it is within the limit of this hour. Counts of past days are dropped."""
        hour = timezone.now().replace(minute=0, second=0, microsecond=0)
        this_hour = cls.objects.select_for_update().filter(purpose=purpose, client=_client(address), hour=hour)
        found = this_hour.first()
        if found is None:
            cls.objects.past().delete()
            found, _ = cls.objects.get_or_create(purpose=purpose, client=_client(address), hour=hour)
        if found.count >= limit:
            return False
        cls.objects.filter(pk=found.pk).update(count=models.F("count") + 1)
        return True


def _client(address: str) -> str:
    """Yesterday's hash of an address says nothing about today's, and none can be turned back without the key."""
    salted = f"{timezone.now():%Y-%m-%d} {address}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), salted, hashlib.sha256).hexdigest()
