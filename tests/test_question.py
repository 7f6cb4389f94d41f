import pytest

from questionnaire.models import Answer, Choice, Question, Questionnaire
from tests import make
from tests.page import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def questions():
    """Two questions in one area, a third in another."""
    ours, theirs = make.area(1, "Ortaklık"), make.area(2, "İletişim")
    return make.question(1, area=ours), make.question(2, area=ours), make.question(3, area=theirs)


def radios(page):
    return {radio["value"]: "checked" in radio.attributes for radio in page.all("input", type="radio")}


def stored():
    return [(row.kind, row.choice and row.choice.number, row.statement, row.note) for row in Answer.objects.all()]


def test_the_question_is_the_heading_and_the_legend(client, opened, url, questions):
    page = Page(client.get(url("question", opened, 1)))

    assert page.one("legend").one("h1").text == "1. soru nasıl?"


def test_area_and_position_in_it_stand_above(client, opened, url, questions):
    page = Page(client.get(url("question", opened, 2)))

    assert page.one("p", class_="place").text == "Ortaklık · Soru 2 / 2"


def test_the_title_names_question_and_questionnaire(client, opened, url, questions):
    Questionnaire.objects.create(title="Anket")

    assert Page(client.get(url("question", opened, 1))).title == "1. soru nasıl? – Anket"


def test_a_question_without_text_is_called_by_its_number(client, opened, url):
    make.question(9, text="")

    assert Page(client.get(url("question", opened, 9))).heading == "Soru 9"


def test_a_question_without_area_stands_under_other_questions(client, opened, url):
    make.question(9)

    assert Page(client.get(url("question", opened, 9))).one("p", class_="place").text == "Diğer sorular · Soru 1 / 1"


def test_an_area_without_a_name_is_called_by_its_number(client, opened, url):
    make.question(9, area=make.area(3, ""))

    assert Page(client.get(url("question", opened, 9))).one("p", class_="place").text == "Alan 3 · Soru 1 / 1"


def test_the_help_of_a_question_is_shown_with_it(client, opened, url):
    make.question(1, help="Son *iki* yılı düşünün.")

    assert Page(client.get(url("question", opened, 1))).one("div", class_="prose").text == "Son iki yılı düşünün."


def test_the_statements_stand_stacked_with_the_two_others_apart_and_none_is_preselected(client, opened, url, questions):
    page = Page(client.get(url("question", opened, 1)))

    statements, apart = page.all("div", class_="choices")
    assert [label.text for label in statements.all("label")] == [f"1. sorunun {at}. ifadesi." for at in range(1, 6)]
    assert [label.text for label in apart.all("label")] == ["Bilmiyorum", "Bize uymuyor"]
    assert not any(radios(page).values())


def test_every_radio_has_its_label(client, opened, url, questions):
    page = Page(client.get(url("question", opened, 1)))

    ids = [radio["id"] for radio in page.all("input", type="radio")]
    assert [label["for"] for label in page.one("fieldset").all("label")] == ids


def test_an_answer_is_stored_with_statement_and_note_before_the_guidance_is_shown(
    client, opened, url, questions, answer
):
    response = answer(opened, 1, 3, "Geçen yıl başladık.")

    assert response.headers["Location"] == url("guidance", opened, 1)
    assert stored() == [("choice", 3, "1. sorunun 3. ifadesi.", "Geçen yıl başladık.")]


def test_the_form_as_the_page_shows_it_stores_what_is_picked(client, opened, url, questions):
    form = Page(client.get(url("question", opened, 1))).form("Devam et")

    form.send(client, choice="2", note="Not")

    assert stored() == [("choice", 2, "1. sorunun 2. ifadesi.", "Not")]


@pytest.mark.parametrize("kind", ["unknown", "not_applicable"])
def test_not_knowing_and_not_applying_are_answers_with_a_note(opened, questions, answer, kind):
    answer(opened, 1, kind, "Soracağız.")

    assert stored() == [(kind, None, "", "Soracağız.")]


