"""A second round, half a year later."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from questionnaire.forms import AgainForm, ResumeForm
from questionnaire.limits import within_limit
from questionnaire.models import Assessment
from questionnaire.views.cookies import is_shared, remember
from questionnaire.views.errors import too_many
from questionnaire.views.opened import Opened, opened_assessment, page
from questionnaire.views.start import opened_with_code


@require_http_methods(["GET", "HEAD", "POST"])
@opened_assessment
def again(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Start a new assessment that knows this one."""
    plan = [action for action in opened.assessment.plan() if not action.is_closed]
    form = AgainForm(request.POST if request.method == "POST" else None, has_plan=bool(plan))
    if request.method == "POST" and form.is_valid() and opened.questionnaire.questions:
        if not within_limit(request, "start", settings.STARTS_PER_HOUR):
            return too_many(request)
        made, key = Assessment.start(predecessor=opened.assessment, **form.cleaned_data)
        response = redirect("question", made.pk, opened.questionnaire.questions[0].number)
        remember(request, response, made.pk, key, shared=is_shared(request, opened.assessment.pk))
        return response
    return page(request, opened, "again", {"form": form, "plan": plan})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def again_by_code(request: HttpRequest) -> HttpResponse:
    """Open the earlier assessment with its link or code, and go on to the second round."""
    form = ResumeForm(request.POST if request.method == "POST" else None)
    opened = opened_with_code(request, form, lambda assessment: redirect("again", assessment.pk))
    return opened or render(request, "questionnaire/again_by_code.html", {"form": form})
