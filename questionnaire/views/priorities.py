"""How important each question is now, and what is worked on first."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from questionnaire.domain.priorities import priorities as found_in
from questionnaire.forms import DecisionForm, ImportanceForm
from questionnaire.reporting import report_of
from questionnaire.views.opened import Opened, opened_assessment, page


@require_http_methods(["GET", "HEAD", "POST"])
@opened_assessment
def priorities(request: HttpRequest, opened: Opened) -> HttpResponse:
    """The importance of every question with room to grow, the matrix, a proposal, and the decision."""
    shown = found_in(report_of(opened.assessment, opened.questionnaire, opened.answers))
    rating = ImportanceForm(shown, request.POST if "rate" in request.POST else None)
    decision = DecisionForm(shown, request.POST if "decide" in request.POST else None)
    if rating.is_valid():
        opened.assessment.mark(rating.changed(), "importance")
        return redirect(f"{reverse('priorities', args=[opened.assessment.pk])}#tablo")
    if decision.is_valid():
        opened.assessment.mark(decision.changed(), "priority")
        return redirect("plan", opened.assessment.pk)
    return page(request, opened, "priorities", {"priorities": shown, "rating": rating, "decision": decision})
