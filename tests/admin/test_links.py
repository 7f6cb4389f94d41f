"""Outward links in the admin: what was found, where they stand, and checking some again."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from questionnaire import content
from questionnaire.admin import links as admin_links
from questionnaire.domain import links
from questionnaire.domain.links import Finding, Outcome
from questionnaire.models import Guidance, Link, Questionnaire
from tests import make
from tests.admin.editing import column
from tests.linkchecking.site import Site, served
from tests.page import Page

pytestmark = pytest.mark.django_db

LIST = "/admin/questionnaire/link/"
GUIDANCE = "/admin/questionnaire/guidance/"
GONE = "https://yok.example/"


@pytest.fixture
def site(settings) -> Iterator[Site]:
    settings.LINKCHECK_ALLOW_PRIVATE = True
    with served() as running:
        yield running


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(admin_links, "DELAY", 0)


def guidance(*addresses: str, number: int = 9) -> Guidance:
    made = make.question(number, choices=1).choices.get().guidance
    made.body = "Metin.\n\n" + "\n\n".join(f"[Bağlantı]({address})" for address in addresses)
    made.save()
    return made


def check(client: Client, *texts: Guidance) -> list[str]:
    """Choose the action in the list of guidance; what the next page says."""
    chosen = {"action": "check_links", "_selected_action": [str(text.pk) for text in texts]}
    page = Page(client.post(GUIDANCE, chosen, follow=True))
    return [message.text for message in page.one("ul", class_="messagelist").all("li")]


# --- The list -----------------------------------------------------------------------------------


def test_the_list_says_what_is_wrong_and_leads_to_every_text_it_stands_in(admin_client: Client) -> None:
    Questionnaire.objects.create(title="Anket", introduction=f"[a]({GONE})")
    area = make.area(3, description=f"[a]({GONE})")
    question = make.question(1, choices=0, area=area, help=f"[a]({GONE})")
    text = guidance(GONE, number=9)
    text.choice.question.area = area
    text.choice.question.save()
    make.question(2, choices=1, area=area)
    Link.objects.record(GONE, links.answered(404))

    page = Page(admin_client.get(LIST))

    assert (column(page, "wrapped"), column(page, "outcome")) == ([GONE], ["kırık"])
    assert column(page, "says") == ["Böyle bir sayfa yok (404)."]
    (cell,) = page.all("td", class_="field-stands_first_in")
    assert cell.text == "Anketin giriş metni; Alan 3; Soru 9, seçenek 1 (+1)"
    own = Page(admin_client.get(f"{LIST}{Link.objects.get().pk}/change/"))
    (cell,) = own.all("div", class_="field-stands_in")
    assert {link.text: link["href"] for link in cell.all("a")} == {
        "Anketin giriş metni": "/admin/questionnaire/questionnaire/1/change/",
        "Alan 3": f"/admin/questionnaire/area/{area.pk}/change/",
        "Soru 1": f"/admin/questionnaire/question/{question.pk}/change/",
        "Soru 9, seçenek 1": f"/admin/questionnaire/guidance/{text.pk}/change/",
    }


def test_the_list_can_be_filtered_by_outcome(admin_client: Client) -> None:
    guidance(GONE, "https://var.example/")
    Link.objects.record(GONE, links.answered(404))
    Link.objects.record("https://var.example/", links.answered(200))
    link = Page(admin_client.get(LIST)).links["kırık"]

    assert column(Page(admin_client.get(LIST + link)), "wrapped") == [GONE]


def test_a_link_that_was_taken_out_of_its_text_is_listed_no_more(admin_client: Client) -> None:
    text = guidance(GONE)
    Link.objects.record(GONE, links.answered(404))
    text.body = "Artık bağlantı yok."
    text.save()

    assert Page(admin_client.get(LIST)).all("table", id="result_list") == []


def test_a_link_has_a_page_that_leads_to_it_and_where_nothing_can_be_changed(admin_client: Client) -> None:
    guidance(GONE)
    link = Link.objects.record(GONE, Finding(Outcome.MOVED, 200, moved_to="https://yeni.example/"))

    page = Page(admin_client.get(f"{LIST}{link.pk}/change/"))

    assert page.one("a", rel="noopener noreferrer")["href"] == GONE
    assert "https://yeni.example/" in page.main.text
    assert "Soru 9, seçenek 1" in page.links
    assert admin_client.post(f"{LIST}{link.pk}/change/", {"address": "x"}).status_code == 403
    assert admin_client.get(f"{LIST}add/").status_code == 403


def test_an_address_that_holds_markup_shows_it_as_text(admin_client: Client) -> None:
    address = "https://yok.example/?a='&b=1"
    guidance(address)
    Link.objects.record(address, Finding(Outcome.MOVED, 200, moved_to='https://a.example/"><script>x</script>'))

    page = Page(admin_client.get(LIST))

    assert column(page, "says") == ['Yeni adres: https://a.example/"><script>x</script>']


@pytest.mark.parametrize("count", [1, 200])
def test_the_list_asks_the_database_a_constant_number_of_times(admin_client: Client, count: int) -> None:
    make.many_questions(count)
    rows = list(Guidance.objects.filter(choice__number=1))
    for row in rows:
        row.body = f"[a](https://a{row.choice_id}.example/) [b]({GONE})"
    Guidance.objects.bulk_update(rows, ["body"])
    for address in links.places(content.now()):
        Link.objects.record(address, links.answered(404))

    with CaptureQueriesContext(
        connection,
    ) as queries:
        page = Page(admin_client.get(LIST))

    assert len(column(page, "wrapped")) == min(count + 1, 100)
    assert len(queries) <= 12


# --- Checking some ------------------------------------------------------------------------------


def test_the_links_of_chosen_texts_are_checked_and_no_others(admin_client: Client, site: Site) -> None:
    chosen = guidance(site.url("/a"), site.url("/durum/404"), number=1)
    guidance(site.url("/b"), number=2)

    assert check(admin_client, chosen) == ["2 bağlantı denetlendi: 1 çalışıyor, 1 kırık."]
    assert dict(Link.objects.values_list("address", "outcome")) == {
        site.url("/a"): "ok",
        site.url("/durum/404"): "broken",
    }


def test_a_text_without_links_says_so(admin_client: Client) -> None:
    assert check(admin_client, guidance()) == ["Burada dış bağlantı yok."]


def test_beyond_a_number_links_are_left_out_and_the_command_is_named(admin_client: Client, site: Site) -> None:
    text = guidance(*(site.url(f"/{number}") for number in range(admin_links.AT_ONCE + 3)))

    assert check(admin_client, text) == [
        f"{admin_links.AT_ONCE} bağlantı denetlendi: {admin_links.AT_ONCE} çalışıyor.",
        "Sizi bekletmemek için 3 bağlantı denetlenmedi. Hepsini “checklinks” komutu denetler.",
    ]
    assert len(site.asked) == admin_links.AT_ONCE


def test_when_the_time_is_over_no_further_link_is_begun(admin_client: Client, site: Site, monkeypatch) -> None:
    monkeypatch.setattr(admin_links, "BEGIN_WITHIN", 0)

    assert check(admin_client, guidance(site.url("/a"))) == [
        "Sizi bekletmemek için 1 bağlantı denetlenmedi. Hepsini “checklinks” komutu denetler."
    ]
    assert site.asked == []


def test_a_broken_link_is_checked_again_from_the_list(admin_client: Client, site: Site) -> None:
    guidance(site.url("/a"))
    link = Link.objects.record(site.url("/a"), links.answered(404))

    admin_client.post(LIST, {"action": "check_again", "_selected_action": [str(link.pk)]})

    assert Link.objects.get().outcome == Outcome.OK