def test_not_knowing_leads_to_whom_one_could_ask(client, opened, url, questions, answer):
    assert answer(opened, 1, "unknown").headers["Location"] == url("guidance", opened, 1)


def test_not_applying_goes_on_to_the_next_question(opened, url, questions, answer):
    assert answer(opened, 1, "not_applicable").headers["Location"] == url("question", opened, 2)


def test_not_applying_to_the_last_question_goes_on_to_the_check_of_all_answers(opened, url, questions, answer):
    assert answer(opened, 3, "not_applicable").headers["Location"] == url("check", opened)


def test_whoever_wants_guidance_only_in_the_report_goes_on_to_the_next_question(opened, url, questions, answer):
    opened.guidance_in_report = True
    opened.save()

    assert answer(opened, 1, 3).headers["Location"] == url("question", opened, 2)


def test_an_answer_given_earlier_stands_selected_with_its_note(client, opened, url, questions, answer):
    answer(opened, 1, 4, "Böyleydi.")

    page = Page(client.get(url("question", opened, 1)))

    assert [value for value, checked in radios(page).items() if checked] == ["4"]
    assert page.one("textarea").raw == "Böyleydi."


@pytest.mark.usefixtures("questions")
@pytest.mark.parametrize("kind", ["unknown", "not_applicable"])
def test_not_knowing_and_not_applying_stand_selected_too(client, opened, url, answer, kind):
    answer(opened, 1, kind)

    page = Page(client.get(url("question", opened, 1)))

    assert [value for value, checked in radios(page).items() if checked] == [kind]


def test_an_answer_can_be_changed(client, opened, url, questions, answer):
    answer(opened, 1, 4, "Önce")

    Page(client.get(url("question", opened, 1))).form("Devam et").send(client, choice="5", note="Sonra")

    assert stored() == [("choice", 5, "1. sorunun 5. ifadesi.", "Sonra")]


def test_changing_an_answer_reopens_a_finished_assessment(client, opened, url, questions, answer):
    client.post(url("finish", opened))

    answer(opened, 1, 3)

    opened.refresh_from_db()
    assert opened.finished_at is None


def test_confirming_an_answer_as_it_stands_leaves_a_finished_assessment_finished(client, opened, url, questions):
    Page(client.get(url("question", opened, 1))).form("Devam et").send(client, choice="3")
    client.post(url("finish", opened))

    Page(client.get(url("question", opened, 1))).form("Devam et").send(client)

    opened.refresh_from_db()
    assert opened.finished_at is not None


def test_a_question_can_be_left_for_later(client, opened, url, questions):
    form = Page(client.get(url("question", opened, 1))).form("Sonra yanıtla")

    assert form.send(client).headers["Location"] == url("question", opened, 2)
    assert stored() == []


def test_leaving_the_last_question_for_later_leads_to_the_check_of_all_answers(client, opened, url, questions):
    form = Page(client.get(url("question", opened, 3))).form("Sonra yanıtla")

    assert form.send(client).headers["Location"] == url("check", opened)


def test_there_is_a_way_back(client, opened, url, questions):
    first, second = (Page(client.get(url("question", opened, number))) for number in (1, 2))

    assert first.links["Bütün alanlar"] == url("areas", opened)
    assert second.links["Önceki soru"] == url("question", opened, 1)


def test_the_overview_of_areas_and_the_progress_are_on_the_page(client, opened, url, questions, answer):
    answer(opened, 1, 3)

    page = Page(client.get(url("question", opened, 2)))

    assert page.links["Alanlar · 1 / 3"] == url("areas", opened)
    assert (page.one("progress")["value"], page.one("progress")["max"]) == ("1", "3")


# --- what is refused ------------------------------------------------------------------------------


def test_without_a_choice_the_page_says_so_the_way_the_gov_uk_pattern_does(client, opened, url, questions):
    page = Page(client.post(url("question", opened, 1), {"choice": "", "note": "Notum", "made_from": "0"}))

    summary = page.one("div", class_="summary")
    assert page.title.startswith("Hata: 1. soru nasıl?")
    assert "autofocus" in summary.attributes
    assert summary.text == "Bir sorun var Örgütünüz için doğru olan ifadeyi seçin."
    assert summary.one("a")["href"] == f"#{page.all('input', type='radio')[0]['id']}"
    assert page.one("p", id="choice-error").text == "Örgütünüz için doğru olan ifadeyi seçin."
    assert page.one("fieldset")["aria-describedby"] == "choice-error"


