import pytest

from questionnaire.models import Assessment, Choice, Mark, Questionnaire
from tests import make
from tests.page import Page

pytestmark = pytest.mark.django_db

RATE, DECIDE = "Önem derecelerini kaydet", "Kararı kaydet ve plana geç"


@pytest.fixture
def walked(opened, answer):
    """Two areas, four questions on 1 to 4; the last is on the highest level."""
    Questionnaire.objects.create(title="Anket", level_names=["Yok", "Az", "Orta", "İyi", "Çok iyi"])
    first, second = make.area(1, "Yönetişim"), make.area(2, "Ortaklık")
    for number, choice in ((1, 2), (2, 1), (3, 4), (4, 5)):
        make.question(number, area=first if number < 3 else second)
        answer(opened, number, choice)
    return opened


@pytest.fixture
def shown(client, url, walked):
    return lambda: Page(client.get(url("priorities", walked)))


def marks():
    rows = Mark.objects.order_by("question__number").values_list("question__number", "importance", "priority")
    return {number: (importance, priority) for number, importance, priority in rows}


def rate(client, page, **importance):
    """Send the first form with these radios picked; question 1 is called q1."""
    return page.form(RATE).send(client, **{f"onem-{name[1:]}": str(value) for name, value in importance.items()})


def boxes(page):
    """What is checked, by the question's number, in the order of the page."""
    found = [box for box in page.all("input", type="checkbox") if box["name"].startswith("karar-")]
    return {int(box["name"].removeprefix("karar-")): "checked" in box.attributes for box in found}


# --- how important --------------------------------------------------------------------------------


def test_every_question_with_room_to_grow_is_asked_about_by_area(shown):
    page = shown()

    assert [heading.text for heading in page.all("h3")] == ["Yönetişim", "Ortaklık"]
    assert [
        (group.one("legend").text, group.one("p", class_="answer").text)
        for group in page.all("fieldset", class_="rating")
    ] == [
        ("1. soru nasıl?", "1. sorunun 2. ifadesi."),
        ("2. soru nasıl?", "2. sorunun 1. ifadesi."),
        ("3. soru nasıl?", "3. sorunun 4. ifadesi."),
    ]


def test_importance_is_asked_in_words_with_none_preselected(shown):
    group = shown().all("fieldset", class_="rating")[0]

    assert [label.text for label in group.all("label")] == ["Bekleyebilir", "Önemli", "Çok önemli"]
    assert not any("checked" in radio.attributes for radio in group.all("input", type="radio"))


def test_what_is_said_is_stored_and_leads_to_the_table(client, url, walked, shown):
    response = rate(client, shown(), q1=3, q3=1)

    assert response.headers["Location"] == f"{url('priorities', walked)}#tablo"
    assert marks() == {1: (3, None), 3: (1, None)}


def test_what_was_said_stands_selected_and_can_be_changed(client, shown):
    rate(client, shown(), q1=3)
    page = shown()

    rate(client, page, q1=2)

    assert page.form(RATE).fields["onem-1"] == "3"
    assert marks() == {1: (2, None)}


def test_two_tabs_that_rate_different_questions_are_both_kept(client, shown):
    rate(client, shown(), q1=3)
    older, newer = shown(), shown()
    rate(client, newer, q1=1)

    rate(client, older, q2=2)

    assert marks() == {1: (1, None), 2: (2, None)}


def test_two_tabs_that_rate_one_question_differently_are_told_and_the_respondent_chooses(client, shown):
    older = shown()
    rate(client, shown(), q1=3, q2=1)

    page = Page(rate(client, older, q1=1, q2=1))

    assert page.one("p", id="id_onem-1_error").text.startswith("Bu arada başka bir sekmede ya da bir arkadaşınız “Çok")
    assert page.form(RATE).fields["onem-1"] == "1"
    assert marks() == {1: (3, None), 2: (1, None)}
    page.form(RATE).send(client)
    assert marks() == {1: (1, None), 2: (1, None)}


