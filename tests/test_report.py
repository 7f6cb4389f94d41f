import re
from datetime import UTC, datetime

import pytest
from django.template.loader import render_to_string

from questionnaire.domain.report import Newer, Said, Written
from questionnaire.domain.report import report as domain_report
from questionnaire.domain.richtext import Html
from questionnaire.domain.walk import Mark as Marked
from questionnaire.models import Area, Assessment, Choice, Guidance, Mark, Question, Questionnaire
from tests import make
from tests.domain.pictures import picked, questionnaire, scored
from tests.page import Fragment, Page, static_file

pytestmark = pytest.mark.django_db
NAMES = ["Yok", "Dağınık", "Düzenli", "Kurumsal", "Öğrenen"]


@pytest.fixture
def questions():
    """Two areas: three questions, and one."""
    first, second = make.area(1, "Yönetişim"), make.area(2, "Ortaklık")
    for number in (1, 2, 3):
        make.question(number, area=first)
    make.question(4, area=second)


def items(page):
    """Area by area, every question with what is said of it."""
    return {
        area.one("h2").text: [
            [item.one("h3").text, *(part.text for part in item.all("p") if not part.has({"class_": "unprinted"}))]
            for item in area.all("section", class_="item")
        ]
        for area in page.all("section", class_="area")
    }


def bars(page):
    """The areas with everything that is said of them, as a list."""
    return [[part.text for part in row.all("p")] for row in page.one("ul", class_="bars").all("li")]


def listed(page):
    return {
        part.one("h2").text: [item.text for item in part.all("li")] for part in page.all("section", class_="listed")
    }


def asked(page):
    """The numbers of the questions that are shown with their answers."""
    return [int(item["id"].removeprefix("soru-")) for item in page.all("section", class_="item")]


def sentences(page):
    """The findings: what comes below each of the profile's headings."""
    part = page.one("section", class_="profile")
    lists = part.all("ul", class_="findings")
    headings = [heading.text for heading in part.all("h3")]
    return dict(zip(headings, ([item.text for item in each.all("li")] for each in lists), strict=False))


def test_every_question_stands_with_statement_next_step_guidance_and_note_by_area(
    client, opened, url, questions, answer
):
    answer(opened, 1, 3, "Birinci\nnot")
    answer(opened, 4, 5)

    page = Page(client.get(url("report", opened)))

    assert items(page) == {
        "Yönetişim": [
            [
                "1. soru nasıl?",
                "Buradasınız · düzey 3 / 5",
                "1. sorunun 3. ifadesi.",
                "Bir sonraki adım",
                "1. sorunun 4. ifadesi.",
                "1-3 için reçete metni.",
                "Notunuz: Birinci not",
            ]
        ],
        "Ortaklık": [
            [
                "4. soru nasıl?",
                "Buradasınız · düzey 5 / 5",
                "4. sorunun 5. ifadesi.",
                "Bu soruda daha yüksek bir basamak yok.",
                "4-5 için reçete metni.",
            ]
        ],
    }


def test_a_finished_report_keeps_its_title(client, opened, url, questions, answer):
    biz = Questionnaire.objects.create(title="Biz")
    answer(opened, 1, 3)
    opened.finish()
    biz.title = "Bugünkü ad"
    biz.save()

    page = Page(client.get(url("report", opened)))

    assert (page.heading, page.title) == ("Biz", "Rapor – Biz")


def test_a_level_is_called_by_its_name(client, opened, url, questions, answer):
    Questionnaire.objects.create(title="Biz", level_names=NAMES)
    answer(opened, 1, 3)
    answer(opened, 2, 4)

    page = Page(client.get(url("report", opened)))

    assert items(page)["Yönetişim"][0][1] == "Buradasınız · düzey 3 / 5: Düzenli"
    assert bars(page)[0][1] == "Düzey 3 ile 4 arası: Düzenli – Kurumsal"


def test_a_question_without_levels_has_neither_level_nor_next_step(client, opened, url, answer):
    make.question(1, levels="")
    answer(opened, 1, 3)

    page = Page(client.get(url("report", opened)))

    assert items(page)["Diğer sorular"] == [
        ["1. soru nasıl?", "Buradasınız", "1. sorunun 3. ifadesi.", "1-3 için reçete metni."]
    ]


