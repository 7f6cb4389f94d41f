"""What becomes of one address, whatever the site at its other end does."""

import socket
import ssl
import threading

import pytest

from questionnaire.domain.links import Finding, Outcome, Reason
from questionnaire.linkchecking.asking import USER_AGENT
from questionnaire.linkchecking.visiting import Pace
from tests.linkchecking.site import CERTIFICATE, RAW, Names, Site, served, strict, visitor

WORKS = Finding(Outcome.OK, 200)


def because(reason: Reason, outcome: Outcome) -> Finding:
    return Finding(outcome, reason=reason)


CIRCLE = because(Reason.REDIRECTS, Outcome.UNSURE)
TOO_LATE = because(Reason.TIME, Outcome.UNSURE)
PRIVATE = because(Reason.PRIVATE, Outcome.REFUSED)

# --- Answers ------------------------------------------------------------------------------------


def test_a_page_that_is_there_works_and_is_only_asked_for_its_head(site: Site) -> None:
    assert (visitor().visit(site.url("/sayfa")), site.asked) == (WORKS, [("HEAD", "/sayfa")])


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (200, Outcome.OK),
        (204, Outcome.OK),
        (304, Outcome.UNSURE),
        (400, Outcome.UNSURE),
        (401, Outcome.UNSURE),
        (403, Outcome.UNSURE),
        (404, Outcome.BROKEN),
        (405, Outcome.UNSURE),
        (410, Outcome.BROKEN),
        (429, Outcome.UNSURE),
        (500, Outcome.UNSURE),
        (503, Outcome.UNSURE),
    ],
)
def test_what_a_status_means(site: Site, status: int, outcome: Outcome) -> None:
    assert visitor().visit(site.url(f"/durum/{status}")) == Finding(outcome, status)


@pytest.mark.parametrize("status", [400, 403, 404, 405, 500, 501])
def test_where_head_is_refused_get_is_tried(site: Site, status: int) -> None:
    path = f"/head-{status}"

    assert (visitor().visit(site.url(path)), site.methods(path)) == (WORKS, ["HEAD", "GET"])


def test_a_site_that_asks_for_fewer_requests_gets_no_second_one(site: Site) -> None:
    visitor().visit(site.url("/durum/429"))

    assert site.methods("/durum/429") == ["HEAD"]


def test_a_request_says_who_asks_carries_no_cookie_and_names_the_host(site: Site) -> None:
    visitor(Names(yer_example=["127.0.0.1"])).visit(site.url("/", "yer.example"))

    (sent,) = site.headers
    assert (sent["User-Agent"], sent["Host"], "Cookie" in sent) == (USER_AGENT, f"yer.example:{site.port}", False)


def test_a_turkish_path_is_asked_for_percent_encoded_once(site: Site) -> None:
    visitor().visit(site.url("/öz değer%20lendirme?şu=ı&a=%C5%9F#bölüm"))

    assert site.asked[0][1] == "/%C3%B6z%20de%C4%9Fer%20lendirme?%C5%9Fu=%C4%B1&a=%C5%9F"


def test_a_turkish_host_is_looked_up_as_the_name_system_writes_it(site: Site) -> None:
    names = Names(**{"xn--rnek-4qa_example": ["127.0.0.1"]})

    assert visitor(names).visit(site.url("/", "örnek.example")) == WORKS


def test_an_endless_body_is_not_read(site: Site) -> None:
    site.redirects["/head"] = (302, "/dev")

    assert visitor().visit(site.url("/head")) == WORKS


# --- Sites that answer badly --------------------------------------------------------------------


@pytest.mark.parametrize("path", RAW)
def test_an_answer_that_is_none_is_asked_for_twice_and_leaves_us_unsure(site: Site, path: str) -> None:
    found = visitor().visit(site.url(path))

    assert (found, site.methods(path)) == (because(Reason.ANSWER, Outcome.UNSURE), ["HEAD", "GET"])


def test_a_site_that_does_not_answer_is_left_after_a_while(site: Site) -> None:
    found = visitor(patience=0.2).visit(site.url("/yavas"))

    assert (found, site.methods("/yavas")) == (TOO_LATE, ["HEAD"])


def test_an_answer_that_trickles_in_is_left_when_the_time_for_one_address_is_over(site: Site) -> None:
    assert visitor(bound=0.3).visit(site.url("/damla")) == TOO_LATE


