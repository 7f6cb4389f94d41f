import re
from datetime import UTC, datetime

import pytest

from questionnaire.models import Question, Questionnaire
from tests import make
from tests.page import Page, static_file

pytestmark = pytest.mark.django_db


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
            [item.one("h3").text, *(part.text for part in item.all("blockquote") + item.all("p"))]
            for item in area.all("section", class_="item")
        ]
        for area in page.all("section", class_="area")
    }


def test_every_question_stands_with_statement_guidance_and_note_by_area(client, opened, url, questions, answer):
    answer(opened, 1, 3, "Birinci\nnot")
    answer(opened, 4, 5)

    page = Page(client.get(url("report", opened)))

    assert items(page) == {
        "Yönetişim": [
            ["1. soru nasıl?", *["1. sorunun 3. ifadesi."] * 2, "1-3 için reçete metni.", "Notunuz: Birinci not"]
        ],
        "Ortaklık": [["4. soru nasıl?", *["4. sorunun 5. ifadesi."] * 2, "4-5 için reçete metni."]],
    }


def test_what_is_not_known_does_not_apply_or_is_unanswered_is_listed_first(client, opened, url, questions, answer):
    answer(opened, 1, "unknown", "Soracağız")
    answer(opened, 2, "not_applicable")

    page = Page(client.get(url("report", opened)))

    assert [
        (part.one("h2").text, [item.text for item in part.all("li")]) for part in page.all("section", class_="listed")
    ] == [
        ("Bilmiyorum", ["1. soru nasıl?"]),
        ("Bize uymuyor", ["2. soru nasıl?"]),
        ("Yanıtlanmamış sorular", ["3. soru nasıl?", "4. soru nasıl?"]),
    ]
    assert items(page) == {
        "Yönetişim": [["1. soru nasıl?", "Bilmiyorum", "Notunuz: Soracağız"], ["2. soru nasıl?", "Bize uymuyor"]]
    }


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
    notice = Page(client.get(url("report", opened))).one("p", class_="notice")

    assert notice.text == "Bu değerlendirme henüz tamamlanmadı. Yanıtları gözden geçir"
    assert notice.one("a")["href"] == url("check", opened)


def test_a_finished_one_says_when(client, opened, url, questions):
    client.post(url("finish", opened))
    opened.__class__.objects.update(finished_at=datetime(2026, 3, 5, 9, 0, tzinfo=UTC))

    page = Page(client.get(url("report", opened)))

    assert "Tamamlanma 5 Mart 2026" in page.one("dl", class_="facts").text
    assert page.all("p", class_="notice") == []


def test_it_is_made_for_paper_too(client, opened, url, questions):
    page = Page(client.get(url("report", opened)))

    (sheet,) = [link["href"] for link in page.all("link", rel="stylesheet")]
    css = static_file(client, sheet).decode()
    assert re.search(r"@media print", css)
    assert re.search(r"@page[^{]*{[^}]*size:\s*a4", css, re.IGNORECASE)
    assert "yazdırabilir" in page.main.text


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
