"""What a respondent's step costs: SQL statements, and bytes on a first visit."""

import gzip
import uuid

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from questionnaire.models import Answer, Assessment, Choice, Mark, Question
from tests import make
from tests.page import Page, static_file

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def statements():
    """The SQL statements within a block, transaction control among them."""
    return lambda: CaptureQueriesContext(connection)


def many_answers(count):
    """So many answers of other people, a hundred questions' worth each at most."""
    choices = list(Choice.objects.filter(number=3).values_list("pk", "question_id"))
    people = Assessment.objects.bulk_create(
        Assessment(key_hash=uuid.uuid4().hex) for _ in range(-(-count // len(choices)))
    )
    rows = (
        Answer(assessment=person, question_id=question, choice_id=choice, kind="choice", statement="İfade")
        for person in people
        for choice, question in choices
    )
    Answer.objects.bulk_create(list(rows)[:count], batch_size=2_000)


def step(client, url, assessment, number):
    """Question page, answer, guidance page."""
    page = Page(client.get(url("question", assessment, number)))
    client.get(page.form("Devam et").send(client, choice="3", note="Not").headers["Location"])


@pytest.mark.parametrize(("questions", "others"), [(5, 10), (200, 20_000)])
def test_a_step_costs_ten_statements_whatever_there_is(client, opened, url, *, statements, questions, others):
    make.many_questions(questions)
    many_answers(others)
    step(client, url, opened, 1)  # the process is warm

    with statements() as first:
        step(client, url, opened, 2)
    with statements() as change:
        step(client, url, opened, 2)

    assert (len(first), len(change)) == (10, 10), [query["sql"] for query in first.captured_queries]
    assert [query["sql"] for query in first.captured_queries if query["sql"].startswith(("BEGIN", "COMMIT"))] == [
        "BEGIN IMMEDIATE" if connection.vendor == "sqlite" else "BEGIN",
        "COMMIT",
    ]


def test_a_step_costs_the_same_with_the_whole_walk_answered(client, opened, url, statements):
    make.many_questions(200)
    choices = Choice.objects.filter(number=3).values_list("pk", "question_id")
    Answer.objects.bulk_create(
        Answer(assessment=opened, question_id=question, choice_id=choice, kind="choice", statement="İfade")
        for choice, question in choices
    )
    step(client, url, opened, 1)

    with statements() as used:
        step(client, url, opened, 2)

    assert len(used) == 10


# An assessment with the content's version, and its answers; where flags are shown marks, and for a report the plan.
PAGES = {
    "report": 4,
    "report_print": 4,
    "check": 3,
    "areas": 3,
    "download": 4,
    "mine": 2,
    "delete": 2,
    "go_on": 2,
    "priorities": 4,
    "plan": 4,
    "calendar": 4,
    "action_new": 2,
}


@pytest.mark.parametrize("questions", [1, 33])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_the_whole_walk_costs_the_same_few_statements(
    client, opened, url, *, answer, statements, name, questions
):
    make.many_questions(questions)
    for number in range(1, questions + 1):
        answer(opened, number, 3, "Not")

    with statements() as used:
        client.get(url(name, opened))

    assert len(used) == PAGES[name]


@pytest.mark.parametrize("name", ["report", "report_print"])
@pytest.mark.parametrize("questions", [1, 200])
def test_a_report_costs_four_statements_with_one_and_with_two_hundred_questions(
    client, opened, url, *, statements, name, questions
):
    make.many_questions(questions)
    choices = Choice.objects.filter(number=3).values_list("pk", "question_id")
    Answer.objects.bulk_create(
        Answer(assessment=opened, question_id=question, choice_id=choice, kind="choice", statement="İfade", note="Not")
        for choice, question in choices
    )
    Mark.objects.bulk_create(Mark(assessment=opened, question_id=question, flagged=True) for _, question in choices)
    client.get(url(name, opened))

    with statements() as used:
        page = Page(client.get(url(name, opened)))

    assert len(page.all("section", class_="item")) == questions
    assert len(used) == 4


@pytest.mark.parametrize("questions", [1, 33])
def test_the_first_page_costs_one_statement(client, statements, questions):
    make.many_questions(questions)
    client.get("/")

    with statements() as used:
        client.get("/")

    assert len(used) == 1


@pytest.mark.parametrize("questions", [1, 33])
def test_a_cold_process_reads_the_whole_content_in_a_constant_number_of_statements(client, statements, questions):
    make.many_questions(questions)

    with statements() as used:
        client.get("/")

    assert len(used) == 7  # version, then version, four of content, version


def test_markdown_is_not_rendered_when_a_page_is_read(client, opened, url, answer):
    make.question(1)
    Question.objects.update(help="geçersiz olsun", html="<p>Saklanan</p>")

    assert Page(client.get(url("question", opened, 1))).one("div", class_="prose").text == "Saklanan"


def test_a_first_visit_is_a_page_and_a_style_sheet_of_14_kilobytes_at_most(client):
    call_command("loadseeds", "seeds", verbosity=0)

    response = client.get("/", headers={"accept-encoding": "gzip"})

    assert response.headers["Content-Encoding"] == "gzip"
    weight = len(response.content)
    response.content = gzip.decompress(response.content)
    page = Page(response)
    needed = [link["href"] for link in page.all("link") if link["rel"] != "icon"]
    needed += [part["src"] for tag in ("script", "img", "iframe", "source") for part in page.all(tag)]
    assert needed == ["/static/css/site.css"]
    css = static_file(client, needed[0])
    assert b"@import" not in css
    assert b"url(" not in css
    assert weight + len(gzip.compress(css)) <= 14 * 1024


@pytest.mark.parametrize("name", ["question", "guidance", "areas", "check", "report", "report_print", "mine", "delete"])
def test_no_page_asks_anything_of_another_origin(client, opened, url, answer, name):
    make.question(1)
    answer(opened, 1, 3)

    page = Page(client.get(url(name, opened, *([1] if name in {"question", "guidance"} else []))))

    asked = [link["href"] for link in page.all("link")] + [script["src"] for script in page.all("script")]
    sheets = [
        "/static/css/site.css",
        *(["/static/css/report.css", "/static/css/plan.css"] if name.startswith("report") else []),
    ]
    assert asked == ["/static/favicon.svg", *sheets, "/static/js/copy.js"]
    assert all(form.attributes.get("action", "/").startswith("/") for form in page.all("form"))
