import pytest

from questionnaire.models import Guidance
from tests import make
from tests.page import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def questions():
    return make.question(1, area=make.area(1, "Ortaklık")), make.question(2)


def test_the_chosen_statement_stands_with_its_guidance_and_the_note(client, opened, url, questions, answer):
    page = Page(client.get(answer(opened, 1, 3, "Bir\nnot").headers["Location"]))

    assert page.heading == "1. soru nasıl?"
    assert page.one("blockquote").text == "1. sorunun 3. ifadesi."
    assert page.one("div", class_="prose").text == "1-3 için reçete metni."
    assert page.one("p", class_="own").text == "Bir not"


def test_guidance_is_shown_as_it_was_rendered_when_it_was_saved(client, opened, url, questions, answer):
    Guidance.objects.filter(choice__question__number=1, choice__number=3).update(html="<p>Saklanan</p>")

    page = Page(client.get(answer(opened, 1, 3).headers["Location"]))

    assert page.one("div", class_="prose").text == "Saklanan"


def test_from_here_one_goes_on_or_changes_the_answer(client, opened, url, questions, answer):
    page = Page(client.get(answer(opened, 1, 3).headers["Location"]))

    assert page.links["Sonraki soru"] == url("question", opened, 2)
    assert page.links["Yanıtı değiştir"] == url("question", opened, 1)


def test_after_the_last_question_comes_the_check_of_all_answers(client, opened, url, questions, answer):
    page = Page(client.get(answer(opened, 2, 3).headers["Location"]))

    assert page.links["Yanıtları gözden geçir"] == url("check", opened)
    assert "Sonraki soru" not in page.links


def test_not_knowing_gets_words_on_whom_to_ask(client, opened, url, questions, answer):
    page = Page(client.get(answer(opened, 1, "unknown").headers["Location"]))

    assert page.one("p", class_="statement").text == "“Bilmiyorum” dediniz."
    assert "Nereden öğrenebilirsiniz?" in page.one("div", class_="prose").text
    assert "1-" not in page.one("div", class_="prose").text


def test_not_applying_says_so(client, opened, url, questions, answer):
    answer(opened, 1, "not_applicable")

    page = Page(client.get(url("guidance", opened, 1)))

    assert page.one("p", class_="statement").text == "Bu sorunun örgütünüze uymadığını belirttiniz."


def test_a_statement_without_guidance_says_so(client, opened, url, answer):
    make.question(1, guidance=False)

    page = Page(client.get(answer(opened, 1, 3).headers["Location"]))

    assert page.one("p", class_="quiet").text == "Bu ifade için henüz bir reçete yazılmadı."


def test_without_an_answer_the_question_comes_first(client, opened, url, questions):
    assert client.get(url("guidance", opened, 1)).headers["Location"] == url("question", opened, 1)


def test_guidance_of_a_question_that_is_not_asked_is_not_found(client, opened, url, questions):
    response = client.get(url("guidance", opened, 77))

    assert response.status_code == 404
    assert Page(response).heading == "Bu soru sorulmuyor"


def test_after_an_answer_further_back_it_leads_to_where_one_left_off(client, opened, url, answer):
    for number in (1, 2, 3):
        make.question(number)
        if number < 3:
            answer(opened, number, 2)

    page = Page(client.get(url("guidance", opened, 1)))

    assert page.links["Kaldığınız yerden devam et"] == url("go_on", opened)
    assert page.links["Sonraki soru"] == url("question", opened, 2)