def test_waiting_for_a_turn_does_not_count_as_the_sites_slowness(site: Site) -> None:
    slow = visitor(bound=5)
    waits: list[float] = []
    slow.pace.delay, slow.pace.clock, slow.pace.sleep = 100.0, lambda: 0.0, waits.append

    assert (slow.visit(site.url("/head-405")), waits) == (WORKS, [100.0])


def test_where_nobody_listens_there_is_no_connection() -> None:
    with socket.socket() as taken:  # bound, but not listening
        taken.bind(("127.0.0.1", 0))

        found = visitor().visit(f"http://127.0.0.1:{taken.getsockname()[1]}/")

    assert found == because(Reason.CONNECTION, Outcome.UNSURE)


def test_the_next_address_of_a_host_is_tried_when_one_does_not_answer(site: Site) -> None:
    names = Names(yer_example=["::1", "127.0.0.1"])

    assert visitor(names).visit(site.url("/", "yer.example")) == WORKS


def test_a_host_that_does_not_exist_is_broken() -> None:
    assert visitor(Names()).visit("https://yok.example/") == because(Reason.NAME, Outcome.BROKEN)


def test_a_name_server_that_is_away_leaves_us_unsure() -> None:
    def away(*_, **__):
        raise socket.gaierror(socket.EAI_AGAIN, "try again")

    assert visitor(resolve=away).visit("https://yer.example/") == because(Reason.NAME_LATER, Outcome.UNSURE)


def test_a_name_server_that_says_nothing_is_not_waited_for() -> None:
    ended = threading.Event()

    def silent(*_args: object, **_options: object) -> list:
        ended.wait()
        return []

    try:
        assert visitor(resolve=silent, patience=0.05).visit("https://yer.example/") == because(
            Reason.NAME_LATER, Outcome.UNSURE
        )
    finally:
        ended.set()


@pytest.mark.parametrize("address", ["http://a..b/", "http:///yol", "http://[::1/", f"http://{'a' * 70}.example/"])
def test_what_is_no_address_is_broken(address: str) -> None:
    assert visitor().visit(address) == because(Reason.ADDRESS, Outcome.BROKEN)


# --- Redirects ----------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [301, 308])
def test_what_moved_for_good_says_where_to(site: Site, status: int) -> None:
    site.redirects["/eski"] = (status, "/yeni#bölüm")

    assert visitor().visit(site.url("/eski")) == Finding(Outcome.MOVED, 200, moved_to=site.url("/yeni"))


@pytest.mark.parametrize("status", [302, 303, 307])
def test_what_is_elsewhere_for_now_works(site: Site, status: int) -> None:
    site.redirects["/bugun"] = (status, "/yeni")

    assert visitor().visit(site.url("/bugun")) == WORKS


def test_what_moved_counts_up_to_the_first_redirect_for_now(site: Site) -> None:
    site.redirects |= {"/1": (301, "/2"), "/2": (301, "/3"), "/3": (302, "/4"), "/4": (301, "/5")}

    assert visitor().visit(site.url("/1")) == Finding(Outcome.MOVED, 200, moved_to=site.url("/3"))


def test_what_moved_to_a_page_that_is_gone_is_broken(site: Site) -> None:
    site.redirects["/eski"] = (301, "/durum/404")

    assert visitor().visit(site.url("/eski")) == Finding(Outcome.BROKEN, 404)


def test_a_new_address_with_turkish_letters_is_read_as_it_was_sent(site: Site) -> None:
    site.redirects["/eski"] = (301, "/örgüt ağı")

    found = visitor().visit(site.url("/eski"))

    assert (found.moved_to, site.asked[-1][1]) == (site.url("/örgüt ağı"), "/%C3%B6rg%C3%BCt%20a%C4%9F%C4%B1")


@pytest.mark.parametrize(("hops", "found"), [(5, WORKS), (6, CIRCLE)])
def test_five_redirects_are_followed(site: Site, hops: int, found: Finding) -> None:
    site.redirects |= {f"/{hop}": (302, f"/{hop + 1}") for hop in range(hops)}

    assert visitor().visit(site.url("/0")) == found


@pytest.mark.parametrize("to", ["/a", "/b", "#", ""])
def test_a_circle_of_redirects_is_left(site: Site, to: str) -> None:
    site.redirects |= {"/a": (302, to), "/b": (301, "/a")}

    assert visitor().visit(site.url("/a")) == CIRCLE


@pytest.mark.parametrize("to", ["ftp://yer.example/", "javascript:alert(1)", "file:///etc/passwd"])
def test_a_redirect_to_what_is_no_web_page_is_not_followed(site: Site, to: str) -> None:
    site.redirects["/a"] = (301, to)

    assert visitor().visit(site.url("/a")) == because(Reason.SCHEME, Outcome.REFUSED)


