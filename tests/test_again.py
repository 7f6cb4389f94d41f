"""“Yeniden değerlendir”: a second round that knows the first, and tells of it only after each new answer."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext

from questionnaire.domain.walk import Kind
from questionnaire.models import Assessment, Choice, Question
from questionnaire.views import cookies
from tests import make
from tests.page import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def questions():
    """Two areas: two questions, and one."""
    first, second = make.area(1, "Yönetişim"), make.area(2, "Ortaklık")
    make.question(1, area=first)
    make.question(2, area=first)
    make.question(3, area=second)


def held(client, assessment):
    return client.cookies[cookies.PREFIX + assessment.pk.hex]


def start_again(client, url, opened, **changes):
    """Press the button; the new assessment."""
    Page(client.get(url("again", opened))).form("Yeni değerlendirmeyi başlat").send(client, **changes)
    return opened.successors.get()


# --- starting -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["report", "mine"])
def test_it_is_offered_where_one_looks_for_it(client, opened, url, questions, name):
    assert Page(client.get(url(name, opened))).links["Yeniden değerlendir"] == url("again", opened)


@pytest.mark.parametrize("finished", [True, False])
def test_a_new_assessment_begins_at_its_first_question(client, opened, url, questions, *, finished):
    if finished:
        opened.finish()

    response = Page(client.get(url("again", opened))).form("Yeni değerlendirmeyi başlat").send(client)

    second = opened.successors.get()
    assert response.headers["Location"] == url("question", second, 1)
    assert Page(client.get(response.headers["Location"])).heading == "1. soru nasıl?"
    assert second.answers.count() == 0


def test_the_page_says_who_sees_the_earlier_answers(client, opened, url, questions):
    text = Page(client.get(url("again", opened))).main.text

    assert "Yeni değerlendirmeyi açan kişi, önceki yanıtları ve notları da oradan görür, ama değiştiremez." in text
    assert "ancak yeni yanıtı verdikten sonra görürsünüz" in text


def test_looking_at_the_page_starts_nothing(client, opened, url, questions):
    client.get(url("again", opened))

    assert Assessment.objects.count() == 1


def test_the_button_pressed_twice_starts_one(client, opened, url, questions):
    form = Page(client.get(url("again", opened))).form("Yeni değerlendirmeyi başlat")

    responses = [form.send(client) for _ in range(2)]

    assert [response.headers["Location"] for response in responses] == [url("question", opened.successors.get(), 1)] * 2


def test_both_are_open_in_this_browser_and_each_has_a_key_of_its_own(client, opened, url, questions):
    second = start_again(client, url, opened)

    assert held(client, second).value != held(client, opened).value
    assert Page(client.get(url("mine", opened))).heading == "Verilerim"


@pytest.mark.parametrize(("held_key", "max_age"), [("", 7_776_000), (cookies.SHARED, "")])
def test_on_a_shared_computer_the_new_one_closes_too(client, opened, url, key, questions, *, held_key, max_age):
    client.cookies[cookies.PREFIX + opened.pk.hex] = key["key"] + held_key

    second = start_again(client, url, opened)

    assert held(client, second)["max-age"] == max_age


def test_how_guidance_is_shown_is_chosen_anew(client, opened, url, questions):
    assert start_again(client, url, opened, guidance_in_report="on").guidance_in_report is True


def test_whoever_does_not_hold_the_key_starts_nothing(opened, url, questions):
    response = Client().post(url("again", opened))

    assert (Page(response).heading, Assessment.objects.count()) == ("Bu değerlendirme burada açık değil", 1)


def test_starting_again_is_a_start_for_the_limit(client, opened, url, questions, settings):
    settings.STARTS_PER_HOUR = 1
    client.post("/")

    response = client.post(url("again", opened))

    assert (response.status_code, opened.successors.count()) == (429, 0)


def test_without_questions_nothing_is_started(client, opened, url):
    page = Page(client.post(url("again", opened)))

    assert page.all("p", class_="notice")[-1].text.startswith("Henüz soru yok.")
    assert (page.buttons, Assessment.objects.count()) == ([], 1)


# --- the plan -------------------------------------------------------------------------------------


def test_the_open_lines_of_the_plan_come_along(client, opened, url, questions):
    opened.actions.create(what="Tüzüğü gözden geçirmek", who="Yönetim kurulu")
    opened.actions.create(what="Bitmiş iş", status="done")

    second = start_again(client, url, opened)

    assert [(line.what, line.who) for line in second.plan()] == [("Tüzüğü gözden geçirmek", "Yönetim kurulu")]


def test_the_plan_stays_behind_when_the_box_is_empty(client, opened, url, questions):
    opened.actions.create(what="Tüzüğü gözden geçirmek")
    form = Page(client.get(url("again", opened))).form("Yeni değerlendirmeyi başlat")
    del form.fields["with_plan"]

    form.send(client)

    assert opened.successors.get().plan() == ()


@pytest.mark.parametrize("status", [None, "done", "dropped"])
def test_without_an_open_line_nothing_is_asked_about_the_plan(client, opened, url, questions, status):
    if status:
        opened.actions.create(what="Bitmiş iş", status=status)

    assert "with_plan" not in client.get(url("again", opened)).content.decode()


# --- during the walk ------------------------------------------------------------------------------


@pytest.fixture
def second(client, opened, url, questions):
    """A second round of `opened`, which answered 1 with 4 and a note, 2 with Bilmiyorum, 3 with 2; open in `client`."""
    make.answered(opened, 1, 4, "Eski notum")
    make.answered(opened, 2, Kind.UNKNOWN)
    make.answered(opened, 3, 2)
    Assessment.objects.update(updated_at=datetime(2026, 5, 4, 9, 0, tzinfo=UTC))
    return start_again(client, url, opened)


EARLIER = ["1. sorunun 4. ifadesi.", "Eski notum", "4 Mayıs 2026"]


def earlier_shown(client, address):
    """What stands there of the earlier answer to question 1, the choices apart."""
    page = Page(client.get(address))
    boxes = " ".join(box.text for box in page.all("div", class_="kept"))
    return [word for word in EARLIER if word in boxes]


def test_the_earlier_answer_does_not_stand_on_the_question_page(client, url, second):
    html = client.get(url("question", second, 1)).content.decode()

    assert "Eski notum" not in html
    assert "checked" not in html
    assert "kept" not in html


@pytest.mark.parametrize("name", ["check", "report", "areas", "mine"])
def test_no_page_tells_the_earlier_answer_before_the_new_one(client, url, second, name):
    html = client.get(url(name, second)).content.decode()

    assert [word for word in EARLIER[:2] if word in html] == []


def test_the_earlier_answer_stands_beside_the_guidance_of_the_new_one(client, url, second, answer):
    response = answer(second, 1, 3)

    assert earlier_shown(client, response.headers["Location"]) == EARLIER


def test_it_says_which_way_the_answer_went(client, url, second, answer):
    boxes = [
        Page(client.get(answer(second, 1, 5).headers["Location"])).one("div", class_="kept"),
        Page(client.get(answer(second, 2, 3).headers["Location"])).one("div", class_="kept"),
        Page(client.get(answer(second, 3, 1).headers["Location"])).one("div", class_="kept"),
    ]

    assert [box.one("p", class_="state").text for box in boxes] == [
        "↑ Şimdi daha yüksek bir düzey (4 → 5)",
        "İki yanıtın düzeyi karşılaştırılamaz.",
        "↓ Şimdi daha düşük bir düzey (2 → 1)",
    ]
    assert boxes[2].one("p", class_="hint").text.startswith("Bu, geriye gittiğiniz anlamına gelmeyebilir")


def test_my_data_say_that_it_follows_an_earlier_one(client, opened, url, second):
    Assessment.objects.filter(pk=opened.pk).update(started_at=datetime(2026, 5, 2, 9, 0, tzinfo=UTC))

    text = Page(client.get(url("mine", second))).main.text

    assert "Bu değerlendirme, 2 Mayıs 2026 tarihli değerlendirmenin devamıdır." in text
    assert "devamıdır" not in Page(client.get(url("mine", opened))).main.text


def test_whoever_reads_guidance_in_the_report_sees_it_in_the_check_of_all_answers(client, url, second, answer):
    Assessment.objects.filter(pk=second.pk).update(guidance_in_report=True)

    onward = answer(second, 1, 3).headers["Location"]

    assert onward == url("question", second, 2)
    assert earlier_shown(client, url("check", second)) == EARLIER


def test_a_first_round_shows_nothing_of_an_earlier_one(client, opened, url, questions, answer):
    page = Page(client.get(answer(opened, 1, 3).headers["Location"]))

    assert page.all("div", class_="kept") == []


# --- the report -----------------------------------------------------------------------------------


def comparison(client, url, assessment):
    return Page(client.get(url("report", assessment))).one("section", id="karsilastirma")


def facts(part):
    return dict(
        zip(
            [each.text for each in part.one("dl", class_="facts").all("dt")],
            [int(each.text) for each in part.one("dl", class_="facts").all("dd")],
            strict=True,
        )
    )


def test_the_report_shows_then_and_now_by_area_and_question(client, url, second, answer):
    answer(second, 1, 5)
    answer(second, 2, 3)
    answer(second, 3, 2)

    part = comparison(client, url, second)

    assert part.all("p")[0].text == "Bugünkü yanıtlarınız, 4 Mayıs 2026 tarihli önceki değerlendirmenizle yan yana."
    assert facts(part) == {"Düzeyi yükselen": 1, "Aynı kalan": 1, "Düzeyi düşen": 0, "Karşılaştırılamayan": 1}
    assert [(area.one("h3").text, area.all("p")[0].text) for area in part.all("section", class_="item")] == [
        ("Yönetişim", "O zamanki düzey: 4 / 5 · şimdi: 4 / 5 · = aynı"),
        ("Ortaklık", "O zamanki düzey: 2 / 5 · şimdi: 2 / 5 · = aynı"),
    ]
    assert [row.text for row in part.all("li")] == [
        (
            "1. soru nasıl? ↑ Şimdi daha yüksek bir düzey (4 → 5) O zaman 1. sorunun 4. ifadesi. "
            "Şimdi 1. sorunun 5. ifadesi. O zamanki not: Eski notum"
        ),
        "2. soru nasıl? İki yanıtın düzeyi karşılaştırılamaz. O zaman Bilmiyorum Şimdi 2. sorunun 3. ifadesi.",
        "3. soru nasıl? = O zamankiyle aynı düzey (2 → 2) O zaman ve şimdi 3. sorunun 2. ifadesi.",
    ]


def test_a_drop_is_explained_kindly(client, url, second, answer):
    answer(second, 1, 2)

    assert (
        comparison(client, url, second)
        .one("p", class_="notice")
        .text.startswith("Düzeyin düşmesi her zaman geriye gittiğiniz anlamına gelmez.")
    )


def test_nothing_is_explained_without_a_drop(client, url, second, answer):
    answer(second, 1, 5)

    assert comparison(client, url, second).all("p", class_="notice") == []


def test_what_is_to_be_answered_yet_is_counted_and_not_told(client, url, second, answer):
    answer(second, 1, 5)

    text = comparison(client, url, second).text

    assert "O zaman yanıtladığınız 2 soruyu bu kez henüz yanıtlamadınız." in text
    assert "3. soru" not in text


def test_a_statement_reworded_in_between_is_told(client, url, second, answer):
    Choice.objects.filter(question__number=1, number=4).update(text="Bambaşka bir ifade.")
    answer(second, 1, 4)

    part = comparison(client, url, second)

    assert "O zamandan beri 1 sorunun metninde değişiklik oldu" in part.text
    assert part.one("li").text == (
        "1. soru nasıl? = O zamankiyle aynı düzey (4 → 4) O zaman seçtiğiniz ifadenin metni değişti. "
        "O zaman 1. sorunun 4. ifadesi. Şimdi Bambaşka bir ifade. O zamanki not: Eski notum"
    )


def test_a_question_no_longer_asked_is_told_with_its_answer(client, url, second, answer):
    answer(second, 1, 4)
    Question.objects.filter(number=3).update(retired=True)

    part = comparison(client, url, second)

    assert facts(part)["Artık sorulmayanlar"] == 1
    assert part.all("section", class_="item")[-1].text == (
        "Artık sorulmayanlar 3. soru nasıl? O zaman 3. sorunun 2. ifadesi."
    )


def test_a_new_question_is_told_to_be_one(client, url, second, answer):
    make.question(9, area=None)
    answer(second, 9, 4)

    part = comparison(client, url, second)

    assert facts(part)["Yeni"] == 1
    assert part.all("h3")[-1].text == "Diğer sorular"
    assert "O zaman bu alandan hiçbir soru yanıtlanmamıştı." in part.text


def test_content_without_levels_is_compared_by_statement(client, url, second, answer):
    Question.objects.update(levels="")
    answer(second, 1, 4)
    answer(second, 3, 5)

    part = comparison(client, url, second)

    assert facts(part) == {"Düzeyi yükselen": 0, "Aynı kalan": 1, "Düzeyi düşen": 0, "Karşılaştırılamayan": 1}
    assert "O zamanki düzey" not in part.text
    assert "O zamankiyle aynı ifade" in part.text


def test_without_its_predecessor_the_report_is_one_of_a_first_round(client, opened, url, second, answer):
    answer(second, 1, 4)
    opened.delete()

    page = Page(client.get(url("report", second)))

    assert (page.heading, page.all("section", id="karsilastirma")) == ("Öz değerlendirme", [])


def test_the_earlier_assessment_is_closed_to_whoever_has_only_the_new_one(client, opened, url, second):
    other = Client()
    other.cookies[cookies.PREFIX + second.pk.hex] = held(client, second).value

    assert Page(other.get(url("report", opened))).heading == "Bu değerlendirme burada açık değil"


@pytest.mark.parametrize("for_paper", [True, False])
def test_on_paper_every_question_is_open(client, url, second, answer, *, for_paper):
    answer(second, 1, 4)
    made = client.get(url("report", second)).context["report"].comparison

    html = render_to_string("questionnaire/_comparison.html", {"comparison": made, "folds": not for_paper})

    assert ("<details>" in html) != for_paper


# --- cost -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 40])
def test_a_second_round_costs_one_statement_more_a_page(client, opened, url, answer, count):
    make.many_questions(count)
    for number in range(1, count + 1):
        make.answered(opened, number, 3)
    second = start_again(client, url, opened)
    for number in range(1, count + 1):
        make.answered(second, number, 4)
    client.get(url("check", second))

    def used(name, *args):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url(name, second, *args)).status_code == 200
        return len(queries)

    assert {
        "question": used("question", 1),
        "guidance": used("guidance", 1),
        "check": used("check"),
        "areas": used("areas"),
        "report": used("report"),
    } == {"question": 3, "guidance": 3, "check": 4, "areas": 3, "report": 5}
