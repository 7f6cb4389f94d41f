"""The log of loads, and what a version in the history of content knows of where it came from."""

import re
from datetime import datetime
from typing import Any, NamedTuple

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.manager import HistoricalQuerySet
from simple_history.models import HistoricalRecords

# Why a version was written, where simple_history keeps a reason: in the admin, or “restored <history_id> <its time>”.
IN_ADMIN = "admin"
RESTORED = "restored"
_RESTORED = re.compile(rf"{RESTORED} (?P<id>\d+) (?P<at>\d{{4}}-\d\d-\d\dT[\d:.+]+)")

MAX_NAME = 255  # characters; of a longer one the beginning is kept


class Load(models.Model):
    """One load that changed something. What it wrote are the versions in the history that refer to it."""

    class Source(models.TextChoices):
        COMMAND = "command", _("command line")
        UPLOAD = "upload", _("upload")
        FOLDER = "folder", _("the server’s folder")

    at = models.DateTimeField(_("when"), default=timezone.now, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, verbose_name=_("who")
    )
    source = models.CharField(_("from"), max_length=10, choices=Source, editable=False)
    name = models.CharField(_("files"), max_length=MAX_NAME, blank=True, editable=False)  # of the folder or the upload
    counts = models.JSONField(_("summary"), default=dict, editable=False)  # of texts, by plan.Outcome

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("load")
        verbose_name_plural = _("loads")

    def __str__(self) -> str:
        return f"{timezone.localtime(self.at):%d.%m.%Y %H:%M}"


class Restored(NamedTuple):
    """Which version another one brought back."""

    history_id: int
    at: datetime


class Version(models.Model):
    """What a version in the history knows beside who and when: the load that brought it, None for the admin."""

    load = models.ForeignKey(Load, models.SET_NULL, null=True, blank=True, related_name="+")

    history_id: int
    history_date: datetime
    history_change_reason: str | None

    class Meta:
        abstract = True

    @property
    def reason_to_restore(self) -> str:
        """The reason to give to the version that brings this one back."""
        return f"{RESTORED} {self.history_id} {self.history_date.isoformat()}"

    @property
    def restored(self) -> Restored | None:
        """The version that this one brought back; it may be gone from the history by now."""
        found = _RESTORED.fullmatch(self.history_change_reason or "")
        return Restored(int(found["id"]), datetime.fromisoformat(found["at"])) if found else None

    @property
    def is_from_admin(self) -> bool:
        return self.history_change_reason == IN_ADMIN or self.restored is not None


class VersionQuerySet(HistoricalQuerySet):  # type: ignore[misc]  # untyped
    def in_effect_at(self, moment: datetime) -> Any:
        """The version of every object as it stood then; what was deleted by then is left out. One query.

        simple_history's `as_of` gives two of an object that was written twice at the same time.
        """
        upto = self.model.objects.filter(id=models.OuterRef("id"), history_date__lte=moment)
        return self.filter(history_id=_newest(upto)).exclude(history_type="-")

    def deleted(self) -> Any:
        """The last version of everything that was deleted and not brought back."""
        return self.filter(history_id=_newest(self.model.objects.filter(id=models.OuterRef("id"))), history_type="-")


def _newest(versions: models.QuerySet[Any]) -> models.Subquery:
    return models.Subquery(versions.order_by("-history_date", "-history_id").values("history_id")[:1])


class Versions(HistoricalRecords):  # type: ignore[misc]  # untyped
    """The history of a kind of content. What is written while a request is answered comes from the admin."""

    def __init__(self, **options: Any) -> None:
        super().__init__(bases=[Version], historical_queryset=VersionQuerySet, **options)

    def get_change_reason_for_object(self, instance: Any, history_type: str, using: str | None) -> str | None:
        reason: str | None = super().get_change_reason_for_object(instance, history_type, using)
        return reason or (IN_ADMIN if getattr(self.context, "request", None) else None)