def test_what_is_not_known_does_not_apply_or_is_unanswered_is_listed(client, opened, url, questions, answer):
    answer(opened, 1, "unknown", "Soracağız")
    answer(opened, 2, "not_applicable")

    page = Page(client.get(url("report", opened)))

    assert listed(page) == {
        "Bu konuları örgütte kim biliyor?": ["1. soru nasıl?"],
        "Bize uymuyor": ["2. soru nasıl?"],
        "Yanıtlanmamış sorular": ["3. soru nasıl?", "4. soru nasıl?"],
    }
    assert items(page) == {
        "Yönetişim": [["1. soru nasıl?", "Bilmiyorum", "Notunuz: Soracağız"], ["2. soru nasıl?", "Bize uymuyor"]]
    }
    assert page.links["3. soru nasıl?"] == f"{url('question', opened, 3)}?geri=rapor"


def test_every_area_has_its_level_as_a_bar_and_in_words(client, opened, url, questions, answer):
    answer(opened, 1, 2)
    answer(opened, 2, 4)
    answer(opened, 3, "unknown")

    page = Page(client.get(url("report", opened)))

    assert bars(page) == [
        ["Yönetişim", "Düzey 3", "Yanıtlanan: 3 / 3 · Bilmiyorum: 1 · en düşük yanıt 2, en yüksek 4"],
        ["Ortaklık", "yeterli yanıt yok", "Yanıtlanan: 0 / 1"],
    ]
    assert [(bar.one("title").text, bar.one("desc").text) for bar in page.all("svg", class_="bar")] == [
        ("1’den 5’e kadar basamakta düzey: 3", "En düşük yanıt 2, en yüksek yanıt 4"),
        ("Düzey yok", "yeterli yanıt yok"),
    ]
    assert [len(bar.all("rect", class_="bar-fill")) for bar in page.all("svg", class_="bar")] == [1, 0]


def test_every_picture_is_named_by_its_own_title_and_description(client, opened, url, answer):
    for number in (1, 2, 3):
        make.question(number, area=make.area(number))
        answer(opened, number, number)

    page = Page(client.get(url("report", opened)))

    ids = [element["id"] for element in page._descendants() if "id" in element.attributes]
    assert len(ids) == len(set(ids))
    pictures = page.main.all("svg")
    assert len(pictures) == 4
    for picture in pictures:
        named = picture["aria-labelledby"], picture["aria-describedby"]
        assert (picture["role"], named) == ("img", (picture.one("title")["id"], picture.one("desc")["id"]))


def test_from_three_areas_with_a_level_on_there_is_a_radar_too(client, opened, url, answer):
    for number, title in enumerate(["Amaç", "Ortaklık", "Kaynak", "Boş"], 1):
        make.question(number, area=make.area(number, title))
    answer(opened, 1, 1)
    answer(opened, 2, 5)
    assert Page(client.get(url("report", opened))).all("svg", class_="radar") == []

    answer(opened, 3, 3)
    page = Page(client.get(url("report", opened)))

    assert page.one("svg", class_="radar").one("desc").text == "Amaç: 1. Ortaklık: 5. Kaynak: 3."
    assert [
        [line.text for line in label.all("tspan")] for label in page.one("g", class_="radar-labels").all("text")
    ] == [["Amaç", "1"], ["Ortaklık", "5"], ["Kaynak", "3"]]
    assert "yer almayan alanlar: Boş." in page.main.text


def test_a_table_stands_behind_the_pictures(client, opened, url, questions, answer):
    answer(opened, 1, 2)
    answer(opened, 2, 3)
    answer(opened, 3, "not_applicable")

    rows = Page(client.get(url("report", opened))).one("table", class_="numbers").all("tr")

    assert [[cell.text for cell in row.all("th") + row.all("td")] for row in rows] == [
        ["Alan", "Düzey", "Yanıt aralığı", "Yanıtlanan", "Bilmiyorum", "Bize uymuyor"],
        ["Yönetişim", "2–3 / 5", "2–3", "3 / 3", "0", "1"],
        ["Ortaklık", "yeterli yanıt yok", "–", "0 / 1", "0", "0"],
    ]


def test_strengths_and_areas_to_work_on_are_said_in_sentences(client, opened, url, questions, answer):
    Questionnaire.objects.create(title="Biz", level_names=NAMES)
    for number, choice in ((1, 2), (2, 2), (4, 4)):
        answer(opened, number, choice)

    assert sentences(Page(client.get(url("report", opened)))) == {
        "Güçlü yanlarınız": ["“Ortaklık” alanında düzeyiniz 4: Kurumsal."],
        "Üzerinde çalışabileceğiniz alanlar": ["“Yönetişim” alanında düzeyiniz 2: Dağınık."],
    }


