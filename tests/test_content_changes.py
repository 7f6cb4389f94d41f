"""What a respondent meets when editors change the content while the assessment is under way."""

import pytest
from django.db import connection

from questionnaire import content
from questionnaire.models import Answer, Area, Choice, ContentVersion, Guidance, Question
from tests import make
from tests.page import Page

pytestmark = pytest.mark.django_db

REWORDED = "Bu ifadenin metni siz seçtikten sonra değişti. Seçtiğiniz hâli: 1. sorunun 3. ifadesi."
WITHDRAWN = "Seçtiğiniz ifade artık seçeneklerde yok. Yanıtınız verdiğiniz gibi duruyor: 1. sorunun 3. ifadesi."


@pytest.fixture
def answered(opened, answer):
    """`opened`, with an answer to the first of three questions in one area."""
    area = make.area(1, "Ortaklık")
    for number in (1, 2, 3):
        make.question(number, area=area)
    answer(opened, 1, 3, "Not")
    return opened


def stored():
    return list(Answer.objects.values_list("question__number", "choice__number", "statement", "note"))


def reword():
    Choice.objects.filter(question__number=1, number=3).update(text="Yeni metin.")


def withdraw():
    Choice.objects.filter(question__number=1, number=3).update(retired=True)


# --- a statement is reworded ----------------------------------------------------------------------


def test_an_answer_keeps_the_statement_as_it_was_picked(answered):
    reword()

    assert stored() == [(1, 3, "1. sorunun 3. ifadesi.", "Not")]


@pytest.mark.parametrize(("change", "said"), [(reword, REWORDED), (withdraw, WITHDRAWN)])
@pytest.mark.parametrize("name", ["question", "guidance", "check", "report"])
def test_the_page_says_that_the_wording_changed(client, answered, url, *, name, change, said):
    change()

    page = Page(client.get(url(name, answered, *([1] if name in {"question", "guidance"} else []))))

    assert [notice.text for notice in page.all("p", class_="notice") if "tamamlanmadı" not in notice.text] == [said]


@pytest.mark.parametrize("name", ["question", "guidance", "check"])
def test_without_a_change_it_says_nothing_of_wording(client, answered, url, name):
    page = Page(client.get(url(name, answered, *([1] if name in {"question", "guidance"} else []))))

    assert page.all("p", class_="notice") == []


def test_the_question_offers_the_new_wording_with_the_answer_still_selected(client, answered, url):
    reword()

    page = Page(client.get(url("question", answered, 1)))

    (checked,) = [radio for radio in page.all("input", type="radio") if "checked" in radio.attributes]
    assert page.one("label", **{"for": checked["id"]}).text == "Yeni metin."


def test_confirming_the_answer_takes_the_new_wording(client, answered, url):
    reword()

    Page(client.get(url("question", answered, 1))).form("Devam et").send(client)

    assert stored() == [(1, 3, "Yeni metin.", "Not")]


def test_the_statement_as_picked_is_quoted_with_its_guidance(client, answered, url):
    reword()

    assert Page(client.get(url("guidance", answered, 1))).one("blockquote").text == "1. sorunun 3. ifadesi."


@pytest.fixture
def reworded_meanwhile(client, opened, url):
    """The form of a question that was reworded after it was shown."""
    make.question(1)
    form = Page(client.get(url("question", opened, 1))).form("Devam et")
    reword()
    return form


def test_a_statement_reworded_while_its_form_is_open_is_not_put_into_anybodys_mouth(client, reworded_meanwhile):
    page = Page(reworded_meanwhile.send(client, choice="3", note="Not"))

    assert page.one("p", id="choice-error").text == (
        "Bu sayfa açıkken ifadelerin metni değişti. Yeniden okuyun, sonra devam edin."
    )
    assert page.one("textarea").raw == "Not"
    assert stored() == []


def test_once_read_again_it_is_stored_as_it_reads_now(client, reworded_meanwhile):
    page = Page(reworded_meanwhile.send(client, choice="3", note="Not"))

    page.form("Devam et").send(client)

    assert stored() == [(1, 3, "Yeni metin.", "Not")]


def test_not_knowing_does_not_depend_on_the_wording(client, reworded_meanwhile):
    reworded_meanwhile.send(client, choice="unknown", note="Not")

    assert stored() == [(1, None, "", "Not")]


# --- a statement is retired -----------------------------------------------------------------------


def test_an_answer_that_picked_a_retired_statement_stays(answered):
    withdraw()

    assert stored() == [(1, 3, "1. sorunun 3. ifadesi.", "Not")]


def test_a_retired_statement_cannot_be_picked_again(client, answered, url, answer):
    withdraw()

    page = Page(answer(answered, 1, 3, "Yeni not", made_from=1))

    assert page.one("p", id="choice-error").text == "Bu ifade artık seçilemiyor. Başka birini seçin."
    assert stored() == [(1, 3, "1. sorunun 3. ifadesi.", "Not")]


def test_guidance_of_a_retired_statement_still_stands(client, answered, url):
    withdraw()

    assert Page(client.get(url("guidance", answered, 1))).one("div", class_="prose").text == "1-3 için reçete metni."


