import json

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from questionnaire.domain.text import normalised
from questionnaire.models import Answer, Question, Questionnaire
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def questions():
    make.question(1, area=make.area(1, "Ortaklık"))
    make.question(2)
    make.question(3)


def test_everything_that_was_entered_comes_as_json(client, opened, url, questions, answer):
    Questionnaire.objects.create(title="Anket")
    answer(opened, 1, 3, "İlk “not”\nikinci satır")
    answer(opened, 2, "unknown")

    response = client.get(url("download", opened))

    opened.refresh_from_db()
    first, second = opened.answers.order_by("question__number").values_list("answered_at", flat=True)
    assert response.headers["Content-Type"] == "application/json; charset=utf-8"
    assert response.headers["Content-Disposition"] == 'attachment; filename="oz-degerlendirme.json"'
    assert json.loads(response.content) == {
        "questionnaire": "Anket",
        "started_at": opened.started_at.isoformat(),
        "updated_at": opened.updated_at.isoformat(),
        "finished_at": None,
        "guidance_in_report": False,
        "questions": 3,
        "answers": [
            {
                "area": "Ortaklık",
                "question_id": 1,
                "question": "1. soru nasıl?",
                "answer": "choice",
                "choice_id": 3,
                "statement": "1. sorunun 3. ifadesi.",
                "note": "İlk “not”\nikinci satır",
                "answered_at": first.isoformat(),
            },
            {
                "area": "",
                "question_id": 2,
                "question": "2. soru nasıl?",
                "answer": "unknown",
                "choice_id": None,
                "statement": "",
                "note": "",
                "answered_at": second.isoformat(),
            },
        ],
    }


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

    (only,) = json.loads(client.get(url("download", opened)).content)["answers"]

    assert (only["question_id"], only["statement"], only["note"]) == (1, "1. sorunun 3. ifadesi.", "Kalsın")


TYPED = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=200)


@hypothesis_settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(note=TYPED)
def test_whatever_a_note_says_comes_back_as_it_is_stored(client, opened, url, answer, note):
    if not Question.objects.exists():
        make.question(1)
    Answer.objects.all().delete()

    answer(opened, 1, 3, note)

    (only,) = json.loads(client.get(url("download", opened)).content)["answers"]
    assert only["note"] == Answer.objects.get().note == normalised(note.strip())
