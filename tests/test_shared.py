"""What whoever was sent a link sees, and what not."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from questionnaire.domain.key import grouped, new_key
from questionnaire.domain.walk import Kind
from questionnaire.models import Assessment, Share
from tests import make
from tests.page import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader():
    """Another browser, with nothing in it."""
    return Client()


@pytest.fixture
def answered(opened):
    """`opened`, finished, with a note, a mark and a line of the plan."""
    asked = make.question(1, area=make.area())
    make.question(2)
    make.answered(opened, 1, 3, "Gizli notumuz")
    make.answered(opened, 2, Kind.UNKNOWN, "Bir not daha")
    opened.marks.create(question=asked, flagged=True, importance=3, priority=True)
    opened.actions.create(what="Tüzüğü gözden geçirmek", who="Ayşe")
    opened.finish()
    return opened


def ended(share):
    made_at = timezone.now() - timedelta(days=2)
    Share.objects.filter(pk=share.pk).update(made_at=made_at, ends_at=made_at + timedelta(days=1))


def test_the_report_stands_there_with_statements_and_guidance(reader, answered, url):
    _, key = make.share(answered)

    page = Page(reader.get(url("shared", key)))

    assert page.heading == "Öz değerlendirme"
    item = page.one("section", id="soru-1")
    assert (item.one("blockquote").text, item.one("div", class_="prose").text) == (
        "1. sorunun 3. ifadesi.",
        "1-3 için reçete metni.",
    )
    assert page.one("section", id="soru-2").one("p", class_="answer").text == "Bilmiyorum"


def test_it_says_what_it_is_and_until_when(reader, answered, url):
    _, key = make.share(answered)
    Share.objects.update(ends_at=datetime(2126, 3, 31, 22, 30, tzinfo=UTC))

    assert Page(reader.get(url("shared", key))).one("p", class_="notice").text == (
        "Bu rapor okumanız için sizinle paylaşıldı. Bağlantı 1 Nisan 2126 01:30 tarihine kadar çalışır; gönderen daha "
        "önce de sonlandırabilir. Yanıtları örgüt kendisi hakkında verdi; kimse puanlamadı ya da denetlemedi. Burada "
        "notlar gösterilmez. Burada öncelikler ve plan gösterilmez."
    )


@pytest.mark.parametrize("with_notes", [True, False])
def test_notes_stand_there_only_if_they_were_shared(reader, answered, url, *, with_notes):
    _, key = make.share(answered, with_notes=with_notes)

    page = Page(reader.get(url("shared", key)))

    shown = [note for note in ("Gizli notumuz", "Bir not daha") if note in page.main.text]
    assert shown == (["Gizli notumuz", "Bir not daha"] if with_notes else [])
    assert "Notunuz" not in page.main.text
    assert ("Burada notlar gösterilmez." in page.main.text) != with_notes


@pytest.mark.parametrize("with_plan", [True, False])
def test_plan_and_marks_are_given_to_the_page_only_if_they_were_shared(reader, answered, url, *, with_plan):
    _, key = make.share(answered, with_plan=with_plan)

    response = reader.get(url("shared", key))

    report = response.context["report"]
    shown = ([line.what for line in report.plan], len(report.priorities), len(report.flagged))
    assert shown == ((["Tüzüğü gözden geçirmek"], 1, 1) if with_plan else ([], 0, 0))
    assert ("Burada öncelikler ve plan gösterilmez." in Page(response).main.text) != with_plan


def test_it_shows_the_state_of_now(reader, answered, url):
    _, key = make.share(answered)

    make.answered(answered, 1, 5)

    page = Page(reader.get(url("shared", key)))
    assert page.one("section", id="soru-1").one("blockquote").text == "1. sorunun 5. ifadesi."


@pytest.mark.parametrize("finished", [True, False])
def test_an_unfinished_one_is_called_a_draft(reader, answered, url, *, finished):
    _, key = make.share(answered)
    if not finished:
        make.answered(answered, 1, 5)

    notices = [part.text for part in Page(reader.get(url("shared", key))).all("p", class_="notice")]

    assert [text for text in notices if text.startswith("Taslak:")] == (
        [] if finished else ["Taslak: Bu değerlendirme henüz tamamlanmadı; yanıtlar eksik olabilir ya da değişebilir."]
    )


def test_the_earlier_round_is_never_shown(reader, opened, url):
    make.question(1)
    make.answered(opened, 1, 4, "Önceki notumuz")
    second, _ = make.assessment(predecessor=opened)
    make.answered(second, 1, 2)
    _, key = make.share(second, with_notes=True, with_plan=True)

    html = reader.get(url("shared", key)).content.decode()

    assert [word for word in ("karsilastirma", "1. sorunun 4. ifadesi", "Önceki notumuz") if word in html] == []


# --- no way from it to the assessment -------------------------------------------------------------


@pytest.mark.parametrize("everything", [True, False])
def test_nothing_on_the_page_leads_to_the_assessment(reader, answered, url, key, *, everything):
    share, shared_key = make.share(answered, label="Gizli etiket", with_notes=everything, with_plan=everything)

    response = reader.get(url("shared", shared_key))

    html = response.content.decode()
    secrets = [str(answered.pk), answered.pk.hex, key["key"], grouped(key["key"]), answered.key_hash, share.key_hash]
    assert [secret for secret in [*secrets, "Gizli etiket", "degerlendirme/"] if secret in html] == []
    page = Page(response)
    assert {address for address in page.links.values() if not address.startswith("#")} <= {"/", "/gizlilik/"}
    assert page.all("form") == []


def test_opening_a_link_sets_no_cookie(reader, answered, url):
    _, key = make.share(answered)

    responses = [reader.get(url("shared", each)) for each in (key, new_key())]

    assert [dict(response.cookies) for response in responses] == [{}, {}]


KINDS = ["valid", "ended", "unknown", "too often"]


@pytest.mark.parametrize("kind", KINDS)
def test_no_engine_cache_or_other_site_gets_to_know_it(reader, answered, url, settings, kind):
    share, key = make.share(answered)
    if kind == "ended":
        ended(share)
    if kind == "too often":
        settings.RESUMES_PER_HOUR = 0

    response = reader.get(url("shared", new_key() if kind == "unknown" else key))

    assert response.status_code == {"valid": 200, "too often": 429}.get(kind, 404)
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert dict(response.cookies) == {}
    if kind != "too often":
        assert "no-store" in response.headers["Cache-Control"]
        assert Page(response).one("meta", name="robots")["content"] == "noindex, nofollow"


def test_no_other_page_is_hidden_from_engines(client):
    assert "X-Robots-Tag" not in client.get("/").headers


# --- links that open nothing ----------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["ended", "unknown", "no key", "deleted", "resume key"])
def test_a_link_that_opens_nothing_is_one_and_the_same_page(reader, answered, url, key, kind):
    share, shared_key = make.share(answered)
    if kind == "ended":
        ended(share)
    if kind == "deleted":
        answered.delete()
    address = {"unknown": new_key(), "no key": "kısa", "resume key": key["key"]}.get(kind, shared_key)

    page = Page(reader.get(url("shared", address)))

    assert page.heading == "Bu bağlantı açılmıyor"
    assert page.main.text == (
        "Bu bağlantı açılmıyor Bağlantının süresi dolmuş, bağlantı sonlandırılmış ya da bir harfi eksik kalmış "
        "olabilir. Önce bağlantının tamamını açtığınızdan emin olun. Yine açılmazsa, size gönderen kişiden yeni bir "
        "bağlantı isteyin."
    )


@pytest.mark.parametrize("typed", [str.lower, grouped, lambda key: key.replace("0", "O").replace("1", "l")])
def test_a_link_typed_by_hand_opens_too(reader, answered, url, typed):
    _, key = make.share(answered)

    assert Page(reader.get(url("shared", typed(key)))).heading == "Öz değerlendirme"


def test_a_form_sent_to_it_is_refused(reader, answered, url):
    _, key = make.share(answered)

    assert reader.post(url("shared", key), {"choice": "3"}).status_code == 405


# --- openings -------------------------------------------------------------------------------------


def openings():
    return Share.objects.get().openings


def test_each_opening_is_counted(reader, answered, url):
    _, key = make.share(answered)

    for _ in range(3):
        reader.get(url("shared", key))

    assert openings() == 3


def test_asking_for_the_head_alone_is_not_counted(reader, answered, url):
    _, key = make.share(answered)

    assert reader.head(url("shared", key)).status_code == 200
    assert openings() == 0


def test_looking_at_ones_own_link_is_not_counted(client, answered, url):
    _, key = make.share(answered)

    assert Page(client.get(url("shared", key))).heading == "Öz değerlendirme"
    assert openings() == 0


def test_a_cookie_that_opens_nothing_does_not_hide_an_opening(reader, answered, url):
    _, key = make.share(answered)
    reader.cookies["anahtar-" + answered.pk.hex] = new_key()

    reader.get(url("shared", key))

    assert openings() == 1


def test_an_ended_link_is_not_counted(reader, answered, url):
    share, key = make.share(answered)
    ended(share)

    reader.get(url("shared", key))

    assert openings() == 0


def test_opening_it_changes_nothing_else(reader, answered, url):
    _, key = make.share(answered)
    before = Assessment.objects.values().get()

    reader.get(url("shared", key))

    assert Assessment.objects.values().get() == before


# --- limit and cost -------------------------------------------------------------------------------


def test_trying_links_is_limited(reader, answered, url, settings):
    settings.RESUMES_PER_HOUR = 2
    _, key = make.share(answered)

    responses = [reader.get(url("shared", each)) for each in (new_key(), new_key(), key)]

    assert [response.status_code for response in responses] == [404, 404, 429]


def test_reading_shared_reports_leaves_resuming_alone(reader, answered, url, key, settings):
    settings.RESUMES_PER_HOUR = 1
    reader.get(url("shared", new_key()))

    assert reader.get(url("resume_link", key["key"])).headers["Location"] == url("go_on", answered)


@pytest.mark.parametrize("count", [1, 40])
def test_it_costs_the_same_however_much_was_answered(reader, opened, url, count):
    make.many_questions(count)
    for number in range(1, count + 1):
        make.answered(opened, number, 3, "Not")
    _, key = make.share(opened, with_notes=True, with_plan=True)
    reader.get(url("shared", key))

    with CaptureQueriesContext(connection) as used:
        reader.get(url("shared", key))

    shown = [query["sql"] for query in used if not re.match("SAVEPOINT|RELEASE", query["sql"])]
    assert len(shown) == 8, shown  # two of the limit, link, assessment, the opening; answers, marks, plan