def test_what_a_level_means_is_said_once(client, opened, url, questions, answer):
    Questionnaire.objects.create(title="Biz", level_names=NAMES)

    page = Page(client.get(url("report", opened)))

    assert page.main.text.count("Düzey ne demek?") == 1
    assert [item.text for item in page.one("ol", class_="steps").all("li")] == NAMES


def test_questions_on_another_number_of_levels_stand_beside_the_area(client, opened, url, questions, answer):
    make.question(5, choices=3, area=Area.objects.get(number=1))
    for number in (1, 2, 3, 5):
        answer(opened, number, 2)

    assert bars(Page(client.get(url("report", opened))))[0] == [
        "Yönetişim",
        "Düzey 2",
        "Yanıtlanan: 4 / 4 · yanıtların hepsi aynı düzeyde: 2",
        "Kendi basamakları olan soru: 5. soru nasıl? · düzey 2 / 3",
    ]


def test_content_without_levels_gives_a_whole_report_without_levels(client, opened, url, questions, answer):
    Question.objects.update(levels="")
    Choice.objects.update(level=None)
    answer(opened, 1, 3, "Not")

    page = Page(client.get(url("report", opened)))

    assert bars(page) == [["Yönetişim", "Yanıtlanan: 1 / 3"], ["Ortaklık", "Yanıtlanan: 0 / 1"]]
    assert page.main.all("svg") == []
    assert [cell.text for cell in page.one("table", class_="numbers").one("thead").all("th")] == [
        "Alan",
        "Yanıtlanan",
        "Bilmiyorum",
        "Bize uymuyor",
    ]
    assert "düzey" not in page.main.text.lower()
    assert items(page)["Yönetişim"][0][-1] == "Notunuz: Not"


def test_long_guidance_is_folded_and_short_guidance_is_not(client, opened, url, questions, answer):
    Guidance.objects.get(choice__question__number=1, choice__number=3).delete()
    Guidance.objects.create(choice=Choice.objects.get(question__number=1, number=3), body="Bir söz. " * 60)
    answer(opened, 1, 3)
    answer(opened, 2, 3)

    long, short = Page(client.get(url("report", opened))).all("section", class_="item")

    assert long.one("details", class_="guidance").one("div", class_="prose").text.startswith("Bir söz.")
    assert short.all("details") == []
    assert short.one("div", class_="prose").text == "2-3 için reçete metni."


def test_every_card_leads_to_its_question(client, opened, url, questions, answer):
    answer(opened, 2, 3)

    links = Page(client.get(url("report", opened))).links
    assert links["Yanıtı değiştir: 2. soru nasıl?"] == f"{url('question', opened, 2)}?geri=rapor"


def flag(opened, *numbers):
    for number in numbers:
        Mark.objects.create(assessment=opened, question=Question.objects.get(number=number), flagged=True)


@pytest.fixture
def answered(opened, questions, answer):
    """Levels 1, 2, Bilmiyorum in the first area, 1 in the second; the second and the third question are flagged."""
    for number, choice in ((1, 1), (2, 2), (3, "unknown"), (4, 1)):
        answer(opened, number, choice)
    flag(opened, 2, 3)


@pytest.mark.parametrize(
    ("query", "numbers", "current"),
    [
        ("", [1, 2, 3, 4], ["Hepsi", "Hepsi", "Hepsi"]),
        ("?alan=1", [1, 2, 3], ["Yönetişim", "Hepsi", "Hepsi"]),
        ("?duzey=1", [1, 4], ["Hepsi", "Düzey 1", "Hepsi"]),
        ("?alan=2&duzey=1", [4], ["Ortaklık", "Düzey 1", "Hepsi"]),
        ("?bilmiyorum", [3], ["Hepsi", "Bilmiyorum", "Hepsi"]),
        ("?konusalim", [2, 3], ["Hepsi", "Hepsi", "Sonra konuşalım"]),
        ("?konusalim&duzey=2", [2], ["Hepsi", "Düzey 2", "Sonra konuşalım"]),
        ("?alan=99&duzey=abc", [1, 2, 3, 4], ["Hepsi", "Hepsi", "Hepsi"]),
        ("?duzey=99999999999999999999", [1, 2, 3, 4], ["Hepsi", "Hepsi", "Hepsi"]),
        ("?alan=%00&duzey=-1&baska=3", [1, 2, 3, 4], ["Hepsi", "Hepsi", "Hepsi"]),
    ],
)
def test_the_questions_can_be_filtered_by_links(client, opened, url, answered, *, query, numbers, current):
    page = Page(client.get(url("report", opened) + query))

    assert asked(page) == numbers
    links = page.one("details", class_="filters").all("a")
    assert [link.text for link in links if link.attributes.get("aria-current") == "true"] == current


