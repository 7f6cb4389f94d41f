"""The keys a browser holds: one HttpOnly cookie for each assessment that is open in it."""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from questionnaire.domain.key import read_key

PREFIX = "__Host-anahtar-" if settings.HTTPS else "anahtar-"
MAX_AGE = 90 * 24 * 60 * 60  # seconds
MAX_OPEN = 20  # a browser that sends more cookies than a server takes would be locked out of everything


SHARED = "~"  # behind the key: this computer is a shared one


def keys_in(request: HttpRequest) -> dict[UUID, str]:
    """The keys by assessment, oldest first (browsers send cookies in the order they were made)."""
    keys = {}
    for name, value in request.COOKIES.items():
        key = read_key(value.removesuffix(SHARED)) if name.startswith(PREFIX) else None
        if key:
            try:
                keys[UUID(hex=name.removeprefix(PREFIX))] = key
            except ValueError:
                continue
    return keys


def is_shared(request: HttpRequest, pk: UUID) -> bool:
    """Whether the assessment was opened as on a shared computer."""
    return request.COOKIES.get(PREFIX + pk.hex, "").endswith(SHARED)


def remember(request: HttpRequest, response: HttpResponse, pk: UUID, key: str, *, shared: bool) -> None:
    """Open an assessment in this browser: for 90 days, or until it is closed on a shared computer."""
    others = [other for other in keys_in(request) if other != pk]
    for oldest in others[: -MAX_OPEN + 1]:
        forget(response, oldest)
    response.set_cookie(
        PREFIX + pk.hex,
        key + SHARED if shared else key,
        max_age=None if shared else MAX_AGE,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )


def forget(response: HttpResponse, pk: UUID) -> None:
    """Close an assessment in this browser."""
    response.delete_cookie(PREFIX + pk.hex, samesite="Lax")
