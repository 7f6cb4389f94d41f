"""Filters of the lists by what is unfinished; the index leads to them."""

from typing import Any

from django.contrib.admin import SimpleListFilter
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from questionnaire.models import Area, Choice, Guidance, Question

# By model: the value in the address, what it says, and the QuerySet's method.
MISSING: dict[type[Any], dict[str, tuple[Any, str]]] = {
    Area: {"ad": (_("name missing"), "untitled")},
    Question: {
        "metin": (_("text missing"), "without_text"),
        "secenek": (_("no choice: not in the walk"), "without_choices"),
    },
    Choice: {"recete": (_("guidance missing"), "without_guidance")},
}


class Missing(SimpleListFilter):
    title = _("unfinished")
    parameter_name = "eksik"

    def lookups(self, _request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(value, words) for value, (words, _method) in MISSING[model_admin.model].items()]

    def queryset(self, _request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        chosen = MISSING[queryset.model].get(self.value() or "")
        if chosen is None:
            return queryset
        narrowed: QuerySet[Any] = getattr(queryset, chosen[1])()
        return narrowed


class Faulty(SimpleListFilter):
    title = _("checks")
    parameter_name = "bulgu"

    def lookups(self, _request: HttpRequest, _model_admin: Any) -> list[tuple[str, Any]]:
        return [("hata", _("readers do not see the whole text"))]

    def queryset(self, _request: HttpRequest, queryset: Any) -> QuerySet[Guidance]:
        narrowed: QuerySet[Guidance] = queryset.with_errors() if self.value() == "hata" else queryset
        return narrowed
