"""What the last check found about each outward address. Where an address stands follows from the content."""

import hashlib
from collections.abc import Container
from datetime import timedelta
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from questionnaire.domain import links
from questionnaire.domain.links import Finding

OUTCOMES = {
    links.Outcome.OK: _("works"),
    links.Outcome.MOVED: _("moved"),
    links.Outcome.BROKEN: _("broken"),
    links.Outcome.REFUSED: _("not allowed"),
    links.Outcome.UNSURE: _("unsure"),
}
REASONS = {
    links.Reason.NAME: _("There is no site of this name."),
    links.Reason.ADDRESS: _("The address is not written correctly."),
    links.Reason.CERTIFICATE: _("The site’s security certificate is not valid; browsers warn of it."),
    links.Reason.PRIVATE: _("The address leads into a private network; readers cannot open it."),
    links.Reason.SCHEME: _("The address leads to something that is not a web page."),
    links.Reason.NAME_LATER: _("The site’s name could not be looked up."),
    links.Reason.CONNECTION: _("The site could not be reached."),
    links.Reason.TIME: _("The site did not answer in time."),
    links.Reason.ANSWER: _("The site’s answer could not be understood."),
    links.Reason.TLS: _("A secure connection could not be made."),
    links.Reason.REDIRECTS: _("The site sends the visitor in a circle."),
    links.Reason.PORT: _("The address names an unusual port; it was not tried."),
}

CHECK_AFTER = timedelta(days=30)  # a page that was there so long ago may be gone


class LinkQuerySet(models.QuerySet["Link"]):
    def unreachable(self) -> Self:
        """Those that a reader does not get to."""
        return self.filter(outcome__in=[links.Outcome.BROKEN, links.Outcome.REFUSED])

    def secure(self) -> Self:
        """Those that were found to answer to https."""
        return self.filter(outcome=links.Outcome.OK, address__startswith="https://")

    def checked_lately(self) -> Self:
        return self.filter(checked_at__gte=timezone.now() - CHECK_AFTER)

    def standing(self, addresses: Container[str]) -> Self:
        """Without those that are none of these addresses; in two queries."""
        gone = [pk for pk, address in self.values_list("pk", "address") if address not in addresses]
        return self.exclude(pk__in=gone)

    def forget(self, addresses: Container[str]) -> None:
        """Drop all that are none of these addresses."""
        self.filter(
            pk__in=[pk for pk, address in self.values_list("pk", "address") if address not in addresses]
        ).delete()

    def record(self, address: str, finding: Finding) -> "Link":
        """Keep what was found just now, in place of what was found before."""
        now = timezone.now()
        digest = digested(address)
        before = self.filter(digest=digest).first()
        since = (before.silent_since if before else None) or now
        finding = links.settled(finding, since, now)
        link, _created = self.update_or_create(
            digest=digest,
            defaults={
                "address": address,
                "outcome": finding.outcome,
                "status": finding.status,
                "reason": finding.reason or "",
                "moved_to": finding.moved_to,
                "checked_at": now,
                "silent_since": since if finding.is_silent else None,
            },
        )
        return link


class Link(models.Model):
    digest = models.CharField(max_length=64, unique=True, editable=False)  # an address may be too long for an index
    address = models.TextField(_("address"))
    outcome = models.CharField(_("outcome"), max_length=8, choices=[(o.value, label) for o, label in OUTCOMES.items()])
    status = models.PositiveSmallIntegerField(null=True, blank=True)  # of HTTP
    reason = models.CharField(max_length=12, blank=True)  # a links.Reason
    moved_to = models.TextField(_("new address"), blank=True)
    checked_at = models.DateTimeField(_("checked"))
    silent_since = models.DateTimeField(null=True, blank=True)  # the first of its latest checks without any answer

    objects: ClassVar[Any] = LinkQuerySet.as_manager()

    class Meta:
        ordering = ["address"]
        verbose_name = _("outward link")
        verbose_name_plural = _("outward links")
        constraints = [
            models.CheckConstraint(condition=~Q(address=""), name="link_has_address"),
            models.CheckConstraint(
                condition=Q(outcome__in=[outcome.value for outcome in links.Outcome]), name="link_outcome_known"
            ),
            models.CheckConstraint(
                condition=Q(reason__in=["", *(reason.value for reason in links.Reason)]), name="link_reason_known"
            ),
            models.CheckConstraint(
                condition=Q(status=None) & ~Q(reason="")
                | Q(status__isnull=False, status__gte=100, status__lte=999, reason=""),
                name="link_answered_or_says_why_not",
            ),
            models.CheckConstraint(
                condition=Q(outcome=links.Outcome.MOVED.value) & ~Q(moved_to="")
                | ~Q(outcome=links.Outcome.MOVED.value) & Q(moved_to=""),
                name="link_moved_somewhere",
            ),
        ]

    def __str__(self) -> str:
        return self.address

    @property
    def explanation(self) -> str:
        """What the site said, or why it said nothing."""
        if self.reason:
            return str(REASONS[links.Reason(self.reason)])
        words = {
            403: gettext("The site does not show the page to programs (403). Open it yourself."),
            404: gettext("There is no such page (404)."),
            410: gettext("The page was taken away for good (410)."),
            429: gettext("The site asks not to be asked so often (429)."),
        }
        if self.status in words:
            return words[self.status]
        if self.outcome in {links.Outcome.OK, links.Outcome.MOVED}:
            return ""
        if (self.status or 0) >= 500:
            return gettext("The site has a fault (%(status)s).") % {"status": self.status}
        return gettext("The site answered %(status)s.") % {"status": self.status}


def digested(address: str) -> str:
    return hashlib.sha256(address.encode()).hexdigest()