def test_without_a_choice_the_note_is_kept_and_nothing_stored(client, opened, url, questions):
    page = Page(client.post(url("question", opened, 1), {"note": "Uzun uzun yazdım.", "made_from": "0"}))

    assert page.one("textarea").raw == "Uzun uzun yazdım."
    assert "open" in page.one("details", class_="note").attributes
    assert stored() == []


def test_without_a_choice_an_answer_given_earlier_stays(client, opened, url, questions, answer):
    answer(opened, 1, 2, "Duruyor")

    client.post(url("question", opened, 1), {"note": "Yeni", "made_from": "1"})

    assert stored() == [("choice", 2, "1. sorunun 2. ifadesi.", "Duruyor")]


def test_a_choice_of_another_question_is_refused(opened, answer):
    make.question(1, choices=3)
    make.question(2, choices=5)

    page = Page(answer(opened, 1, 5, "Not"))

    assert page.one("p", id="choice-error").text == "Bu ifade artık seçilemiyor. Başka birini seçin."
    assert stored() == []


@pytest.mark.parametrize("invented", ["99", "0", "-1", "3.0", "٣", "１", "x", "choice", "1" * 5000, "3 ", "\x00"])
def test_an_invented_choice_is_refused(opened, questions, answer, invented):
    page = Page(answer(opened, 1, invented, "Not"))

    assert page.title.startswith("Hata:")
    assert page.one("textarea").raw == "Not"
    assert stored() == []


def test_a_retired_choice_is_refused_and_no_longer_offered(opened, questions, answer):
    Choice.objects.filter(question__number=1, number=3).update(retired=True)

    page = Page(answer(opened, 1, 3, "Not"))

    assert page.one("p", id="choice-error").text == "Bu ifade artık seçilemiyor. Başka birini seçin."
    assert list(radios(page)) == ["1", "2", "4", "5", "unknown", "not_applicable"]
    assert stored() == []


@pytest.mark.parametrize("made_from", ["", "-1", "x", "1e3", "٣", "9" * 5000])
def test_a_form_that_does_not_say_what_it_was_made_from_overwrites_nothing(opened, questions, answer, made_from):
    answer(opened, 1, 2, "Önce")

    page = Page(answer(opened, 1, 3, made_from=made_from))

    assert page.heading == "İki farklı yanıt"
    assert stored() == [("choice", 2, "1. sorunun 2. ifadesi.", "Önce")]


@pytest.mark.usefixtures("questions")
@pytest.mark.parametrize("number", [4, 1_000_000, 10**30])
def test_a_question_that_is_not_asked_is_not_found_and_nothing_is_stored(client, opened, url, answer, number):
    response = answer(opened, number, 1)

    assert response.status_code == 404
    assert Page(response).heading == "Bu soru sorulmuyor"
    assert Page(client.get(url("question", opened, number))).heading == "Bu soru sorulmuyor"
    assert stored() == []


def test_a_question_without_choices_is_not_asked(client, opened, url):
    Question.objects.create(number=1, text="Seçeneksiz")
    make.question(2)

    assert Page(client.get(url("question", opened, 1))).heading == "Bu soru sorulmuyor"
    assert client.get(url("go_on", opened)).headers["Location"] == url("question", opened, 2)


# --- notes ----------------------------------------------------------------------------------------


def test_the_note_says_how_long_it_may_be_and_asks_for_no_names(client, opened, url, questions):
    page = Page(client.get(url("question", opened, 1)))

    assert (
        page.one("p", id="id_note_helptext").text == "En çok 2.000 karakter. Kişi adı yazmayın. Not, raporda yer alır."
    )


