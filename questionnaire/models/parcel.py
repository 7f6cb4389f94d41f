"""Seed files on their way into the database: kept between the plan that somebody looks at and the load."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from questionnaire.domain import archive
from questionnaire.domain.folder import Folder, gathered
from questionnaire.models.load import MAX_NAME, Load

HOURS = 24  # that a parcel is kept


class ParcelQuerySet(models.QuerySet):
    def open_to(self, user: Any) -> Self:
        """Those this person may still load."""
        return self.filter(user=user, at__gt=_oldest())

    def past(self) -> Self:
        return self.filter(at__lte=_oldest())


class Parcel(models.Model):
    """The files one person is about to load, packed; one a person. In the database, so that every process has it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, editable=False)
    at = models.DateTimeField(default=timezone.now, editable=False)
    source = models.CharField(max_length=10, choices=Load.Source, editable=False)
    name = models.CharField(max_length=MAX_NAME, editable=False)  # of the folder or the upload
    passed_over = models.PositiveIntegerField(default=0, editable=False)  # files that are no seeds
    data = models.BinaryField()  # a ZIP of archive.MAX_TOTAL bytes at most, and a little

    objects: ClassVar[Any] = ParcelQuerySet.as_manager()

    class Meta:
        verbose_name = _("files to be loaded")
        verbose_name_plural = _("files to be loaded")

    def __str__(self) -> str:
        return self.name

    @classmethod
    @transaction.atomic
    def keep(cls, files: Iterable[tuple[str, bytes]], *, user: Any, name: str, **about: Any) -> "Parcel":
        """Keep these files, in the place of what this person had before; what is past its time goes too."""
        cls.objects.filter(user=user).delete()
        cls.objects.past().delete()
        return cls.objects.create(user=user, name=name[:MAX_NAME], data=archive.packed(files), **about)

    def folder(self) -> Folder:
        """What the files say."""
        read = gathered(archive.unpacked(bytes(self.data)))
        return replace(read, passed_over=self.passed_over)


def _oldest() -> Any:
    return timezone.now() - timedelta(hours=HOURS)
