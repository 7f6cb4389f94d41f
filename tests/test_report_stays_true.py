"""A finished assessment shows the texts as they were when it was finished, and says what reads otherwise today."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from questionnaire import content, seeding
from questionnaire.domain import folder as folders
from questionnaire.domain.report import Newer, Report
from questionnaire.domain.taken import Chosen
from questionnaire.domain.walk import Given, Kind
from questionnaire.exports.to_json import to_json
from questionnaire.models import Area, Assessment, Choice, Guidance, Question
from questionnaire.reporting import report_of
from tests import make

pytestmark = pytest.mark.django_db(transaction=True)


def reported(assessment: Assessment) -> Report:
    """What the report page shows of it, by way of what the page reads."""
    found = Assessment.objects.with_content_version().get(pk=assessment.pk)
    return report_of(found, content.at(found.content_version), found.answers_by_number())


def finished(*numbers: int) -> Assessment:
    """A finished assessment in which the first statement of these questions was picked."""
    assessment, _ = make.assessment()
    for number in numbers:
        question = content.now().asked(number)
        assessment.record(question, Given(Kind.CHOICE, 1, question.choices[0].text), made_from=0)
    assessment.finish()
    return assessment


def reword(text: str = "Yeni ifade.", body: str = "Yeni reçete.") -> None:
    choice = Choice.objects.get(question__number=1, number=1)
    choice.text = text
    choice.save()
    choice.guidance.body = body
    choice.guidance.save()


def shown(report: Report) -> list[tuple[str, str, str, str, int | None]]:
    """Area, question, statement, guidance and level of each card."""
    return [
        (group.area.title, card.question.text, card.step.picked.text, card.guidance, card.level)
        for group in report.areas
        for card in group.cards
    ]


AS_FINISHED = [("Yönetişim", "1. soru nasıl?", "1. sorunun 1. ifadesi.", "<p>1-1 için <em>reçete</em> metni.</p>", 1)]


@pytest.fixture
def one() -> Assessment:
    make.question(1, area=make.area())
    return finished(1)


def test_what_is_written_anew_does_not_change_it(one) -> None:
    reword()
    question = Question.objects.get()
    question.text, question.levels = "Yeni soru?", ""
    question.save()
    area = Area.objects.get()
    area.title = "Yeni alan"
    area.save()

    report = reported(one)

    assert shown(report) == AS_FINISHED
    assert report.cards[0].next_choice.text == "1. sorunun 2. ifadesi."


def test_it_says_where_a_newer_text_exists(one) -> None:
    reword()

    assert reported(one).cards[0].newer == Newer("Yeni ifade.", "<p>Yeni reçete.</p>")


def test_only_what_reads_otherwise_counts_as_newer(one) -> None:
    reword(text="1. sorunun 1. ifadesi.")

    assert reported(one).cards[0].newer == Newer(None, "<p>Yeni reçete.</p>")


def test_nothing_is_newer_when_other_texts_changed(one) -> None:
    make.question(2)
    other = Choice.objects.get(question__number=1, number=2)
    other.text = "Yeni"
    other.save()

    assert [card.newer for card in reported(one).cards] == [None]


def test_guidance_that_was_missing_then_is_newer(one) -> None:
    make.question(2, guidance=False, area=Area.objects.get())
    later = finished(1, 2)
    Guidance.objects.create(choice=Choice.objects.get(question__number=2, number=1), body="Artık var.")

    assert [(card.guidance != "", card.newer) for card in reported(later).cards] == [
        (True, None),
        (False, Newer(None, "<p>Artık var.</p>")),
    ]


def test_a_question_retired_afterwards_stands_where_it_was_asked(one) -> None:
    question = Question.objects.get()
    question.retired = True
    question.save()

    report = reported(one)

    assert (shown(report), report.no_longer_asked, report.progress.complete) == (AS_FINISHED, (), True)


def test_a_question_asked_afterwards_is_not_missing_from_it(one) -> None:
    make.question(2)

    report = reported(one)

    assert (len(report.cards), report.progress.complete) == (1, True)


def test_a_reopened_one_shows_the_present(one) -> None:
    reword()
    asked = content.now().asked(1)
    one.refresh_from_db()
    one.record(asked, Given(Kind.CHOICE, 1, "Yeni ifade."), made_from=1)

    report = reported(one)

    assert (report.cards[0].guidance, report.cards[0].newer) == ("<p>Yeni reçete.</p>", None)


def test_one_finished_before_versions_were_stored_is_shown_by_its_time(one) -> None:
    reword()
    Assessment.objects.update(finished_version="")

    assert shown(reported(one)) == AS_FINISHED


def test_an_answer_is_not_lost_even_when_its_question_has_no_history(one) -> None:
    for model in (Question, Choice, Guidance):
        model.history.all().delete()
    make.question(2)

    (former,) = reported(one).no_longer_asked

    assert (former.question.text, former.given.statement) == ("1. soru nasıl?", "1. sorunun 1. ifadesi.")


def test_the_download_says_what_was_asked(one) -> None:
    question = Question.objects.get()
    question.text = "Yeni soru?"
    question.save()

    assert json.loads(to_json(reported(one), Chosen()))["areas"][0]["questions"][0]["question"] == "1. soru nasıl?"


@pytest.mark.parametrize("count", [1, 200])
def test_a_report_costs_four_queries_and_five_more_at_the_first_look_back(count: int) -> None:
    make.many_questions(count)
    assessment = finished(1)

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            reported(assessment)
        return len(queries)

    reported(assessment)  # the process is warm
    steady = cost()
    reword()
    content.now()
    first, again = cost(), cost()

    assert (steady, first, again) == (4, 9, 4)


# --- Finishing while somebody writes ------------------------------------------------------------


def in_thread(pool: ThreadPoolExecutor, job):
    def run():
        try:
            return job()
        finally:
            connections.close_all()

    return pool.submit(run)


def loaded(folder: Path) -> None:
    """The text that stands, which is only recorded, and then another one."""
    for title, body in [("1. sorunun 1. ifadesi.", "1-1 için *reçete* metni."), ("Yeni ifade.", "Yeni reçete.")]:
        make.seed(folder, "1-1.md", f"{body}\n", title=title, question_id=1, choice_id=1)
        seeding.load(folders.read(folder))


@pytest.fixture(params=["admin", "load"])
def write(request, tmp_path):
    return reword if request.param == "admin" else lambda: loaded(tmp_path)


@pytest.fixture
def answered() -> Assessment:
    make.question(1, choices=1, area=make.area())
    assessment, _ = make.assessment()
    assessment.record(content.now().asked(1), Given(Kind.CHOICE, 1, "1. sorunun 1. ifadesi."), made_from=0)
    return assessment


def test_finishing_waits_for_what_is_being_written_and_shows_it(answered, write) -> None:
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            write()
            finishing = in_thread(pool, answered.finish)
        finishing.result()
    make.question(2)  # so that the history is asked

    report = reported(answered)

    assert (report.cards[0].guidance, report.cards[0].newer) == ("<p>Yeni reçete.</p>", None)
    assert report.content_version == Assessment.objects.get().finished_version


def test_what_waits_for_finishing_is_not_shown(answered, write) -> None:
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            answered.finish()
            writing = in_thread(pool, write)
        writing.result()

    report = reported(answered)

    assert shown(report) == AS_FINISHED
    assert report.cards[0].newer == Newer("Yeni ifade.", "<p>Yeni reçete.</p>")


def test_what_is_rolled_back_was_never_there(answered, write) -> None:
    with transaction.atomic():
        write()
        transaction.set_rollback(True)
    answered.finish()
    make.question(2)

    assert shown(reported(answered)) == AS_FINISHED
