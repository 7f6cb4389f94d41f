"""Outward links: which addresses stand in the texts, how one is asked for, and what an answer means."""

import contextlib
import html
import ipaddress
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from urllib.parse import quote, urljoin, urlsplit

from questionnaire.domain.questionnaire import Questionnaire
from questionnaire.domain.seed import Key

# Of richtext's own output, which writes every link the same way; a text without rendering has no “<”.
_LINK = re.compile(r'<a href="(https?:[^"]*)"', re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
PORTS = frozenset({80, 443, 8080, 8443})  # where web pages stand; others are not knocked at
MAX_REDIRECTS = 5
SILENT_FOR = timedelta(days=14)  # a site may be away for a while before its links are called broken
_SAFE = "%/:=&?~#+!$,;'@()*[]"  # in a path or query; “%” because what is encoded stays so


class Outcome(StrEnum):
    OK = "ok"
    MOVED = "moved"  # permanently, says the site; the reader gets there for now
    BROKEN = "broken"  # the reader does not get there
    REFUSED = "refused"  # not asked for: it leads into a private network, or to no web page
    UNSURE = "unsure"  # no clear answer; the next check asks again


class Reason(StrEnum):
    """Why there was no answer to judge by."""

    NAME = "name"  # no such host
    ADDRESS = "address"  # not an address at all
    CERTIFICATE = "certificate"  # expired, somebody else's, or vouched for by nobody: browsers warn
    PRIVATE = "private"
    SCHEME = "scheme"  # redirected to something other than http and https
    NAME_LATER = "name later"  # the name server is away
    CONNECTION = "connection"  # refused or unreachable
    TIME = "time"
    ANSWER = "answer"  # closed early, or not HTTP
    TLS = "tls"  # could not be agreed on, or the chain is incomplete, which browsers mend and we do not
    REDIRECTS = "redirects"  # in a circle, too many, or to nowhere; a browser with cookies may get through
    PORT = "port"


OUTCOMES: Mapping[Reason, Outcome] = {
    Reason.NAME: Outcome.BROKEN,
    Reason.ADDRESS: Outcome.BROKEN,
    Reason.CERTIFICATE: Outcome.BROKEN,
    Reason.PRIVATE: Outcome.REFUSED,
    Reason.SCHEME: Outcome.REFUSED,
}
SILENT = frozenset({Reason.NAME_LATER, Reason.CONNECTION, Reason.TIME, Reason.ANSWER, Reason.TLS})


class Unfit(Exception):
    """The address is not asked for, or gave no answer; `reason` says why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Target:
    """Where a request goes and what it asks for, all in ASCII."""

    secure: bool
    host: str
    port: int
    path: str  # with the query


@dataclass(frozen=True, slots=True)
class Finding:
    """What became of one address."""

    outcome: Outcome
    status: int | None = None  # of HTTP, from 100 to 999; None without an answer
    reason: Reason | None = None
    moved_to: str = ""  # only when it moved

    @property
    def is_silent(self) -> bool:
        """Whether the site is away, rather than unwilling to talk to a program."""
        return self.reason in SILENT or (self.status or 0) >= 500


def addresses(rendered: str) -> tuple[str, ...]:
    """The http and https addresses that a reader of rendered Markdown can follow, each once, without its fragment."""
    found = (html.unescape(href).strip().partition("#")[0] for href in _LINK.findall(rendered))
    return tuple(dict.fromkeys(found))


def places(questionnaire: Questionnaire) -> dict[str, tuple[Key, ...]]:
    """Where each address stands, in the order of the walk. Retired texts count: reports go on showing them."""
    found: dict[str, dict[Key, None]] = defaultdict(dict)
    for key, rendered in _texts(questionnaire):
        for address in addresses(rendered):
            found[address][key] = None
    return {address: tuple(keys) for address, keys in found.items()}


def _texts(questionnaire: Questionnaire) -> Iterator[tuple[Key, str]]:
    yield ("questionnaire", 0, 0), questionnaire.introduction
    for area in questionnaire.areas:
        yield ("area", area.number or 0, 0), area.description
    for question in (*questionnaire.questions, *questionnaire.not_asked):
        yield ("question", question.number, 0), question.help
        for choice in question.choices:
            yield ("guidance", question.number, choice.number), choice.guidance


def interleaved(found: Iterable[str]) -> list[str]:
    """The addresses in turns, one of each host, so that a host with many does not hold up the others."""
    turns: dict[str, int] = defaultdict(int)
    order: list[tuple[int, int, str]] = []
    for address in found:
        host = urlsplit(address).netloc.lower()
        order.append((turns[host], len(order), address))
        turns[host] += 1
    return [address for _, _, address in sorted(order)]


def target(address: str, *, any_port: bool = False) -> Target:
    """How to ask for an address: its host as in the name system, Turkish letters in the path percent-encoded.

    Raises Unfit.
    """
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
        if ":" not in host:  # not an IPv6 address
            host = host.rstrip(".").encode("idna").decode("ascii")
    except ValueError:  # a UnicodeError too
        raise Unfit(Reason.ADDRESS) from None
    if parts.scheme not in {"http", "https"}:
        raise Unfit(Reason.SCHEME)
    if not re.fullmatch(r"[a-z0-9._:%-]+", host, re.IGNORECASE):
        raise Unfit(Reason.ADDRESS)
    secure = parts.scheme == "https"
    port = port or (443 if secure else 80)
    if port not in PORTS and not any_port:
        raise Unfit(Reason.PORT)
    path = quote(parts.path or "/", safe=_SAFE) + (f"?{quote(parts.query, safe=_SAFE)}" if parts.query else "")
    return Target(secure, host, port, path)


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open internet, whatever form it is written or wrapped in."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        carried = ip.ipv4_mapped or _translated(ip)
        if carried:
            return is_public(str(carried))
        if ip.sixtofour or ip.teredo or ip.is_site_local:  # tunnels lead anywhere, and no web site stands there
            return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved)


def _translated(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that a NAT64 gateway would make of it (RFC 6052)."""
    return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _NAT64 else None


def following(address: str, location: str) -> str:
    """The address that a Location header leads to, as http.client gives it: bytes read as Latin-1.

    Raises Unfit when it leads nowhere.
    """
    with contextlib.suppress(UnicodeError):  # else it meant what it said
        location = location.encode("latin-1").decode("utf-8")
    if _CONTROL.search(location):
        raise Unfit(Reason.ADDRESS)
    try:
        return urljoin(address, location.strip()).partition("#")[0]
    except ValueError:
        raise Unfit(Reason.ADDRESS) from None


def answered(status: int, moved_to: str = "") -> Finding:
    """What a final answer means. `moved_to` is where permanent redirects led before it, empty without any.

    404 and 410 say that the page is gone. Every other refusal (401, 403, 405, 429, 5xx …) may be meant for programs
    only, or for today only.
    """
    if 200 <= status < 300:
        return Finding(Outcome.MOVED if moved_to else Outcome.OK, status, moved_to=moved_to)
    return Finding(Outcome.BROKEN if status in {404, 410} else Outcome.UNSURE, status)


def unanswered(reason: Reason) -> Finding:
    return Finding(OUTCOMES.get(reason, Outcome.UNSURE), reason=reason)


def settled(finding: Finding, silent_since: datetime | None, now: datetime) -> Finding:
    """The finding, or “broken” where the site has been silent at every check for two weeks."""
    if finding.is_silent and silent_since is not None and now - silent_since >= SILENT_FOR:
        return replace(finding, outcome=Outcome.BROKEN)
    return finding