def test_a_note_that_is_too_long_is_refused_with_the_text_kept(opened, questions, answer):
    page = Page(answer(opened, 1, 3, "ş" * 10_000))

    assert page.one("p", id="id_note_error").text == "Not 10000 karakter; en çok 2000 olabilir. Kısaltın."
    assert page.one("div", class_="summary").one("a")["href"] == "#id_note"
    assert page.one("textarea").raw == "ş" * 10_000
    assert [value for value, checked in radios(page).items() if checked] == ["3"]
    assert stored() == []


def test_a_note_of_2001_characters_is_one_too_long(opened, questions, answer):
    page = Page(answer(opened, 1, 3, "a" * 2_001))

    assert page.one("p", id="id_note_error").text == "Not 2001 karakter; en çok 2000 olabilir. Kısaltın."


def test_a_line_end_counts_as_one_character_as_for_whoever_types_it(opened, questions, answer):
    lines = ["a" * 99] * 19 + ["a" * 100]  # 20 lines: 19 × (99 + line end) + 100 = 2,000

    answer(opened, 1, 3, "\r\n".join(lines))

    assert stored()[0][3] == "\n".join(lines)
    assert len(stored()[0][3]) == 2_000


def test_letters_beyond_the_basic_plane_count_as_one_character(opened, questions, answer):
    answer(opened, 1, 3, "🌱" * 2_000)

    assert stored()[0][3] == "🌱" * 2_000


def test_a_note_is_kept_as_composed_letters(opened, questions, answer):
    answer(opened, 1, 3, "gu\u0308c\u0327")

    assert stored()[0][3] == "güç"


def test_a_note_with_an_invisible_nul_is_refused_with_the_choice_kept(opened, questions, answer):
    page = Page(answer(opened, 1, 3, "a\x00b"))

    assert page.title.startswith("Hata:")
    assert [value for value, checked in radios(page).items() if checked] == ["3"]
    assert stored() == []


def test_what_a_note_says_is_text_and_never_markup(client, opened, url, questions, answer):
    answer(opened, 1, 3, "<script>alert(1)</script> </textarea>")

    page = Page(client.get(url("question", opened, 1)))

    assert page.one("textarea").raw == "<script>alert(1)</script> </textarea>"
    assert [script.attributes for script in page.all("script")] == [{"src": "/static/js/copy.js", "defer": ""}]


# --- the way back to the check of all answers ----------------------------------------------------


def test_whoever_came_from_the_check_of_all_answers_goes_back_there(client, opened, url, questions):
    page = Page(client.get(f"{url('question', opened, 2)}?geri"))

    response = page.form("Devam et").send(client, choice="3")

    assert page.form("Yanıtlara dön").send(client).headers["Location"] == f"{url('check', opened)}#soru-2"
    assert response.headers["Location"] == f"{url('check', opened)}#soru-2"


def test_an_error_does_not_forget_the_way_back(client, opened, url, questions):
    page = Page(Page(client.get(f"{url('question', opened, 2)}?geri")).form("Devam et").send(client))

    response = page.form("Devam et").send(client, choice="3")

    assert response.headers["Location"] == f"{url('check', opened)}#soru-2"


# --- going on ------------------------------------------------------------------------------------


def test_the_clean_address_leads_to_the_first_unanswered_question(client, opened, url, questions, answer):
    answer(opened, 1, 3)
    answer(opened, 3, 3)

    assert client.get(url("go_on", opened)).headers["Location"] == url("question", opened, 2)


def test_with_everything_answered_it_leads_to_the_check_of_all_answers(client, opened, url, questions, answer):
    for number in (1, 2, 3):
        answer(opened, number, 3)

    assert client.get(url("go_on", opened)).headers["Location"] == url("check", opened)


def test_once_finished_it_leads_to_the_report(client, opened, url, questions):
    client.post(url("finish", opened))

    assert client.get(url("go_on", opened)).headers["Location"] == url("report", opened)


def test_no_browser_cuts_what_is_pasted_into_the_note(client, opened, url):
    make.question(1)

    assert "maxlength" not in Page(client.get(url("question", opened, 1))).one("textarea").attributes
