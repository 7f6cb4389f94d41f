"""What holds for every file that a report is made into."""

import pytest

from questionnaire.domain.taken import Chosen, Extent, Format
from tests.exports.reading import text_of
from tests.exports.reports import LETTERS, LONG_WORD, said_in, squeezed

pytestmark = pytest.mark.django_db  # the seeds are read through it, once for all tests

FORMATS = list(Format)
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


@pytest.mark.parametrize("form", [Format.PDF, Format.DOCX, Format.XLSX])
def test_the_level_of_an_area_reads_the_same_everywhere(made, form):
    text = squeezed(text_of(form, made("awkward", form)))

    assert squeezed("1 – Henüz yok") in text
    assert squeezed("yeterli yanıt yok") in text
