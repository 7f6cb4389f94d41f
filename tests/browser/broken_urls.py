"""The site's addresses, and one page that breaks."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from questionnaire.urls import urlpatterns as _whole


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("broken on purpose")


urlpatterns = [*_whole, path("bozuk/", broken)]
