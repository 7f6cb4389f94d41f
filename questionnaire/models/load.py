"""The log of loads: when seed files came in, from where, by whom, and what became of each text."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

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


class Version(models.Model):
    """What a version in the history knows beside who and when: the load that brought it, None for the admin."""

    load = models.ForeignKey(Load, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        abstract = True
