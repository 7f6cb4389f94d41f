import json
from datetime import datetime

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from questionnaire.domain.taken import Chosen, Extent, Format
from questionnaire.exports.to_json import SCHEMA
from tests.exports.reports import AWKWARD, NOTES
from tests.manage import ROOT

pytestmark = pytest.mark.django_db

FULL, SUMMARY = Chosen(), Chosen(Extent.SUMMARY)
FORMATS = FormatChecker(["date", "uuid"])


@FORMATS.checks("date-time", ValueError)
def is_time_with_offset(text: object) -> bool:
    return not isinstance(text, str) or datetime.fromisoformat(text).tzinfo is not None


SCHEMA_FILE = json.loads((ROOT / "docs/rapor.schema.json").read_text())
VALIDATOR = Draft202012Validator(SCHEMA_FILE, format_checker=FORMATS)


@pytest.fixture
def document(made):
    """The document of a report, read."""
    return lambda name="awkward", chosen=FULL: json.loads(made(name, Format.JSON, chosen))


def test_the_schema_is_one():
    Draft202012Validator.check_schema(SCHEMA_FILE)


@pytest.mark.parametrize("chosen", [Chosen(), SUMMARY, Chosen(notes=False)], ids=["full", "summary", "without notes"])
@pytest.mark.parametrize("name", ["seeds", "awkward", "equal"])
def test_every_document_keeps_to_the_schema(document, name, chosen):
    assert [error.message for error in VALIDATOR.iter_errors(document(name, chosen))] == []


@pytest.mark.parametrize(
    "broken",
    [
        {"schema": "oz-degerlendirme-rapor/2"},
        {"started_at": "1 Kasım 2026"},
        {"more": 1},
        {"plan": [{"what": "Eksik"}]},
        {"extent": "summary"},
    ],
    ids=lambda broken: next(iter(broken)),
)
def test_the_schema_refuses_what_is_no_report(document, broken):
    assert list(VALIDATOR.iter_errors(document() | broken)) != []


def test_a_field_of_an_answer_that_the_schema_does_not_know_is_refused(document):
    changed = document()
    changed["areas"][0]["questions"][0]["more"] = 1

    assert list(VALIDATOR.iter_errors(changed)) != []


def test_it_says_its_version_and_what_is_in_it(document):
    full, short = document(), document(chosen=Chosen(Extent.SUMMARY, notes=False))

    assert (full["schema"], full["extent"], full["notes_included"]) == (SCHEMA, "full", True)
    assert (short["schema"], short["extent"], short["notes_included"]) == (SCHEMA, "summary", False)
    assert {"areas", "no_longer_asked"} & short.keys() == set()


def test_the_documentation_names_every_field_and_the_version(document):
    words = (ROOT / "docs/rapor-json.md").read_text()
    full = document()

    fields = {*full, *full["areas"][0]["questions"][0], *full["plan"][0], *full["profile"][0]} - {"area", "area_id"}
    assert [field for field in sorted(fields) if f"`{field}`" not in words] == []
    assert SCHEMA in words


def test_notes_come_back_letter_by_letter(document):
    questions = document()["areas"][0]["questions"]

    assert [question["note"] for question in questions] == NOTES


def test_times_have_their_offset_and_days_are_days(document):
    full = document()

    assert (full["started_at"], full["plan"][1]["due"]) == ("2026-11-01T09:00:00+00:00", "2027-03-02")


def test_marks_priorities_and_plan_are_in_it(document):
    full = document()

    first = full["areas"][0]["questions"][0]
    assert (first["flagged"], first["importance"], first["priority"]) == (True, 3, True)
    assert [question["question_id"] for question in full["priorities"]] == [1, 3]
    assert [question["question_id"] for question in full["flagged"]] == [1, 53]
    assert [action["status"] for action in full["plan"]] == ["open", "started", "done", "dropped"]


def test_what_a_statement_reads_today_stands_beside_how_it_was_picked(document):
    second = document()["areas"][0]["questions"][1]

    assert second["statement"] != second["statement_today"] == "Bugünkü yeni ifade"


def test_an_area_has_its_median_and_one_with_too_few_answers_has_none(document):
    strong, weak = document()["profile"]

    assert (strong["level"], strong["lowest"], strong["highest"], strong["levels"]) == (1.0, 1, 2, 3)
    assert (weak["level"], weak["unknown"], weak["not_applicable"]) == (None, 1, 1)


def test_then_and_now_stand_side_by_side(document):
    compared = document()["comparison"]

    assert (compared["counts"]["up"], compared["counts"]["down"], compared["counts"]["gone"]) == (0, 1, 2)
    first = compared["areas"][0]["questions"][0]
    assert (first["change"], first["level_then"], first["level_now"], first["statement_reworded"]) == (
        "down",
        2,
        1,
        True,
    )
    assert first["then"]["note"] == "=O zamanki not, “bir” <b>"
    assert [gone["question_id"] for gone in compared["no_longer_asked"]] == [92, 90]


def test_a_summary_compares_areas_only(document):
    compared = document(chosen=SUMMARY)["comparison"]

    assert compared["areas"][0]["change"] == "apart"
    assert "questions" not in compared["areas"][0]
    assert "no_longer_asked" not in compared


def test_strengths_are_told_as_areas(document):
    assert [area["level"] for area in document("seeds")["strengths"]] == [4.0, 4.0, 3.0]
    assert document("equal")["strengths"] == document("equal")["to_work_on"] == []
    assert document("equal")["comparison"] is None


def test_guidance_is_there_as_text_and_as_html(document):
    table = document()["areas"][0]["questions"][1]

    assert "Birinci hücre | kısa kalın | biz (https://example.org/tablo?a=1&b=2)" in table["guidance"]
    assert "<table>" in table["guidance_html"]
    assert len(document()["areas"][0]["questions"]) == len(AWKWARD)
