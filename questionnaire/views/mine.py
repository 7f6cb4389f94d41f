"""What respondents may do with their data."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from questionnaire.domain.key import new_key, read_key
from questionnaire.models import Assessment
from questionnaire.views.cookies import forget, is_shared, keys_in, remember
from questionnaire.views.errors import not_open
from questionnaire.views.opened import Opened, opened_assessment, page, sent_from


@require_safe
@opened_assessment
def mine(request: HttpRequest, opened: Opened) -> HttpResponse:
    """The way back in, and what can be done with the data: download, a new link, close here, delete."""
    context = {"is_new": "yeni" in request.GET, "is_renewed": "uzatildi" in request.GET, "fresh_key": new_key()}
    return page(request, opened, "mine", context)


@never_cache
@sent_from("mine")
def new_link(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Exchange the key; the old link and code end.

    The new key came with the page, so that sending its form twice makes one new link, not two. The key that the browser
    holds may be dead by the second time, which is why this is no view of an opened assessment.
    """
    old, new = keys_in(request).get(pk), read_key(request.POST.get("key", ""))
    if not old or not new or not Assessment.exchange_key(pk, old, new):
        return not_open(request)
    response = redirect(f"{reverse('mine', args=[pk])}?yeni")
    remember(request, response, pk, new, shared=is_shared(request, pk))
    return response


@sent_from("mine")
@opened_assessment
def renew(_: HttpRequest, opened: Opened) -> HttpResponse:
    """Keep the data for their whole time from now on."""
    opened.assessment.renew()
    return redirect(f"{reverse('mine', args=[opened.assessment.pk])}?uzatildi#saklama")


@sent_from("mine")
@opened_assessment
def close(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Close the assessment in this browser; it stays, and opens with its code."""
    response = render(request, "questionnaire/closed.html", {"code": opened.code})
    forget(response, opened.assessment.pk)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@opened_assessment
def delete(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Delete the assessment and all its answers, after one confirmation."""
    if request.method != "POST":
        return page(request, opened, "delete", {})
    pk = opened.assessment.pk  # Django takes it from the object with the row
    opened.assessment.delete()
    response = render(request, "questionnaire/deleted.html", {})
    forget(response, pk)
    return response
