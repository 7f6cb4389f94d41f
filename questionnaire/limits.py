"""Who is asking, and whether they may once more."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest

from questionnaire.models import Attempt


def within_limit(request: HttpRequest, purpose: str, limit: int) -> bool:
    """Count one attempt of this client for this purpose; `limit` is an hour's."""
    return Attempt.allowed(purpose, client_address(request), limit)


def client_address(request: HttpRequest) -> str:
    """The address of the client. A proxy's word for it counts only when TRUSTED_PROXY names that proxy.

    The last address of X-Forwarded-For is the one our own proxy saw; those before it are the client's own claims.
    """
    peer = request.META.get("REMOTE_ADDR", "")
    forwarded = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    return _client(forwarded if forwarded and _is_trusted(peer) else peer)


def _client(address: str) -> str:
    """Of an IPv6 address the network of 64 bits: that is what one household has, and could go through."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ipaddress.ip_network(f"{parsed}/64", strict=False)) if parsed.version == 6 else address


def _is_trusted(peer: str) -> bool:
    """Through a Unix socket there is no peer address; the word “unix” stands for it."""
    if not peer:
        return "unix" in settings.TRUSTED_PROXY
    networks = [ipaddress.ip_network(name, strict=False) for name in settings.TRUSTED_PROXY if name != "unix"]
    return any(ipaddress.ip_address(peer) in network for network in networks)
