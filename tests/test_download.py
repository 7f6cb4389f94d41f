import json
from datetime import date

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from questionnaire.domain.text import normalised
from questionnaire.models import Action, Answer, Mark, Question, Questionnaire
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def questions():
    make.question(1, area=make.area(1, "Ortaklık"))
    make.question(2)
    make.question(3)


def answers_in(document):
    """The questions that were answered."""
    return [question for area in document["areas"] for question in area["questions"] if question["answer"]]


def test_everything_that_was_entered_comes_as_json(client, opened, url, questions, answer):
    Questionnaire.objects.create(title="Anket")
    answer(opened, 1, 3, "İlk “not”\nikinci satır")
    answer(opened, 2, "unknown")

    response = client.get(url("download", opened))

    opened.refresh_from_db()
    first, second = opened.answers.order_by("question__number").values_list("answered_at", flat=True)
    assert response.headers["Content-Type"] == "application/json; charset=utf-8"
    assert response.headers["Content-Disposition"] == 'attachment; filename="oz-degerlendirme.json"'
    document = json.loads(response.content)
    assert (document["title"], document["started_at"], document["updated_at"], document["finished_at"]) == (
        "Anket",
        opened.started_at.isoformat(),
        opened.updated_at.isoformat(),
        None,
    )
    entered = ("question_id", "answer", "choice_id", "statement", "note", "answered_at")
    assert [[question[name] for name in entered] for question in answers_in(document)] == [
        [1, "choice", 3, "1. sorunun 3. ifadesi.", "İlk “not”\nikinci satır", first.isoformat()],
        [2, "unknown", None, "", "", second.isoformat()],
    ]
    assert [area["area"] for area in document["areas"]] == ["Ortaklık", ""]


def test_marks_and_plan_are_in_it(client, opened, url, questions):
    Mark.objects.create(assessment=opened, question=Question.objects.get(number=2), flagged=True, importance=3)
    action = Action.objects.create(assessment=opened, what="Tüzüğü okumak", due=date(2027, 3, 1))

    document = json.loads(client.get(url("download", opened)).content)

    assert document["flagged"] == [{"question_id": 2, "question": "2. soru nasıl?"}]
    assert [(line["uid"], line["what"], line["due"]) for line in document["plan"]] == [
        (str(action.uid), "Tüzüğü okumak", "2027-03-01")
    ]


def test_it_is_the_same_as_the_whole_report_as_json(client, opened, url, questions, answer):
    answer(opened, 1, 3, "Not")

    assert client.get(url("download", opened)).content == client.get(url("report_file", opened, "json")).content


def test_turkish_letters_stand_in_the_file_as_they_are(client, opened, url, questions, answer):
    answer(opened, 1, 3, "ığüşöç İĞÜŞÖÇ")

    assert "ığüşöç İĞÜŞÖÇ" in client.get(url("download", opened)).content.decode()


def test_a_finished_one_says_when(client, opened, url, questions):
    client.post(url("finish", opened))

    opened.refresh_from_db()
    assert json.loads(client.get(url("download", opened)).content)["finished_at"] == opened.finished_at.isoformat()


def test_answers_to_questions_no_longer_asked_are_in_it(client, opened, url, questions, answer):
    answer(opened, 1, 3, "Kalsın")
    Question.objects.filter(number=1).update(retired=True)

    (only,) = json.loads(client.get(url("download", opened)).content)["no_longer_asked"]

    assert (only["question_id"], only["statement"], only["note"]) == (1, "1. sorunun 3. ifadesi.", "Kalsın")


TYPED = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=200)


@hypothesis_settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(note=TYPED)
def test_whatever_a_note_says_comes_back_as_it_is_stored(client, opened, url, answer, note):
    if not Question.objects.exists():
        make.question(1)
    Answer.objects.all().delete()

    answer(opened, 1, 3, note)

    (only,) = answers_in(json.loads(client.get(url("download", opened)).content))
    assert only["note"] == Answer.objects.get().note == normalised(note.strip())
