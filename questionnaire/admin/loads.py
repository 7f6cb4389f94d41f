"""The log of loads: when files came in, from whom, and everything they changed."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import TextField
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from questionnaire.admin.loading import LoadingAdmin
from questionnaire.admin.versions import Labels
from questionnaire.models import Area, Choice, Guidance, Load, Question, Questionnaire
from questionnaire.wording.loads import counted

KINDS: tuple[Any, ...] = (Questionnaire, Area, Question, Choice, Guidance)
A_PAGE = 200  # versions


class LoadAdmin(LoadingAdmin):
    """A log: it is read, and nobody writes into it."""

    list_display = ["at", "who", "source", "name", "summary"]
    list_filter = ["source"]
    list_select_related = ["user"]
    list_per_page = 50

    @admin.display(description=_("who"))
    def who(self, load: Load) -> str:
        if load.user:
            return load.user.get_full_name() or load.user.get_username()
        return gettext("command line") if load.source == Load.Source.COMMAND else gettext("deleted user")

    @admin.display(description=_("summary"))
    def summary(self, load: Load) -> str:
        return counted({fate: count for fate, count in load.counts.items() if count})

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """What the load was, and every version it wrote."""
        load = self.get_object(request, object_id)
        if not self.has_view_permission(request, load):
            raise PermissionDenied
        if load is None:
            raise Http404
        labels = Labels()
        brought = sorted(_brought(load), key=lambda version: labels.place(version.instance_type, version))
        page = Paginator(brought, A_PAGE).get_page(request.GET.get("p"))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": gettext("Load of %(at)s") % {"at": load},
            "load": load,
            "who": self.who(load),
            "summary": self.summary(load),
            "page": page,
            "brought": [_line(labels, version) for version in page],
        }
        return TemplateResponse(request, "admin/questionnaire/load.html", context)


def _brought(load: Load) -> list[Any]:
    """Every version that a load wrote, without the long texts; five queries."""
    found: list[Any] = []
    for model in KINDS:
        texts = [field.name for field in model.history.model.tracked_fields if isinstance(field, TextField)]
        found += model.history.filter(load=load).defer(*texts)
    return found


def _line(labels: Labels, version: Any) -> dict[str, str]:
    """What a version is of, what happened, and where its difference is shown."""
    kind = version.instance_type
    address = reverse(f"admin:questionnaire_{kind._meta.model_name}_difference", args=[version.id])
    return {
        "label": labels.of(kind, version),
        "what": gettext("new") if version.history_type == "+" else gettext("changed"),
        "address": f"{address}?new={version.history_id}",
    }