def test_following_filter_links_narrows_down_step_by_step(client, opened, url, answered):
    at = url("report", opened)
    for text in ("Yönetişim", "Bilmiyorum", "Düzey 1"):
        links = Page(client.get(at)).one("details", class_="filters").all("a")
        query = next(link["href"] for link in links if link.text == text).removesuffix("#sorular")
        at = url("report", opened) + query

    assert query == "?alan=1&duzey=1"
    page = Page(client.get(at))
    assert asked(page) == [1]
    assert "Görünen: Yönetişim · Düzey 1. 1 soru. Bütün soruları göster" in page.main.text


def test_an_empty_result_says_so_and_leads_back(client, opened, url, answered):
    page = Page(client.get(url("report", opened) + "?alan=2&bilmiyorum"))

    assert asked(page) == []
    assert "Bu seçime uyan soru yok." in page.main.text
    assert page.links["Bütün soruları göster"] == "?#sorular"
    assert asked(Page(client.get(url("report", opened) + "?"))) == [1, 2, 3, 4]


def test_questions_without_an_area_can_be_filtered_too(client, opened, url, answered, answer):
    make.question(9)
    answer(opened, 9, 1)

    page = Page(client.get(url("report", opened) + "?alan=0"))

    assert list(items(page)) == ["Diğer sorular"]


def test_what_is_flagged_is_shown_and_listed_even_without_an_answer(client, opened, url, questions):
    flag(opened, 2)

    page = Page(client.get(url("report", opened)))

    assert listed(page)["Sonra konuşalım dedikleriniz"] == ["2. soru nasıl?"]
    assert items(page) == {"Yönetişim": [["2. soru nasıl?", "Sonra konuşalım", "Henüz yanıtlanmadı."]]}
    assert page.links["Yanıtla: 2. soru nasıl?"] == f"{url('question', opened, 2)}?geri=rapor"


def test_links_to_an_area_lead_to_where_it_stands(client, opened, url, questions, answer):
    answer(opened, 1, 1)

    page = Page(client.get(url("report", opened)))

    assert [(link.text, link["href"]) for link in page.one("ul", class_="bars").all("a")] == [("Yönetişim", "#alan-1")]
    assert page.all("section", class_="area")[0]["id"] == "alan-1"
    filtered = Page(client.get(url("report", opened) + "?alan=2")).one("ul", class_="bars")
    assert [link["href"] for link in filtered.all("a")] == []


def test_it_says_when_and_how_much(client, opened, url, questions, answer):
    Questionnaire.objects.create(title="Kendimize bakalım")
    answer(opened, 1, 3)
    # 22:30 in London is already the next day in Istanbul
    opened.__class__.objects.update(
        started_at=datetime(2026, 3, 1, 22, 30, tzinfo=UTC), updated_at=datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
    )

    page = Page(client.get(url("report", opened)))

    assert page.heading == "Kendimize bakalım"
    assert page.one("dl", class_="facts").text == (
        "Başlangıç 2 Mart 2026 Son değişiklik 4 Mart 2026 Tamamlanma henüz değil Yanıtlanan 1 / 4"
    )


def test_an_unfinished_one_says_so_and_leads_to_the_check_of_all_answers(client, opened, url, questions):
    onward = Page(client.get(url("report", opened))).one("section", class_="onward")

    assert onward.all("p")[0].text == "Bu değerlendirme henüz tamamlanmadı."
    assert onward.one("a", class_="button")["href"] == url("check", opened)


def test_a_finished_one_leads_to_the_priorities_and_then_to_the_plan(client, opened, url, questions):
    def next_page():
        return Page(client.get(url("report", opened))).one("section", class_="onward").one("a", class_="button")["href"]

    client.post(url("finish", opened))
    before = next_page()
    make.action(opened)

    assert (before, next_page()) == (url("priorities", opened), url("plan", opened))


def test_the_way_back_and_the_date_on_which_it_ends_stand_at_its_beginning(client, opened, url, questions):
    Assessment.objects.update(updated_at=datetime(2026, 3, 1, 12, 0, tzinfo=UTC))

    onward = Page(client.get(url("report", opened))).one("section", class_="onward")

    assert "rapor 8 Mart 2026 tarihine kadar saklanır." in onward.one("p", class_="quiet").text
    assert onward.one("p", class_="quiet").one("a")["href"] == url("mine", opened)


