"""Which addresses stand in a text, and what an answer means."""

from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaire.domain import links
from questionnaire.domain.links import Finding, Outcome, Reason, Target, Unfit
from questionnaire.domain.questionnaire import Area, Choice, Question, Questionnaire
from questionnaire.domain.richtext import Html, render

NOW = datetime(2026, 11, 25, tzinfo=UTC)

# --- Which addresses ----------------------------------------------------------------------------


class _Clicked(HTMLParser):
    """The addresses that a browser would open, by another way than ours."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        href = dict(attrs).get("href") or ""
        if tag == "a" and href.lower().startswith("http"):
            self.found.append(href.partition("#")[0])


def test_what_a_reader_can_click_is_what_is_checked() -> None:
    text = (
        "[Bir](https://bir.example/?a=1&b=2) <a href='http://iki.example'>iki</a> https://duz.example "
        "`[kod](https://kod.example)` [posta](mailto:biri@yer.example) [kötü](javascript:alert(1)) "
        "[yine](https://bir.example/?a=1&b=2#son)"
    )

    assert links.addresses(render(text)) == ("https://bir.example/?a=1&b=2", "http://iki.example")


PIECES = st.sampled_from(
    ["[a](https://x.example/", "b", ")", "&amp;", "&", '"', "'", "<a href=", ">", "`", "\n\n", "#", "?ş=ı", "<", " "]
)


@given(st.lists(PIECES | st.text(max_size=5), max_size=30).map("".join))
def test_no_text_hides_an_address_or_makes_one_up(text: str) -> None:
    rendered = render(text)
    browser = _Clicked()
    browser.feed(rendered)

    assert links.addresses(rendered) == tuple(dict.fromkeys(browser.found))


def linked(name: str) -> Html:
    return render(f"[bağlantı](https://{name}.example/)")


def test_an_address_knows_every_text_it_stands_in() -> None:
    choice = Choice(1, 3, "İfade", linked("recete"), 1, None)
    retired = Choice(2, 4, "İfade", linked("eski"), 1, None, retired=True)
    question = Question(1, 9, "Soru?", linked("yardim"), 2, (choice, retired))
    gone = Question(2, 10, "Soru?", linked("yardim"), None, (), retired=True)
    area = Area(2, "Alan", linked("alan"), (question,))

    places = links.places(Questionnaire("Ad", linked("giris"), (), (area,), (gone,)))

    assert places == {
        "https://giris.example/": (("questionnaire", 0, 0),),
        "https://alan.example/": (("area", 2, 0),),
        "https://yardim.example/": (("question", 9, 0), ("question", 10, 0)),
        "https://recete.example/": (("guidance", 9, 3),),
        "https://eski.example/": (("guidance", 9, 4),),
    }


def test_hosts_take_turns() -> None:
    found = ["https://a.example/1", "https://A.example/2", "https://b.example/1", "https://a.example/3"]

    assert links.interleaved(found) == [found[0], found[2], found[1], found[3]]


# --- How an address is asked for ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("https://Yer.Example", Target(True, "yer.example", 443, "/")),
        ("http://yer.example:8080?a=b", Target(False, "yer.example", 8080, "/?a=b")),
        ("https://örgüt.example./ağ", Target(True, "xn--rgt-rna6a.example", 443, "/a%C4%9F")),
        ("http://[2001:DB8::1]/a", Target(False, "2001:db8::1", 80, "/a")),
        ("http://biri@yer.example/", Target(False, "yer.example", 80, "/")),
    ],
)
def test_an_address_becomes_a_request(address: str, target: Target) -> None:
    assert links.target(address) == target


@given(st.text())
def test_any_text_becomes_a_request_in_ascii_or_is_unfit(text: str) -> None:
    for address in (text, f"https://{text}", f"https://yer.example/{text}"):
        try:
            target = links.target(address)
        except Unfit:
            continue
        assert (target.host + target.path).isascii()
        assert not set(target.host + target.path) & {*map(chr, range(33))}


@given(st.text(), st.text(alphabet=st.characters(max_codepoint=255)))
def test_any_redirect_leads_somewhere_or_is_unfit(path: str, location: str) -> None:
    try:
        found = links.following(f"https://yer.example/{path}", location)
    except Unfit:
        return
    assert "\x00" not in found.removeprefix(f"https://yer.example/{path}")


@pytest.mark.parametrize(
    "address",
    [
        *("0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "169.254.169.254", "172.16.0.1", "192.168.1.1"),
        *("192.0.2.1", "198.18.0.1", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255"),
        *("::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fec0::1", "ff02::1", "2001:db8::1", "::7f00:1"),
        *(
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "64:ff9b::7f00:1",
            "2002:7f00:1::",
            "2001:0:4136:e378:8000:63bf:80ff:fffe",
        ),
    ],
)
def test_an_address_that_is_not_on_the_open_internet_is_private(address: str) -> None:
    assert not links.is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_an_address_on_the_open_internet_is_public(address: str) -> None:
    assert links.is_public(address)


# --- What an answer means -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reason", "outcome"),
    [
        (Reason.NAME, Outcome.BROKEN),
        (Reason.ADDRESS, Outcome.BROKEN),
        (Reason.CERTIFICATE, Outcome.BROKEN),
        (Reason.PRIVATE, Outcome.REFUSED),
        (Reason.SCHEME, Outcome.REFUSED),
        (Reason.NAME_LATER, Outcome.UNSURE),
        (Reason.CONNECTION, Outcome.UNSURE),
        (Reason.TIME, Outcome.UNSURE),
        (Reason.ANSWER, Outcome.UNSURE),
        (Reason.TLS, Outcome.UNSURE),
        (Reason.REDIRECTS, Outcome.UNSURE),
        (Reason.PORT, Outcome.UNSURE),
    ],
)
def test_what_no_answer_means(reason: Reason, outcome: Outcome) -> None:
    assert links.unanswered(reason) == Finding(outcome, reason=reason)


@pytest.mark.parametrize(("days", "outcome"), [(0, Outcome.UNSURE), (13, Outcome.UNSURE), (14, Outcome.BROKEN)])
@pytest.mark.parametrize("finding", [links.unanswered(Reason.TIME), links.answered(503)], ids=["no answer", "503"])
def test_a_site_that_is_away_for_two_weeks_is_broken(finding: Finding, days: int, outcome: Outcome) -> None:
    assert links.settled(finding, NOW - timedelta(days=days), NOW).outcome == outcome


@pytest.mark.parametrize("status", [401, 403, 405, 429])
def test_a_site_that_only_does_not_talk_to_programs_is_never_called_broken(status: int) -> None:
    assert links.settled(links.answered(status), NOW - timedelta(days=999), NOW).outcome == Outcome.UNSURE
