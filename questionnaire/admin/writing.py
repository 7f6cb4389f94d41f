"""What all change pages of content have in common: preview, warnings on saving, and the guard against lost updates."""

from http import HTTPStatus
from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils.translation import gettext

from questionnaire import typed
from questionnaire.admin.preview import PREVIEW, preview, warnings
from questionnaire.wording import with_line

MAX_WARNINGS = 10  # shown at once


class WritingAdmin(admin.ModelAdmin):
    """Shows a text while it is written, and lets no save go over another one unseen (admin/guarding.py)."""

    change_form_template = "admin/questionnaire/writing_form.html"

    def get_urls(self) -> list[URLPattern]:
        def view(request: HttpRequest) -> HttpResponse:
            return preview(request, self)

        name = f"{self.opts.app_label}_{self.opts.model_name}_preview"
        return [path("onizleme/", self.admin_site.admin_view(view), name=name), *super().get_urls()]

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        # The template puts the version in, unseen; as one of the fields it would be a row of its own.
        return [name for name in super().get_fields(request, obj) if name != "version"]

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """The row and its newest version, read in one query: a version newer than the row would hide a lost update."""
        found = super().get_object(request, object_id, from_field)
        model: Any = self.model
        return found and model.objects.with_newest_version().filter(pk=found.pk).first()

    def _get_obj_does_not_exist_redirect(self, request: HttpRequest, opts: Any, object_id: str) -> HttpResponse:
        """Django's words for a row that is gone; but what was typed for one that went meanwhile is shown again."""
        if request.method != "POST":
            django: Any = super()
            # Django has no public name for what it answers when a row is gone.
            response: HttpResponse = django._get_obj_does_not_exist_redirect(request, opts, object_id)  # noqa: SLF001
            return response
        title = gettext("This entry is gone")
        context = {**self.admin_site.each_context(request), "title": title, "typed": typed.texts(request)}
        return render(request, "admin/questionnaire/gone.html", context, status=HTTPStatus.NOT_FOUND)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        found = [each for name in form.texts() for each in warnings(getattr(obj, name), form.around())]
        for problem in found[:MAX_WARNINGS]:
            messages.warning(request, with_line(problem))
        if len(found) > MAX_WARNINGS:
            message = gettext("… and %(count)s more, which stand below the text’s preview.")
            messages.warning(request, message % {"count": len(found) - MAX_WARNINGS})

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **options: Any) -> Any:
        rows = [row for each in context["inline_admin_formsets"] for row in each.formset.forms]
        conflicts = [form.conflict for form in (context["adminform"].form, *rows) if form.conflict]
        context["conflicts"] = conflicts
        context["seen"] = ",".join(conflict.token for conflict in conflicts)
        context["previewed"] = PREVIEW in request.POST
        return super().render_change_form(request, context, *args, **options)