def folds(page):
    """Whether each area is open."""
    return ["open" in area.attributes for area in page.all("details", class_="rated")]


def test_the_areas_with_the_lowest_level_are_open_and_those_where_something_was_picked(client, shown):
    before = folds(shown())

    rate(client, shown(), q3=1)

    assert (before, folds(shown())) == ([True, False], [True, True])


def test_where_no_area_is_lower_than_another_all_are_open(answer, opened, shown):
    answer(opened, 1, 4, made_from=1)
    answer(opened, 2, 4, made_from=1)
    answer(opened, 4, 4, made_from=1)

    assert folds(shown()) == [True, True]


def test_saving_without_having_said_anything_is_told(client, shown):
    page = Page(shown().form(RATE).send(client))

    assert page.title.startswith("Hata: Öncelikler")
    assert (
        page.one("div", class_="summary").text
        == "Bir sorun var En az bir sorunun ne kadar önemli olduğunu işaretleyin."
    )
    assert marks() == {}


@pytest.mark.parametrize("invented", ["0", "4", "-1", "x", "²", "9" * 5000])
def test_an_invented_importance_is_refused_and_the_rest_kept(client, shown, invented):
    page = Page(rate(client, shown(), q1=3, q2=invented))

    assert page.one("p", id="id_onem-2_error").text == "Bunun ne kadar önemli olduğunu seçin."
    assert page.one("div", class_="summary").one("a")["href"] == f"#{page.all('fieldset', class_='rating')[1]['id']}"
    assert page.form(RATE).fields["onem-1"] == "3"
    assert marks() == {}


def test_a_question_without_room_to_grow_cannot_be_rated(client, shown):
    rate(client, shown(), q1=1, q4=3)

    assert marks() == {1: (1, None)}


# --- the table ------------------------------------------------------------------------------------


def test_before_anything_is_rated_there_is_no_table_and_no_decision(shown):
    page = shown()

    assert (page.all("table"), page.buttons) == ([], [RATE])


def test_the_table_has_levels_by_importance(client, shown):
    rate(client, shown(), q1=3, q2=3, q3=2)

    table = shown().one("table")

    assert [head.text for head in table.one("thead").all("th")] == ["Düzey", "Çok önemli", "Önemli", "Bekleyebilir"]
    assert [
        (row.one("th").text, [[item.text for item in cell.all("li")] for cell in row.all("td")])
        for row in table.one("tbody").all("tr")
    ] == [
        ("Düzey 1 Yok", [["2. soru nasıl?"], [], []]),
        ("Düzey 2 Az", [["1. soru nasıl?"], [], []]),
        ("Düzey 4 İyi", [[], ["3. soru nasıl?"], []]),
    ]


def test_headings_of_the_table_are_headings_for_a_screen_reader(client, shown):
    rate(client, shown(), q1=3)
    table = shown().one("table")

    assert {head["scope"] for head in table.one("thead").all("th")} == {"col"}
    assert {head["scope"] for head in table.one("tbody").all("th")} == {"row"}
    assert table.one("caption").text == "Düzeye (satırlar) ve öneme (sütunlar) göre sorular"


# --- the proposal and the decision ----------------------------------------------------------------


def test_the_proposal_comes_with_its_rule_in_a_sentence(client, shown):
    rate(client, shown(), q1=3, q2=3, q3=2)

    page = shown()

    assert (
        "3 soru öneriliyor. Kural: Önce en önemliler; aynı önemdekilerden düzeyi en düşük olanlar; sonra soruların sırası."
        in page.main.text
    )
    assert boxes(page) == {2: True, 1: True, 3: True}
    assert [hint.text for hint in page.all("p", class_="hint")] == [
        "Çok önemli · düzey 1 · öneriliyor",
        "Çok önemli · düzey 2 · öneriliyor",
        "Önemli · düzey 4 · öneriliyor",
    ]