@pytest.mark.parametrize("to", ["http://[::1/", "http://a..b/", "/a\x01b"])
def test_a_redirect_to_what_is_no_address_is_broken(site: Site, to: str) -> None:
    site.redirects["/a"] = (301, to)

    assert visitor().visit(site.url("/a")) == because(Reason.ADDRESS, Outcome.BROKEN)


# --- Private networks ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0177.0.0.1/",
        "http://127.1/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://0.0.0.0/",
        "http://169.254.169.254/latest/meta-data/",
    ],
)
def test_an_address_of_a_private_network_is_not_asked_however_it_is_written(address: str) -> None:
    # The system's own resolver: it asks nobody about numbers.
    assert strict(socket.getaddrinfo).visit(address) == PRIVATE


@pytest.mark.parametrize(
    "ips", [["10.0.0.1"], ["8.8.8.8", "192.168.1.1"], ["2606:4700::1111", "fe80::1"], ["8.8.8.8", "::ffff:10.1.1.1"]]
)
def test_a_host_with_one_private_address_among_others_is_not_asked(ips: list[str]) -> None:
    assert strict(Names(yer_example=ips)).visit("http://yer.example/") == PRIVATE


def test_every_hop_is_looked_at(site: Site) -> None:
    site.redirects["/a"] = (302, site.url("/gizli", "127.0.0.2"))

    found = visitor(may_ask=lambda ip: ip == "127.0.0.1").visit(site.url("/a"))

    assert (found, site.asked) == (PRIVATE, [("HEAD", "/a")])


def test_the_address_that_was_looked_at_is_the_one_connected_to(site: Site) -> None:
    """A name that means something else the next time it is asked for gains nothing: it is asked for once."""
    names = Names(yer_example=["127.0.0.1"])

    visitor(names).visit(site.url("/", "yer.example"))

    assert names.asked == ["yer.example"]


@pytest.mark.parametrize("port", [22, 25, 81, 6379, 65535])
def test_ports_where_no_web_pages_stand_are_not_knocked_at(port: int) -> None:
    found = strict().visit(f"http://127.0.0.1:{port}/")

    assert found == because(Reason.PORT, Outcome.UNSURE)


# --- TLS ----------------------------------------------------------------------------------------


def trusting() -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(CERTIFICATE))


def test_a_certificate_that_somebody_vouches_for_works_under_its_name() -> None:
    with served(secure=True) as site:
        names = Names(guvenli_example=["127.0.0.1"])

        assert visitor(names, tls=trusting()).visit(site.url("/", "guvenli.example")) == WORKS


@pytest.mark.parametrize(
    ("host", "tls"), [("guvenli.example", None), ("baska.example", trusting)], ids=["self-signed", "another host's"]
)
def test_a_certificate_that_browsers_warn_of_is_broken(host: str, tls) -> None:
    with served(secure=True) as site:
        names = Names(guvenli_example=["127.0.0.1"], baska_example=["127.0.0.1"])
        options = {"tls": tls()} if tls else {}

        found = visitor(names, **options).visit(site.url("/", host))

        assert (found, site.asked) == (because(Reason.CERTIFICATE, Outcome.BROKEN), [])


def test_a_site_that_speaks_no_tls_leaves_us_unsure(site: Site) -> None:
    found = visitor().visit(site.url("/").replace("http:", "https:"))

    assert found == because(Reason.TLS, Outcome.UNSURE)


def test_a_handshake_that_is_never_answered_is_left_after_a_while() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        found = visitor(patience=0.2).visit(f"https://127.0.0.1:{silent.getsockname()[1]}/")

    assert found == TOO_LATE


# --- Pace ---------------------------------------------------------------------------------------


def test_between_two_requests_to_a_host_a_second_passes_and_others_do_not_wait() -> None:
    slept: list[float] = []
    pace = Pace(clock=lambda: 10.0, sleep=slept.append)

    waits = [pace.wait(host) for host in ("a.example", "b.example", "a.example", "a.example")]

    assert (waits, slept) == ([0.0, 0.0, 1.0, 2.0], [1.0, 2.0])


def test_who_comes_late_does_not_wait() -> None:
    times = iter([10.0, 11.5])
    pace = Pace(clock=lambda: next(times), sleep=lambda _: None)
    pace.wait("a.example")

    assert pace.wait("a.example") == 0
