"""What an administrator may know of respondents: that somebody answered, and when. Nothing else."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from questionnaire.admin.reading import ReadOnlyAdmin
from questionnaire.models import Assessment


class AssessmentAdmin(ReadOnlyAdmin):
    list_display = ["started_at", "updated_at", "finished_at", "answered"]
    list_filter = ["started_at", "finished_at"]
    fields = ["started_at", "updated_at", "finished_at", "answered"]
    readonly_fields = ["started_at", "updated_at", "finished_at", "answered"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Assessment]:
        return Assessment.objects.annotate(answer_count=Count("answers"))

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest) -> bool:
        # A typed address must not lead from an answer or a key to its assessment (?answers__id=…).
        return lookup.partition("__")[0] in self.list_filter

    @admin.display(description=_("questions answered"))
    def answered(self, assessment: Any) -> int:
        return int(assessment.answer_count)
