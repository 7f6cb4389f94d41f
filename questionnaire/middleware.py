"""What every request goes through, beside Django's own."""

from collections.abc import Callable

from django.conf import settings
from django.db import InterfaceError, InternalError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from questionnaire.views.errors import unavailable

GetResponse = Callable[[HttpRequest], HttpResponse]

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)


def security_headers(get_response: GetResponse) -> GetResponse:
    """The content security policy on every response, error pages and static files included, and no key in a Referer.

    Django has a middleware for this from version 6 on; this one goes when we do.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        # A page at an address with a key in it would hand the key over to whatever it links to, in the Referer.
        if request.path_info.startswith("/devam/"):
            response.headers["Referrer-Policy"] = "strict-origin"
        if request.path_info.startswith("/paylasim/"):
            response.headers["Referrer-Policy"] = "no-referrer"
            response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return middleware


def chosen_language(get_response: GetResponse) -> GetResponse:
    """The language the visitor chose, else Turkish.

    Not Django's LocaleMiddleware: that one follows Accept-Language, and an English phone does not make an English
    reader.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        translation.activate(language)
        request.LANGUAGE_CODE = language
        response = get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response

    return middleware


class DatabaseUnavailable:
    """A locked, read-only, full or unreachable database is answered with a page of our own."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, OperationalError | InterfaceError | InternalError):
            return unavailable(request, exception)
        return None