def test_a_question_whose_last_statement_is_retired_is_no_longer_asked(client, answered, url):
    Choice.objects.filter(question__number=1).update(retired=True)

    page = Page(client.get(url("report", answered)))

    assert Page(client.get(url("question", answered, 1))).heading == "Bu soru sorulmuyor"
    assert page.all("section", class_="area")[-1].one("h2").text == "Artık sorulmayanlar"


# --- a question is retired ------------------------------------------------------------------------


def test_a_retired_question_says_that_it_is_no_longer_asked_and_leads_on(client, answered, url):
    Question.objects.filter(number=2).update(retired=True)

    response = client.get(url("question", answered, 2))
    page = Page(response)

    assert (response.status_code, page.heading) == (404, "Bu soru sorulmuyor")
    assert client.get(page.links["Kaldığınız yerden devam et"]).headers["Location"] == url("question", answered, 3)


def test_an_answer_sent_to_a_question_retired_meanwhile_is_not_stored_and_the_others_stay(client, answered, url):
    form = Page(client.get(url("question", answered, 2))).form("Devam et")
    Question.objects.filter(number=2).update(retired=True)

    page = Page(form.send(client, choice="1", note="Uzun not"))

    assert page.one("section", class_="kept").text.endswith("Notunuz: Uzun not")
    assert "diğer bütün yanıtlarınız olduğu gibi duruyor" in page.main.text
    assert stored() == [(1, 3, "1. sorunun 3. ifadesi.", "Not")]


def test_the_answer_to_a_question_retired_since_stays(client, answered, url):
    Question.objects.filter(number=1).update(retired=True)

    assert stored() == [(1, 3, "1. sorunun 3. ifadesi.", "Not")]
    assert Page(client.get(url("areas", answered))).links["Alanlar · 0 / 2"] == url("areas", answered)


def test_a_question_brought_back_brings_its_answer_back(client, answered, url):
    Question.objects.filter(number=1).update(retired=True)
    client.get(url("areas", answered))
    Question.objects.filter(number=1).update(retired=False)

    assert Page(client.get(url("guidance", answered, 1))).one("blockquote").text == "1. sorunun 3. ifadesi."


# --- questions come and move ----------------------------------------------------------------------


def test_a_new_question_is_asked_at_its_place(client, answered, url, answer):
    answer(answered, 2, 3)
    answer(answered, 3, 3)
    make.question(4, area=Area.objects.get())

    assert client.get(url("go_on", answered)).headers["Location"] == url("question", answered, 4)


def test_a_question_moved_to_another_area_takes_its_answer_along(client, answered, url):
    Question.objects.filter(number=1).update(area=make.area(2, "İletişim"))

    sections = Page(client.get(url("check", answered))).all("section")

    assert [(section.one("h2").text, len(section.all("li"))) for section in sections] == [
        ("Yanıtlanmamış sorular", 2),
        ("İletişim", 1),
    ]


def test_a_question_moved_stands_at_its_new_place_in_the_walk(client, answered, url):
    Question.objects.filter(number=1).update(area=make.area(2, "İletişim"))

    page = Page(client.get(url("question", answered, 1)))

    assert page.one("p", class_="place").text == "İletişim · Soru 1 / 1"
    assert page.links["Önceki soru"] == url("question", answered, 3)


def test_an_area_renamed_shows_its_new_name_at_once(client, answered, url):
    client.get(url("question", answered, 1))

    Area.objects.update(title="Ağlar")

    assert Page(client.get(url("question", answered, 1))).one("p", class_="place").text == "Ağlar · Soru 1 / 3"


def test_guidance_rewritten_shows_at_once(client, answered, url):
    client.get(url("guidance", answered, 1))
    guidance = Guidance.objects.get(choice__question__number=1, choice__number=3)
    guidance.body = "Yeni **reçete**."
    guidance.save()

    assert Page(client.get(url("guidance", answered, 1))).one("div", class_="prose").text == "Yeni reçete."


def test_with_every_question_retired_an_open_assessment_still_shows_its_answers(client, answered, url):
    Question.objects.update(retired=True)

    assert Page(client.get(url("go_on", answered), follow=True)).heading == "Yanıtları gözden geçir"
    assert "1. sorunun 3. ifadesi." in Page(client.get(url("report", answered))).main.text


# --- the picture in memory ------------------------------------------------------------------------


def test_a_process_reads_content_again_only_when_its_version_changed(answered, django_assert_num_queries):
    before = content.now()

    with django_assert_num_queries(1):
        again = content.now()

    assert again is before


def test_a_write_of_another_process_is_seen(client, answered, url):
    client.get(url("question", answered, 1))
    with connection.cursor() as cursor:  # past this process's own code
        cursor.execute("UPDATE questionnaire_area SET title = 'Başka süreç'")
        cursor.execute("UPDATE questionnaire_contentversion SET value = 'another'")

    assert Page(client.get(url("question", answered, 1))).one("p", class_="place").text == "Başka süreç · Soru 1 / 3"


def test_a_restored_backup_is_seen(client, answered, url):
    saved = ContentVersion.objects.values_list("value", flat=True).get()
    Area.objects.update(title="Yeni")
    client.get(url("question", answered, 1))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE questionnaire_area SET title = 'Yedekteki'")
        cursor.execute("UPDATE questionnaire_contentversion SET value = %s", [saved])

    assert Page(client.get(url("question", answered, 1))).one("p", class_="place").text == "Yedekteki · Soru 1 / 3"
