"""The admin's site, whose first page is the editors' desk.

Apart from `questionnaire.admin`, which registers with this site and so cannot be imported to make it.
"""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.template.response import TemplateResponse

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
