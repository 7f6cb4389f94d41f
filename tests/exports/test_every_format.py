"""What holds for every file that a report is made into."""

from dataclasses import replace

import pytest
from django.utils import translation

from questionnaire.domain.taken import Chosen, Extent, Format
from questionnaire.exports.formats import maker
from tests.exports.reading import text_of
from tests.exports.reports import LETTERS, LONG_WORD, all_compared, changes_in, said_in, sentences_in, squeezed

pytestmark = pytest.mark.django_db  # the seeds are read through it, once for all tests

FORMATS = list(Format)
WRITTEN_OUT = [Format.PDF, Format.DOCX, Format.XLSX]  # in sentences; JSON has what they say as values
WITHOUT_NOTES = Chosen(notes=False)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", ["seeds", "awkward"])
def test_everything_that_the_report_says_is_in_it(told, made, name, form):
    text = squeezed(text_of(form, made(name, form)))

    assert [each for each in said_in(told[name]) if squeezed(each) not in text] == []


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", ["seeds", "awkward"])
def test_every_letter_of_turkish_and_its_quotation_marks_are_in_it(made, name, form):
    assert set(LETTERS) - set(text_of(form, made(name, form))) == set()


@pytest.mark.parametrize("form", FORMATS)
def test_without_notes_no_note_is_in_it(told, made, form):
    text = squeezed(text_of(form, made("awkward", form, WITHOUT_NOTES)))

    notes = [card.given.note for card in told["awkward"].cards if card.given and card.given.note]
    notes += [former.given.note for former in told["awkward"].no_longer_asked]
    notes += [compared.then.note for compared in all_compared(told["awkward"]) if compared.then and compared.then.note]
    assert [note for note in notes if squeezed(note) in text] == []
    assert [
        each for each in said_in(told["awkward"].reduced(notes=False, plan=True)) if squeezed(each) not in text
    ] == []


@pytest.mark.parametrize("form", FORMATS)
def test_a_summary_has_profile_priorities_and_plan_but_no_guidance(told, made, form):
    text = squeezed(text_of(form, made("awkward", form, Chosen(Extent.SUMMARY))))

    priorities = told["awkward"].priorities
    expected = [area.area.title for area in told["awkward"].areas]
    expected += [text for card in priorities for text in (card.question.text, card.given.statement)]
    expected += [action.what for action in told["awkward"].plan]
    assert [each for each in expected if squeezed(each) not in text] == []
    assert LONG_WORD not in text


@pytest.mark.parametrize("form", WRITTEN_OUT)
@pytest.mark.parametrize("name", ["seeds", "awkward", "equal"])
def test_findings_and_comparison_read_the_same_everywhere(told, made, name, form):
    text = squeezed(text_of(form, made(name, form)))

    with translation.override("tr"):
        expected = [*sentences_in(told[name]), *changes_in(told[name])]
    assert len(expected) > 2
    assert [each for each in expected if squeezed(each) not in text] == []


@pytest.mark.parametrize("form", WRITTEN_OUT)
@pytest.mark.parametrize("name", ["seeds", "awkward"])
def test_a_summary_has_them_too_by_area(told, made, name, form):
    text = squeezed(text_of(form, made(name, form, Chosen(Extent.SUMMARY))))

    with translation.override("tr"):
        expected = list(sentences_in(told[name]))
    assert [each for each in expected if squeezed(each) not in text] == []
    assert squeezed("O zamanki ifade") not in text


@pytest.mark.parametrize("form", WRITTEN_OUT)
def test_without_an_earlier_round_nothing_is_compared(told, form):
    make = maker(form)
    assert make

    assert "o zaman" not in text_of(form, make(replace(told["awkward"], comparison=None), Chosen())).lower()