def test_of_four_the_fourth_is_not_proposed_but_can_be_chosen(client, opened, answer, shown):
    make.question(5)
    answer(opened, 5, 4)
    rate(client, shown(), q1=3, q2=3, q3=2, q5=1)
    page = shown()

    page.form(DECIDE).send(client, **{"karar-5": "on"})

    assert boxes(page) == {2: True, 1: True, 3: True, 5: False}
    assert {number for number, (_, priority) in marks().items() if priority} == {1, 2, 3, 5}


def test_the_respondent_decides_and_goes_on_to_the_plan(client, url, walked, shown):
    rate(client, shown(), q1=3, q2=3)
    form = shown().form(DECIDE)
    form.fields.pop("karar-1")

    response = form.send(client)

    assert response.headers["Location"] == url("plan", walked)
    assert marks() == {1: (3, False), 2: (3, True)}
    assert boxes(shown()) == {2: True, 1: False}


def test_a_priority_can_be_undecided(client, shown):
    rate(client, shown(), q1=3)
    shown().form(DECIDE).send(client)
    form = shown().form(DECIDE)
    form.fields.pop("karar-1")

    form.send(client)

    assert marks() == {1: (3, False)}


def test_whoever_decides_for_nothing_is_not_asked_again(client, shown):
    rate(client, shown(), q1=3, q2=3)
    form = shown().form(DECIDE)
    for name in ("karar-1", "karar-2"):
        form.fields.pop(name)

    form.send(client)

    assert boxes(shown()) == {2: False, 1: False}


def test_a_decision_of_another_tab_stays_where_this_form_did_not_touch_it(client, shown):
    rate(client, shown(), q1=3, q2=3)
    form = shown().form(DECIDE)
    form.fields.pop("karar-1")
    form.send(client)  # 2 is decided
    older = shown().form(DECIDE)
    shown().form(DECIDE).send(client, **{"karar-1": "on"})

    older.send(client)

    assert marks() == {1: (3, True), 2: (3, True)}


def test_a_priority_whose_answer_rose_to_the_highest_level_stays_in_sight(client, opened, answer, shown):
    rate(client, shown(), q1=3, q2=3)
    shown().form(DECIDE).send(client)
    answer(opened, 2, 5, made_from=1)

    assert boxes(shown()) == {1: True, 2: True}


# --- when there is nothing to decide --------------------------------------------------------------


@pytest.mark.parametrize("levels", ["ascending", ""])
def test_without_an_answer_or_levels_the_page_says_so(client, opened, url, answer, levels):
    make.question(1, levels=levels)
    if not levels:
        answer(opened, 1, 1)

    page = Page(client.get(url("priorities", opened)))

    assert "Şu anda böyle bir soru yok." in page.main.text
    assert page.buttons == []
    assert page.links["İyileştirme planı"] == url("plan", opened)


def test_a_question_whose_better_statements_are_gone_has_no_room_to_grow(client, opened, url, answer):
    make.question(1, choices=2)
    answer(opened, 1, 1)
    Choice.objects.filter(number=2).update(retired=True)

    assert "Şu anda böyle bir soru yok." in Page(client.get(url("priorities", opened))).main.text


def test_rating_and_deciding_leave_a_finished_assessment_finished(client, url, walked, shown):
    client.post(url("finish", walked))

    rate(client, shown(), q1=3)
    shown().form(DECIDE).send(client)

    assert Assessment.objects.get().finished_at is not None
    assert marks() == {1: (3, True)}


def test_from_here_one_comes_to_plan_and_report(url, walked, shown):
    links = shown().links

    assert (links["İyileştirme planı"], links["Rapor"]) == (url("plan", walked), url("report", walked))


def test_nobody_rates_or_decides_in_anothers_assessment(client, url, walked):
    theirs, _ = make.assessment()

    response = client.post(url("priorities", theirs), {"rate": "1", "onem-1": "3"})

    assert (response.status_code, marks()) == (404, {})
