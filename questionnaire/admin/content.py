"""Areas, questions, choices and guidance, for editors."""

import re
from typing import Any

from django.contrib import admin
from django.contrib.admin.options import BaseModelAdmin
from django.db import transaction
from django.db.models import F, Model, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from questionnaire.admin.filters import Faulty, Missing
from questionnaire.admin.forms import AreaForm, ChoiceForm, GuidanceForm, QuestionForm, QuestionnaireForm
from questionnaire.admin.guarding import GuardedFormSet
from questionnaire.admin.history import HistoryAdmin
from questionnaire.admin.links import check_links
from questionnaire.admin.review import NotReviewed, ReviewedAdmin, mark_reviewed
from questionnaire.admin.writing import WritingAdmin
from questionnaire.domain.turkish import folded
from questionnaire.models import Choice, ContentVersion, Guidance, Question, Questionnaire

PLACE = re.compile(r"(\d{1,7})-(\d{1,7})")  # “10-2”, as seed files are called: question 10, choice 2
RESPONDENTS = {"answers", "marks", "actions"}  # how content leads to what respondents entered


class ContentAdmin(HistoryAdmin, WritingAdmin):
    """Searches in Turkish, and lets one writer of content at a time at the database."""

    list_per_page = 100
    actions_on_bottom = True
    searched = ["folded"]
    numbered: tuple[str, ...] = ()  # where the numbers of question and choice stand

    # Only makes the search box appear; get_search_results does the searching.
    search_fields = ["folded"]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Rows in which every word occurs, whatever i the searcher's keyboard has."""
        for word in folded(search_term).split():
            place = PLACE.fullmatch(word) if self.numbered else None
            if place:
                queryset = queryset.filter(**dict(zip(self.numbered, map(int, place.groups()), strict=True)))
                continue
            matches = Q()
            for name in self.searched:
                matches |= Q(**{f"{name}__contains": word})
            queryset = queryset.filter(matches)
        return queryset, False

    def changeform_view(self, request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
        if request.method != "POST":
            return super().changeform_view(request, *args, **options)
        with transaction.atomic():
            ContentVersion.lock()
            return super().changeform_view(request, *args, **options)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if form.has_changed() or not change:  # what says the same is no new version
            super().save_model(request, obj, form, change)

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest) -> bool:
        # A typed address must not tell which statement somebody picked (?answers__id=…).
        return RESPONDENTS.isdisjoint(lookup.split("__")) and super().lookup_allowed(lookup, value, request)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        # Deleting is done one by one, where it can be said why something cannot go.
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions


@admin.action(description=_("Retire: no longer asked, answers stay"))
def retire(modeladmin: BaseModelAdmin, request: HttpRequest, queryset: QuerySet[Any]) -> None:
    _set_retired(modeladmin, request, queryset, retired=True)


@admin.action(description=_("Bring back into the walk"))
def bring_back(modeladmin: BaseModelAdmin, request: HttpRequest, queryset: QuerySet[Any]) -> None:
    _set_retired(modeladmin, request, queryset, retired=False)


def _set_retired(modeladmin: Any, request: HttpRequest, queryset: QuerySet[Any], *, retired: bool) -> None:
    """Row by row, so that each gets its version in the history."""
    with transaction.atomic():
        ContentVersion.lock()
        rows = list(queryset.filter(retired=not retired))
        for row in rows:
            row.retired = retired
            row.save()
    count = len(rows)
    message = ngettext("%(count)s changed.", "%(count)s changed.", count) % {"count": count}
    modeladmin.message_user(request, message)


class QuestionnaireAdmin(ContentAdmin):
    form = QuestionnaireForm

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and not Questionnaire.objects.exists()

    def has_delete_permission(self, _request: HttpRequest, _obj: Model | None = None) -> bool:
        return False


class AreaAdmin(ContentAdmin):
    form = AreaForm
    list_display = ["number", "__str__"]
    list_display_links = ["number", "__str__"]
    list_filter = [Missing]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        in_use = obj is not None and obj.questions.exists()
        return super().has_delete_permission(request, obj) and not in_use


