"""The parts that the report, its print view and a shared report show of priorities and plan."""

import pytest
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.test import RequestFactory

from questionnaire import content
from questionnaire.domain.improvement import Status
from questionnaire.models import Assessment, Question
from questionnaire.reporting import report_of
from tests import make
from tests.page import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def part(opened):
    """A part as the report of `opened` has it now."""

    def rendered(name, **reduced):
        report = report_of(Assessment.objects.with_content_version().get(), content.now(), opened.answers_by_number())
        if reduced:
            report = report.reduced(**reduced)
        response = HttpResponse(render_to_string(f"questionnaire/{name}.html", {"report": report}))
        response.wsgi_request = RequestFactory().get("/")
        return Page(response)

    return rendered


def prioritise(assessment, *numbers):
    pks = {number: Question.objects.get(number=number).pk for number in numbers}
    assessment.mark(dict.fromkeys(pks.values(), True), "priority")
    assessment.mark(dict(zip(pks.values(), (2, 3), strict=False)), "importance")


def test_priorities_stand_with_importance_statement_and_next_step(opened, answer, part):
    for number in (1, 2):
        make.question(number)
        answer(opened, number, 2)
    prioritise(opened, 1, 2)

    assert [[text.text for text in item.all("p")] for item in part("_priorities").all("li")] == [
        [
            f"{number}. soru nasıl?",
            importance,
            f"Buradasınız: {number}. sorunun 2. ifadesi.",
            f"Bir sonraki adım: {number}. sorunun 3. ifadesi.",
        ]
        for number, importance in ((2, "Çok önemli"), (1, "Önemli"))
    ]


def test_a_priority_that_nobody_answered_stands_with_its_question_alone(opened, part):
    make.question(1)
    prioritise(opened, 1)

    assert [text.text for text in part("_priorities").one("li").all("p")] == ["1. soru nasıl?", "Önemli"]


def test_the_plan_is_a_table_with_headings(opened, part):
    make.action(
        opened,
        "Bütçe yapmak",
        first_step="Sormak",
        who="saymanımız",
        due="2020-12-31",
        status=Status.STARTED,
        question=make.question(9),
    )
    make.action(opened, "Toplanmak")

    table = part("_plan").one("table")

    assert [head.text for head in table.one("thead").all("th")] == ["Ne", "İlk iş", "Kim", "Ne zamana kadar", "Durum"]
    assert [[row.one("th").text, *(cell.text for cell in row.all("td"))] for row in table.one("tbody").all("tr")] == [
        [
            "Bütçe yapmak 9. soru nasıl?",
            "İlk iş Sormak",
            "Kim saymanımız",
            "Ne zamana kadar 31 Aralık 2020 günü geçti",
            "Durum Sürüyor",
        ],
        ["Toplanmak", "–", "–", "–", "Durum Başlanmadı"],
    ]


@pytest.mark.parametrize("name", ["_priorities", "_plan"])
def test_without_priorities_or_plan_there_is_nothing(part, name):
    make.question(1)

    assert part(name).text == ""


@pytest.mark.parametrize("name", ["_priorities", "_plan"])
def test_a_report_shared_without_the_plan_shows_nothing_of_it(opened, part, name):
    make.question(1)
    prioritise(opened, 1)
    make.action(opened)

    assert part(name).text != ""
    assert part(name, notes=True, plan=False).text == ""