def test_a_finished_one_says_when(client, opened, url, questions):
    client.post(url("finish", opened))
    opened.__class__.objects.update(finished_at=datetime(2026, 3, 5, 9, 0, tzinfo=UTC))

    page = Page(client.get(url("report", opened)))

    assert "Tamamlanma 5 Mart 2026" in page.one("dl", class_="facts").text
    assert page.all("p", class_="notice") == []


def test_it_is_made_for_paper_too(client, opened, url, questions):
    page = Page(client.get(url("report", opened)))

    sheets = [link["href"] for link in page.all("link", rel="stylesheet")]
    css = "".join(static_file(client, sheet).decode() for sheet in sheets)
    assert re.search(r"@media print", css)
    assert re.search(r"@page[^{]*{[^}]*size:\s*a4", css, re.IGNORECASE)
    assert page.links["Yazdır"] == url("report_print", opened)


def test_answers_to_questions_no_longer_asked_stand_at_the_end(client, opened, url, questions, answer):
    answer(opened, 1, 3, "Kalsın")
    answer(opened, 4, 2)
    Question.objects.filter(number=1).update(retired=True)

    page = Page(client.get(url("report", opened)))

    assert list(items(page)) == ["Ortaklık", "Artık sorulmayanlar"]
    assert items(page)["Artık sorulmayanlar"] == [["1. soru nasıl?", "1. sorunun 3. ifadesi.", "Notunuz: Kalsın"]]
    assert "Yanıtlanan 1 / 3" in page.one("dl", class_="facts").text


def test_a_statement_without_guidance_says_so(client, opened, url, answer):
    make.question(1, guidance=False)
    answer(opened, 1, 3)

    page = Page(client.get(url("report", opened)))

    assert (
        page.one("section", class_="item").one("p", class_="quiet").text == "Bu ifade için henüz bir reçete yazılmadı."
    )


def test_the_guidance_stands_in_the_report_of_whoever_wanted_it_only_there(client, opened, url, questions, answer):
    opened.guidance_in_report = True
    opened.save()
    answer(opened, 1, 3)

    page = Page(client.get(url("report", opened)))

    assert page.one("div", class_="prose").text == "1-3 için reçete metni."


def body(newer=None, **context):
    """The part that every report is made of, with one answered question, as a colleague or the plan may see it."""
    picture = questionnaire({1: [scored(1)]})
    said = Said({1: picked(2, note="Not")}, {1: Marked(flagged=True)})
    now = datetime(2026, 11, 1, tzinfo=UTC)
    made = domain_report(picture, said, Written(now, now, now), newer)
    return Fragment(render_to_string("questionnaire/_report_body.html", {"report": made, **context}))


@pytest.mark.parametrize("folds", [True, False])
def test_without_an_assessment_no_link_leads_into_one(folds):
    links = [link["href"] for link in body(folds=folds).all("a")]

    assert links == ["#alan-1"]
    assert body(folds=folds).all("form") == []


def test_a_card_leads_to_the_plan_where_there_is_one():
    assert [link["href"] for link in body(add_url="/plan/ekle/").all("a")] == ["#alan-1", "/plan/ekle/?soru=1"]


@pytest.mark.parametrize(("folds", "details"), [(True, 1), (False, 0)])
def test_todays_text_stands_below_that_of_a_finished_report_where_it_differs(folds, details):
    newer = {1: Newer("Bugünkü ifade.", Html("<p>Bugünkü reçete.</p>"))}

    notice = body(newer, folds=folds).one("div", class_="newer")

    assert "Siz tamamladıktan sonra bu metin değişti." in notice.text
    assert (notice.one("blockquote").text, notice.one("div").text) == ("Bugünkü ifade.", "Bugünkü reçete.")
    assert len(notice.all("details")) == details


def test_an_answer_changed_from_the_report_leads_back_to_it(client, opened, url, questions, answer):
    answer(opened, 1, 3)
    client.post(url("finish", opened))
    way = (
        Page(client.get(url("report", opened))).one("section", id="soru-1").one("p", class_="ways").all("a")[-1]["href"]
    )

    page = Page(client.get(way))
    sent = page.form("Devam et").send(client, choice="4")

    assert "Rapora dön" in page.buttons
    assert sent.headers["Location"] == f"{url('report', opened)}#soru-1"
    assert "Bu değerlendirme henüz tamamlanmadı." in Page(client.get(url("report", opened))).main.text


def test_what_is_listed_leads_to_its_question_and_back(client, opened, url, questions, answer):
    answer(opened, 1, "unknown")

    (listed, *_) = Page(client.get(url("report", opened))).all("section", class_="listed")

    assert listed.one("a")["href"] == f"{url('question', opened, 1)}?geri=rapor"