class ChoiceInline(admin.TabularInline):
    model = Choice
    form = ChoiceForm
    formset = GuardedFormSet
    fields = ["number", "text", "level", "unscored", "retired"]
    extra = 0
    show_change_link = True

    def get_queryset(self, request: HttpRequest) -> Any:
        rows: Any = super().get_queryset(request)
        return rows.with_newest_version()

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return [*self.fields, "version"] if self.has_change_permission(request, obj) else self.fields


class QuestionAdmin(ContentAdmin):
    form = QuestionForm
    inlines = [ChoiceInline]
    actions = [retire, bring_back]
    list_display = ["number", "__str__", "warnings", "area", "retired"]
    list_display_links = ["number", "__str__"]
    list_filter = [Missing, "area", "retired"]
    list_select_related = ["area"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Question]:
        return Question.objects.with_counts().in_walk_order()

    def get_ordering(self, _request: HttpRequest) -> list[Any]:
        return [F("area__number").asc(nulls_last=True), "number"]

    @admin.display(description=_("warnings"))
    def warnings(self, question: Any) -> str:
        found = []
        if not question.text:
            found.append(gettext("text missing"))
        if not question.offered:
            found.append(gettext("no choice: not in the walk"))
        elif question.offered == 1:
            found.append(gettext("only one choice"))
        if question.silent:
            found.append(gettext("%(count)s without guidance") % {"count": question.silent})
        return " · ".join(found)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        in_use = obj is not None and any(getattr(obj, name).exists() for name in sorted(RESPONDENTS))
        return super().has_delete_permission(request, obj) and not in_use


class ChoiceAdmin(ContentAdmin):
    form = ChoiceForm
    actions = [retire, bring_back]
    list_display = ["question_number", "number", "__str__", "warnings", "retired"]
    list_display_links = ["number", "__str__"]
    list_filter = [Missing, "question__area", "retired"]
    list_select_related = ["question", "guidance"]
    autocomplete_fields = ["question"]
    searched = ["folded", "question__folded"]
    numbered = ("question__number", "number")

    def get_ordering(self, _request: HttpRequest) -> list[Any]:
        return [F("question__area__number").asc(nulls_last=True), "question__number", "number"]

    @admin.display(description=_("question"), ordering="question__number")
    def question_number(self, choice: Choice) -> int:
        return choice.question.number

    @admin.display(description=_("warnings"))
    def warnings(self, choice: Choice) -> str:
        return "" if hasattr(choice, "guidance") else gettext("guidance missing")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        answered = obj is not None and obj.answers.exists()
        return super().has_delete_permission(request, obj) and not answered


class GuidanceAdmin(ReviewedAdmin, ContentAdmin):
    form = GuidanceForm
    actions = [check_links, mark_reviewed]
    list_display = ["question_number", "choice_number", "statement", "reviewed"]
    list_display_links = ["choice_number", "statement"]
    list_filter = ["choice__question__area", NotReviewed, Faulty]
    list_select_related = ["choice__question"]
    autocomplete_fields = ["choice"]
    searched = ["folded", "choice__folded", "choice__question__folded"]
    numbered = ("choice__question__number", "choice__number")

    def get_ordering(self, _request: HttpRequest) -> list[Any]:
        return [
            F("choice__question__area__number").asc(nulls_last=True),
            "choice__question__number",
            "choice__number",
        ]

    @admin.display(description=_("question"))
    def question_number(self, guidance: Guidance) -> int:
        return guidance.choice.question.number

    @admin.display(description=_("choice"))
    def choice_number(self, guidance: Guidance) -> int:
        return guidance.choice.number

    @admin.display(description=_("Statement"))
    def statement(self, guidance: Guidance) -> str:
        return guidance.choice.text

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        answered = obj is not None and obj.choice.answers.exists()
        return super().has_delete_permission(request, obj) and not answered
