"""The admin's site, whose first page is the editors' desk.

Apart from `questionnaire.admin`, which registers with this site and so cannot be imported to make it.
"""

from functools import wraps
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext

from questionnaire import typed
from questionnaire.desk.changes import latest_changes
from questionnaire.desk.counts import figures, unfinished


class EditorsSite(admin.AdminSite):
    index_template = "admin/editors_index.html"

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        return super().index(
            request,
            {
                "figures": figures(request.user),
                "unfinished": unfinished(request.user),
                "changes": latest_changes(self, request.user),
                **(extra_context or {}),
            },
        )

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Django's; but texts sent after the session ended are shown, where Django would drop them and ask to log in.

        Not those sent to a view that receives files: it has to be asked first whether they may be read at all.
        """
        guarded = super().admin_view(view, cacheable)
        if getattr(view, "csrf_exempt", False):
            return guarded

        @wraps(guarded)
        def kept(request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
            texts = [] if self.has_permission(request) else typed.texts(request)
            if texts:
                return self._session_ended(request, texts)
            response: HttpResponse = guarded(request, *args, **options)
            return response

        return kept

    def _session_ended(self, request: HttpRequest, texts: list[str]) -> HttpResponse:
        context = {
            **self.each_context(request),
            "title": gettext("You are logged out"),
            "typed": texts,
            "is_nav_sidebar_enabled": False,  # it would only say that nothing may be seen
            "login": f"{reverse('admin:login')}?{urlencode({'next': request.get_full_path()})}",
        }
        return TemplateResponse(request, "admin/session_ended.html", context, status=HTTPStatus.FORBIDDEN)
