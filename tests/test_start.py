from datetime import UTC, datetime

import pytest
from django.test import Client

from questionnaire.models import Area, Assessment, Guidance, Questionnaire
from questionnaire.views import cookies
from tests import make
from tests.page import Page

pytestmark = pytest.mark.django_db


def test_starting_makes_an_assessment_and_opens_its_first_question(client: Client) -> None:
    make.question(4)

    response = client.post("/")

    assert response.headers["Location"] == f"/degerlendirme/{Assessment.objects.get().pk}/soru/4/"


def test_one_button_starts_the_walk(client):
    make.question(1)

    started = Page(client.get("/")).form("Başla").send(client)

    assert Page(client.get(started.headers["Location"])).heading == "1. soru nasıl?"


def test_the_name_and_introduction_stand_on_the_first_page(client):
    make.question(1)
    Questionnaire.objects.create(title="Kendimize bakalım", introduction="Bu bir *giriş*.")

    page = Page(client.get("/"))

    assert (page.title, page.heading) == ("Kendimize bakalım", "Kendimize bakalım")
    assert "Bu bir giriş." in page.main.text


def test_without_a_name_the_questionnaire_is_called_a_self_assessment(client):
    make.question(1)

    assert Page(client.get("/")).heading == "Öz değerlendirme"


def test_the_first_page_says_what_to_expect(client):
    make.many_questions(33)
    Guidance.objects.update(html="<p>" + "sözcük " * 90 + "</p>")

    promises = [promise.text for promise in Page(client.get("/")).one("ul", class_="promises").all("li")]

    assert promises == [
        "33 soru",
        # 33 × 30 s, and 33 × 90 words at 180 words a minute
        (
            "Yanıtlamak yaklaşık 16 dakika sürer. "
            "Reçeteleri okumak yaklaşık 16 dakika daha sürer; bunu sonraya da bırakabilirsiniz."
        ),
        "Yanıtlarınızı sizden başka kimse görmez; üyelik gerekmez.",
        "İki düzey arasında kalırsanız düşük olanı seçin.",
        "En çok, farklı görevlerden en az üç kişi ayrı ayrı yanıtlayıp sonuçları karşılaştırdığında işe yarar.",
    ]


def test_nothing_is_said_of_reading_when_there_is_no_guidance(client):
    make.question(1, guidance=False)

    promises = [promise.text for promise in Page(client.get("/")).one("ul", class_="promises").all("li")]

    assert promises[1] == "Yanıtlamak yaklaşık 1 dakika sürer."


def test_without_questions_the_page_says_so_and_offers_no_start(client):
    make.area()

    page = Page(client.get("/"))

    assert page.one("p", class_="notice").text == "Henüz soru yok. Siteyi yürüten kurum soruları yükleyebilir."
    assert page.buttons == ["Değerlendirmeyi aç"]


def test_without_questions_nothing_is_started(client):
    client.post("/")

    assert Assessment.objects.count() == 0


@pytest.mark.parametrize(("ticked", "stored"), [({}, False), ({"guidance_in_report": "on"}, True)])
def test_guidance_can_be_left_for_the_report(client, ticked, stored):
    make.question(1)

    Page(client.get("/")).form("Başla").send(client, **ticked)

    assert Assessment.objects.get().guidance_in_report is stored


def test_the_key_is_kept_in_an_http_only_cookie_for_90_days(client):
    make.question(1)

    cookie = client.post("/").cookies[cookies.PREFIX + Assessment.objects.get().pk.hex]

    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"], cookie["path"]) == (True, "Lax", 7_776_000, "/")


def test_on_a_shared_computer_the_cookie_ends_with_the_browser(client):
    make.question(1)

    cookie = client.post("/", {"shared_computer": "on"}).cookies[cookies.PREFIX + Assessment.objects.get().pk.hex]

    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"], cookie["expires"]) == (True, "Lax", "", "")


def test_the_walk_starts_with_the_first_area_and_leaves_questions_without_one_for_last(client):
    make.question(1)
    make.question(2, area=make.area(7))
    make.question(3, area=make.area(4))

    response = client.post("/")

    assert response.headers["Location"].endswith("/soru/3/")


def test_what_is_open_in_this_browser_is_listed(client, opened, url):
    make.question(1)
    make.assessment()

    kept = Page(client.get("/")).one("section", class_="kept")

    assert [link["href"] for link in kept.all("a")] == [url("go_on", opened)]


def test_without_open_assessments_nothing_is_listed(client):
    make.question(1)
    make.assessment()

    assert Page(client.get("/")).headings == ["Bir değerlendirmeye devam edin"]


def test_several_assessments_are_open_in_one_browser_and_each_address_shows_its_own(client, answer):
    make.question(1)
    first, second = (client.post("/").headers["Location"] for _ in range(2))
    one, two = (Assessment.objects.get(pk=path.split("/")[2]) for path in (first, second))

    answer(one, 1, 1)
    answer(two, 1, 5)

    assert [Page(client.get(f"{path}recete/")).one("blockquote").text for path in (first, second)] == [
        "1. sorunun 1. ifadesi.",
        "1. sorunun 5. ifadesi.",
    ]


def test_at_most_twenty_assessments_are_open_in_one_browser(client):
    make.question(1)
    paths = [client.post("/").headers["Location"] for _ in range(22)]

    still_open = [path for path in paths if client.get(path).status_code == 200]

    assert len(still_open) == 20
    assert paths[-1] in still_open


def held(count):
    """So many assessments, and the Cookie header of a browser that opened them one after the other."""
    made = [make.assessment() for _ in range(count)]
    header = "; ".join(f"{cookies.PREFIX}{assessment.pk.hex}={key}" for assessment, key in made)
    return made, {"cookie": header}


def test_the_oldest_of_twenty_open_assessments_makes_room(client):
    make.question(1)
    made, header = held(20)

    response = client.post("/", headers=header)

    ended = [name for name, cookie in response.cookies.items() if cookie["max-age"] == 0]
    assert ended == [cookies.PREFIX + made[0][0].pk.hex]


def test_the_oldest_of_twenty_does_not_close_itself_when_it_is_opened_once_more(client, url):
    made, header = held(21)

    response = client.get(url("resume_link", made[0][1]), headers=header)

    assert response.cookies[cookies.PREFIX + made[0][0].pk.hex]["max-age"] == cookies.MAX_AGE


def test_a_cookie_that_names_no_assessment_is_passed_over(client):
    make.question(1)
    client.cookies[f"{cookies.PREFIX}olmayan"] = "0" * 28

    assert Page(client.get("/")).headings == ["Bir değerlendirmeye devam edin"]


def test_an_area_without_questions_is_not_in_the_walk(client):
    make.area(1, "Boş alan")
    make.question(1, area=make.area(2, "Dolu alan"))
    path = client.post("/").headers["Location"]

    page = Page(client.get(path))

    assert Area.objects.count() == 2
    assert page.one("p", class_="place").text == "Dolu alan · Soru 1 / 1"


def test_a_finished_assessment_is_listed_with_its_report_and_plan(client, opened, url):
    make.question(1)
    opened.finish()
    Assessment.objects.update(started_at=datetime(2026, 3, 1, 9, 0, tzinfo=UTC))

    links = Page(client.get("/")).links

    assert links["1 Mart 2026 12:00 tarihli değerlendirmenin raporu"] == url("report", opened)
    assert links["Plan"] == url("plan", opened)
