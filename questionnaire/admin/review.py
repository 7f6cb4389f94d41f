"""Reviewing guidance: somebody reads a text again and says that it is still true."""

from datetime import datetime
from typing import Any

from django.contrib import admin
from django.contrib.admin import SimpleListFilter
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from questionnaire.models import Guidance

BUTTON = "_reviewed"  # beside “Save”, so that what was typed is saved and not lost


@admin.action(description=_("I have reviewed these"), permissions=["change"])
def mark_reviewed(modeladmin: Any, request: HttpRequest, queryset: QuerySet[Guidance]) -> None:
    count = Guidance.objects.filter(pk__in=queryset.values("pk")).review()
    message = ngettext("%(count)s text noted as reviewed.", "%(count)s texts noted as reviewed.", count)
    modeladmin.message_user(request, message % {"count": count})


class NotReviewed(SimpleListFilter):
    title = _("review")
    parameter_name = "gozden"

    def lookups(self, _request: HttpRequest, _model_admin: Any) -> list[tuple[str, Any]]:
        return [("eski", _("not reviewed for a year"))]

    def queryset(self, _request: HttpRequest, queryset: Any) -> QuerySet[Guidance]:
        narrowed: QuerySet[Guidance] = queryset.stale() if self.value() == "eski" else queryset
        return narrowed


class ReviewedAdmin(admin.ModelAdmin):
    """When each text was last reviewed, and a button that says so now. Who changes a text has read it."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Guidance]:
        rows: Any = super().get_queryset(request)
        shown: QuerySet[Guidance] = rows.with_last_change()
        return shown

    @admin.display(description=_("last reviewed or changed"))
    def reviewed(self, guidance: Any) -> datetime | None:
        return max((at for at in (guidance.reviewed_at, guidance.changed_at) if at), default=None)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if BUTTON in request.POST:
            Guidance.objects.filter(pk=obj.pk).review()

    def response_change(self, request: HttpRequest, obj: Guidance) -> HttpResponse:
        if BUTTON not in request.POST:
            return super().response_change(request, obj)
        message = gettext("Noted as reviewed: %(text)s.") % {"text": obj}
        self.message_user(request, message)
        return self.response_post_save_change(request, obj)
