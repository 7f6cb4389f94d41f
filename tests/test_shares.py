"""“Raporu paylaş”: links made on purpose, shown once, listed, ended at once."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from questionnaire.domain.key import hashed, read_key
from questionnaire.models import Assessment, Share
from questionnaire.models.share import MAX_VALID
from tests import make
from tests.page import Page

pytestmark = pytest.mark.django_db

MAKE = "Bağlantıyı oluştur"


@pytest.fixture
def form(client, opened, url):
    """The form of the page."""
    make.question(1)
    return Page(client.get(url("shares", opened))).form(MAKE)


def rows(page):
    return [[part.text for part in row.all("p")] for row in page.all("li") if row.all("p")]


@pytest.mark.parametrize(("name", "link"), [("report", "Raporu paylaş"), ("mine", "Rapor bağlantıları")])
def test_it_is_offered_where_one_looks_for_it(client, opened, url, name, link):
    make.question(1)

    assert Page(client.get(url(name, opened))).links[link] == url("shares", opened)


def test_nothing_is_shared_until_a_link_is_made(client, opened, form):
    assert Share.objects.count() == 0


def test_the_page_says_who_can_see_what(client, opened, url):
    text = Page(client.get(url("shares", opened))).main.text

    assert "Bağlantıyı bilen herkes raporu okur, hiçbir şeyi değiştiremez." in text
    assert "Bir yanıtı değiştirirseniz bağlantı da yenisini gösterir." in text
    assert "Önceki değerlendirmeniz hiçbir zaman görünmez." in text
    assert "Siteyi yürüten kurum bağlantılarınızdan haberdar edilmez" in text


def test_a_new_link_is_shown_and_opens_the_report(client, opened, form):
    page = Page(form.send(client, label="Yönetim kurulu"))

    link = page.one("p", class_="key").text
    assert link.startswith("http://testserver/paylasim/")
    assert Page(Client().get(link)).title == "Paylaşılan rapor – Öz değerlendirme"


def test_a_link_is_shown_once(client, opened, url, form):
    key = read_key(form.fields["key"])
    form.send(client, label="Yönetim kurulu")

    page = client.get(url("shares", opened)).content.decode()

    assert key not in page
    assert Share.objects.get().key_hash == hashed(key)


def test_the_button_pressed_twice_makes_one_link(client, opened, form):
    pages = [Page(form.send(client, label="Yönetim kurulu")) for _ in range(2)]

    assert pages[0].one("p", class_="key").text == pages[1].one("p", class_="key").text
    assert Share.objects.count() == 1


def test_the_next_link_gets_a_key_of_its_own(client, opened, form):
    page = Page(form.send(client, label="Yönetim kurulu"))
    page.form(MAKE).send(client, label="Üyeler")

    assert Share.objects.count() == 2
    assert page.form(MAKE).fields["label"] == ""


def test_a_form_sent_again_after_its_link_was_ended_shows_none(client, opened, form):
    form.send(client, label="Yönetim kurulu")
    Share.objects.get().end()

    page = Page(form.send(client, label="Yönetim kurulu"))

    assert (page.all("p", class_="key"), Share.objects.count()) == ([], 1)


def test_by_default_a_link_lives_thirty_days_without_notes_and_plan(client, opened, form):
    form.send(client, label="Yönetim kurulu")

    made = Share.objects.get()
    assert (made.ends_at - made.made_at, made.with_notes, made.with_plan) == (timedelta(days=30), False, False)


def test_what_it_shows_and_how_long_are_chosen(client, opened, form):
    form.send(client, label="Yönetim kurulu", days="365", with_notes="on", with_plan="on")

    made = Share.objects.get()
    assert (made.ends_at - made.made_at, made.with_notes, made.with_plan) == (timedelta(days=365), True, True)


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"label": "  "}, "Bağlantının kimin için olduğunu yazın; bağlantılarınızı böyle ayırt edersiniz."),
        ({"label": "x" * 101}, "Burada 101 karakter var; en çok 100 karakter olabilir. Kısaltın."),
        ({"label": "Üyeler", "days": "3650"}, "Bağlantının ne kadar süre çalışacağını seçin."),
        ({"label": "Üyeler", "days": ""}, "Bağlantının ne kadar süre çalışacağını seçin."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(client, opened, form, *, wrong, error):
    page = Page(form.send(client, with_notes="on", **wrong))

    assert [link.text for link in page.one("div", class_="summary").all("a")] == [error]
    assert page.form(MAKE).fields["label"] == wrong["label"]
    assert page.form(MAKE).fields["with_notes"] == "on"
    assert Share.objects.count() == 0


def test_at_the_limit_it_says_what_to_do(client, opened, form):
    for _ in range(MAX_VALID):
        made, _ = make.share(opened)

    page = Page(form.send(client, label="Yönetim kurulu"))

    assert page.one("div", class_="summary").one("a").text == (
        "Aynı anda en çok 20 geçerli bağlantı olabilir. Aşağıdakilerden birini sonlandırın, sonra bunu oluşturun."
    )
    made.end()
    assert Page(page.form(MAKE).send(client)).one("p", class_="key").text.startswith("http://testserver/paylasim/")


def test_links_are_listed_with_dates_contents_and_openings(client, opened, url):
    make.share(opened, label="Yönetim kurulu", with_notes=True)
    Share.objects.update(
        made_at=datetime(2026, 3, 1, 9, 0, tzinfo=UTC), ends_at=datetime(2126, 3, 31, 22, 30, tzinfo=UTC), openings=3
    )
    make.share(opened, label="Eski", with_plan=True)
    Share.objects.filter(label="Eski").update(
        made_at=datetime(2026, 2, 1, 9, 0, tzinfo=UTC), ends_at=datetime(2026, 2, 8, 9, 0, tzinfo=UTC)
    )

    page = Page(client.get(url("shares", opened)))

    assert rows(page) == [
        [
            "Yönetim kurulu",
            "Oluşturma: 1 Mart 2026 12:00 · Bitiş: 1 Nisan 2126 01:30",
            "notlarla · plan olmadan · 3 kez açıldı",
            "Hemen sonlandır: Yönetim kurulu",
        ],
        ["Eski", "Oluşturma: 1 Şubat 2026 12:00 · Bitiş: 8 Şubat 2026 12:00 · sona erdi", "notlar olmadan · planla · 0 kez açıldı"],
    ]  # fmt: skip


def test_a_label_is_shown_as_it_was_typed(client, opened, form):
    page = Page(form.send(client, label="<b>“Üyeler” & dostlar</b>"))

    assert rows(page)[-1][0] == "<b>“Üyeler” & dostlar</b>"


def test_ending_a_link_works_at_once_and_says_so(client, opened, url):
    _, key = make.share(opened, label="Üyeler")
    _, other = make.share(opened, label="Kurul")

    response = Page(client.get(url("shares", opened))).form("Hemen sonlandır: Üyeler").send(client)

    notice = Page(client.get(response.headers["Location"])).one("p", class_="notice")
    assert notice.text == "Bağlantı sonlandırıldı. Artık hiçbir şey açmaz."
    assert [Client().get(url("shared", each)).status_code for each in (key, other)] == [404, 200]


def test_asking_for_the_address_of_ending_ends_nothing(client, opened, url):
    make.share(opened)

    response = client.get(url("end_share", opened))

    assert (response.headers["Location"], Share.objects.valid().count()) == (url("shares", opened), 1)


@pytest.mark.parametrize("sent", [{}, {"share": ""}, {"share": "abc"}, {"share": "999999"}])
def test_what_names_no_link_ends_none(client, opened, url, sent):
    make.share(opened)

    response = client.post(url("end_share", opened), sent)

    assert (response.headers["Location"], Share.objects.valid().count()) == (url("shares", opened), 1)


def test_nobody_ends_or_sees_another_ones_link(client, opened, url):
    theirs, _ = make.share(make.assessment()[0], label="Başkasının")

    client.post(url("end_share", opened), {"share": theirs.pk})

    assert Share.objects.valid().count() == 1
    assert "Başkasının" not in client.get(url("shares", opened)).content.decode()


@pytest.mark.parametrize("name", ["shares", "end_share"])
def test_whoever_does_not_hold_the_key_makes_and_ends_nothing(opened, url, name):
    made, _ = make.share(opened)

    page = Page(Client().post(url(name, opened), {"label": "Ben", "days": "30", "share": made.pk}))

    assert page.heading == "Bu değerlendirme burada açık değil"
    assert list(Share.objects.valid()) == [made]


def test_the_key_of_a_link_opens_no_page_of_the_assessment(opened, url):
    _, key = make.share(opened)
    reader = Client()

    resumed = reader.get(url("resume_link", key))

    assert (resumed.status_code, reader.cookies.get("anahtar-" + opened.pk.hex)) == (404, None)


def test_a_new_link_of_ones_own_leaves_the_shared_ones(client, opened, url):
    _, key = make.share(opened)

    Page(client.get(url("mine", opened))).form("Yeni bağlantı oluştur").send(client)

    assert Client().get(url("shared", key)).status_code == 200


def test_deleting_says_and_ends_the_links(client, opened, url):
    _, key = make.share(opened)
    page = Page(client.get(url("delete", opened)))

    assert "başkalarına verdiğiniz rapor bağlantıları artık hiçbir şey açmaz" in page.main.text
    page.form("Hepsini sil").send(client)

    assert (Assessment.objects.count(), Client().get(url("shared", key)).status_code) == (0, 404)


def test_making_a_link_is_no_change_of_the_assessment(client, opened, form):
    before = Assessment.objects.values().get()

    form.send(client, label="Yönetim kurulu")

    assert Assessment.objects.values().get() == before


@pytest.mark.parametrize("count", [1, 20])
def test_the_page_costs_the_same_however_many_links_there_are(client, opened, url, count, django_assert_num_queries):
    make.question(1)
    for _ in range(count):
        make.share(opened)
    client.get(url("shares", opened))

    with django_assert_num_queries(3):
        client.get(url("shares", opened))
