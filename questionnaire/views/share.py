"""Read-only links to a report: made and ended by the respondent, opened by others."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from questionnaire import content
from questionnaire.domain import key as keys
from questionnaire.forms import EndShareForm, ShareForm
from questionnaire.limits import within_limit
from questionnaire.models import Assessment, Share
from questionnaire.models.share import TooManyShares
from questionnaire.reporting import shared_report_of
from questionnaire.views.cookies import keys_in
from questionnaire.views.errors import too_many
from questionnaire.views.opened import Opened, opened_assessment, page, sent_from


@require_http_methods(["GET", "HEAD", "POST"])
@opened_assessment
def shares(request: HttpRequest, opened: Opened) -> HttpResponse:
    """The links there are, and a form for one more. A new one is shown in the answer to its form, and never again."""
    form = ShareForm(request.POST if request.method == "POST" else None)
    made = _made(opened, form) if request.method == "POST" and form.is_valid() else None
    context = {
        "made": made,
        "made_url": request.build_absolute_uri(reverse("shared", args=[form.cleaned_data["key"]])) if made else "",
        "form": form if form.errors else ShareForm(),
        "shares": list(opened.assessment.shares.all()),
        "is_ended": "sonlandi" in request.GET,
    }
    return page(request, opened, "shares", context)


def _made(opened: Opened, form: ShareForm) -> Share | None:
    """None when there are too many, or when the form was sent once more after its link had ended."""
    try:
        made = Share.make(opened.assessment, **form.cleaned_data)
    except TooManyShares:
        form.refuse_more()
        return None
    return made if made.is_valid else None


@sent_from("shares")
@opened_assessment
def end_share(request: HttpRequest, opened: Opened) -> HttpResponse:
    """The link opens nothing from now on."""
    form = EndShareForm(request.POST, opened.assessment)
    if not form.is_valid():
        return redirect("shares", opened.assessment.pk)
    form.cleaned_data["share"].end()
    return redirect(f"{reverse('shares', args=[opened.assessment.pk])}?sonlandi")


@require_safe
@never_cache
def shared(request: HttpRequest, typed: str) -> HttpResponse:
    """What was shared. Whether a link has ended or never was is one and the same page."""
    if not within_limit(request, "share", settings.RESUMES_PER_HOUR):
        return too_many(request)
    valid = Share.objects.valid().opened_by(keys.read_key(typed) or "")
    share = valid.first()
    assessment = Assessment.objects.with_content_version().filter(shares=share).first() if share else None
    if share is None or assessment is None:
        return render(request, "questionnaire/share_ended.html", {}, status=404)
    if request.method == "GET" and not _is_owners(request, assessment):
        valid.count_opening()
    questionnaire = content.at(assessment.content_version)
    report = shared_report_of(share, assessment, questionnaire)
    context = {"questionnaire": questionnaire, "report": report, "share": share}
    return render(request, "questionnaire/shared.html", context)


def _is_owners(request: HttpRequest, assessment: Assessment) -> bool:
    """Whether the assessment itself is open in this browser: its own people are not counted."""
    key = keys_in(request).get(assessment.pk)
    return key is not None and keys.hashed(key) == assessment.key_hash
