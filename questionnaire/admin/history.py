"""Every version of a text, the difference between any two, and back to any of them.

Not simple_history's own admin: its pages carry inline styles, which our policy refuses, and know no words' difference.
"""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.forms import ModelForm
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from questionnaire.admin.versions import Labels, changes, lines, who
from questionnaire.models import Choice, ContentVersion, Guidance

A_PAGE = 50  # versions


class HistoryAdmin(admin.ModelAdmin):
    """What the admin of a kind of content has of its history."""

    change_list_template = "admin/questionnaire/content_list.html"

    def get_urls(self) -> list[URLPattern]:
        def page(address: str, view: Callable[..., HttpResponse], name: str) -> URLPattern:
            full_name = f"{self.opts.app_label}_{self.opts.model_name}_{name}"
            return path(address, self.admin_site.admin_view(view), name=full_name)

        return [
            page("silinenler/", self.deleted_view, "deleted"),
            page("<int:object_id>/history/fark/", self.difference_view, "difference"),
            page("<int:object_id>/history/<int:history_id>/geri-yukle/", self.restore_view, "restore"),
            *super().get_urls(),
        ]

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The versions, the newest first. What was deleted has its versions too."""
        versions = self._versions(object_id)
        stored = self.get_object(request, object_id)
        self._may_see(request, stored)
        newest = versions.first()
        if newest is None:
            raise Http404
        page = self.get_paginator(request, versions, A_PAGE).get_page(request.GET.get("p"))
        start, end = page.start_index() - 1, page.end_index()
        shown = [*versions[start : end + 1], None]
        labels = Labels()
        context = {
            "title": gettext("Versions: %(what)s") % {"what": labels.of(self.model, newest)},
            "lines": list(lines(shown[: end - start + 1], newest=None if stored is None else newest.history_id)),
            "page": page,
            "related": list(self._related(labels, newest)),
            "is_deleted": stored is None,
            "may_restore": self._may_restore(request, stored),
            "object_id": newest.id,
        }
        return self._page(request, "history", context)

    def difference_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """What differs between two versions; without an old one, from the version before."""
        versions = self._versions(object_id)
        stored = self.get_object(request, str(object_id))
        self._may_see(request, stored)
        new = _picked(versions, request.GET.get("new", ""))
        old = _picked(versions, request.GET["old"]) if "old" in request.GET else new and _before(versions, new)
        if new is None or (old is None and "old" in request.GET):
            messages.error(request, gettext("Pick two versions to compare."))
            return redirect(self._address("history", object_id))
        if old and (old.history_date, old.history_id) > (new.history_date, new.history_id):
            old, new = new, old
        newest = versions.first()
        context = {
            "title": gettext("Difference: %(what)s") % {"what": Labels().of(self.model, new)},
            "sides": [
                {"version": version, "who": who(version), "is_newest": stored and version == newest}
                for version in (old, new)
                if version
            ],
            "is_first": old is None,
            "changes": changes(old, new),
            "may_restore": self._may_restore(request, stored),
            "object_id": object_id,
        }
        return self._page(request, "difference", context)

    def restore_view(self, request: HttpRequest, object_id: int, history_id: int) -> HttpResponse:
        """Save a text again as it was: like opening the form, putting the old text in and sending it."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        with transaction.atomic():
            ContentVersion.lock()
            stored = self.get_object(request, str(object_id))
            if not self._may_restore(request, stored):
                raise PermissionDenied
            version = self._versions(object_id).exclude(history_type="-").filter(history_id=history_id).first()
            if version is None:
                raise Http404
            self._restore(request, version, stored)
        return redirect(self._address("history", object_id))

    def deleted_view(self, request: HttpRequest) -> HttpResponse:
        """What was deleted, with the way to its versions."""
        self._may_see(request, None)
        found = self.model.history.deleted().select_related("history_user", "load")
        page = self.get_paginator(request, found, A_PAGE).get_page(request.GET.get("p"))
        labels = Labels()
        context = {
            "title": gettext("Deleted: %(what)s") % {"what": self.opts.verbose_name_plural},
            "rows": [{"version": row, "label": labels.of(self.model, row), "who": who(row)} for row in page],
            "page": page,
        }
        return self._page(request, "deleted", context)

    def _restore(self, request: HttpRequest, version: Any, stored: Any | None) -> None:
        """Through the form of the admin, so that what it refuses is refused here."""
        row = stored or version.history_object
        form = self._form(request, row, version, is_new=stored is None)
        if not form.is_valid():
            for name, errors in form.errors.items():
                label = form.fields[name].label if name in form.fields else ""
                messages.error(request, " ".join([f"{label}:" if label else "", *errors]).strip())
            messages.error(request, gettext("The version could not be restored; nothing was changed."))
            return
        if stored and not form.changed_data:
            messages.info(request, gettext("The text reads like this version already."))
            return
        row = form.save(commit=False)
        row._change_reason = version.reason_to_restore  # noqa: SLF001 - where simple_history looks for it
        self.save_model(request, row, form, change=stored is not None)
        at = date_format(timezone.localtime(version.history_date), "DATETIME_FORMAT")
        self.log_change(request, row, gettext("Restored the version of %(at)s.") % {"at": at})
        message = gettext("The version of %(at)s is back, as a new version. Nothing in the history was lost.")
        messages.success(request, message % {"at": at})

    def _form(self, request: HttpRequest, row: Any, version: Any, *, is_new: bool) -> ModelForm:
        """The form as a browser would send it, with the old texts in it."""
        made = self.get_form(request, None if is_new else row, change=not is_new)
        opened = made(instance=row)
        sent = {opened.add_prefix(field.name): field.value() for field in opened}
        for field in version.tracked_fields:
            if field.name in opened.fields:
                value = opened.fields[field.name].prepare_value(getattr(version, field.attname))
                sent[opened.add_prefix(field.name)] = value
        return made({name: "" if value is None else value for name, value in sent.items()}, instance=row)

    def _versions(self, object_id: object) -> Any:
        """The newest first."""
        if not str(object_id).isdecimal():
            return self.model.history.none()
        return self.model.history.filter(id=object_id).select_related("history_user", "load")

    def _related(self, labels: Labels, version: Any) -> Any:
        """Label and address of the histories that belong to this one: a file is a statement and its guidance."""
        if self.model is Guidance:
            others = Choice.history.filter(id=version.choice_id)[:1]
        elif self.model is Choice:
            of_choice = Guidance.history.filter(choice_id=version.id)
            others = {other.id: other for other in of_choice.order_by("history_id").defer("body")}.values()
        else:
            return
        for other in others:
            kind = other.instance_type
            address = reverse(f"admin:questionnaire_{kind._meta.model_name}_history", args=[other.id])
            yield labels.of(kind, other), address

    def _may_see(self, request: HttpRequest, stored: Any | None) -> None:
        if not self.has_view_or_change_permission(request, stored):
            raise PermissionDenied

    def _may_restore(self, request: HttpRequest, stored: Any | None) -> bool:
        if stored is None:
            return self.has_add_permission(request)
        return self.has_change_permission(request, stored)

    def _address(self, name: str, *args: object) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{name}", args=args)

    def _page(self, request: HttpRequest, name: str, context: dict[str, Any]) -> HttpResponse:
        everywhere = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "may_see_loads": request.user.has_perm("questionnaire.view_load"),
        }
        return TemplateResponse(request, f"admin/questionnaire/{name}.html", everywhere | context)


def _picked(versions: Any, typed: str) -> Any | None:
    return versions.filter(history_id=typed).first() if typed.isdecimal() and len(typed) < 10 else None


def _before(versions: Any, version: Any) -> Any | None:
    """The version before this one, None for the first."""
    same_time = Q(history_date=version.history_date, history_id__lt=version.history_id)
    return versions.filter(Q(history_date__lt=version.history_date) | same_time).first()
