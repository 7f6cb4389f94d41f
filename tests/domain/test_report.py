from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

from hypothesis import given

from questionnaire.domain.comparison import Round, compare
from questionnaire.domain.improvement import Action
from questionnaire.domain.report import Former, Said, Written, report
from questionnaire.domain.walk import Mark, Progress, progress, steps_by_area
from tests.domain import pictures
from tests.domain.pictures import NOT_APPLICABLE, UNKNOWN, choice, picked, question, questionnaire

STARTED, UPDATED, FINISHED = (datetime(2026, 11, day, tzinfo=UTC) for day in (1, 2, 3))
PICTURE = questionnaire(
    {1: [question(1), question(2)], 2: [question(3), question(4)]}, question(8, retired=True), question(9, retired=True)
)


def report_of(answers, picture=PICTURE, finished_at=None):
    return report(picture, Said(answers), Written(STARTED, UPDATED, finished_at))


def numbers(cards):
    return [card.question.number for card in cards]


def test_a_report_has_every_area_in_the_order_of_the_walk():
    made = report_of({1: picked()})

    assert [numbers(at.cards) for at in made.areas] == [[1, 2], [3, 4]]
    assert (made.title, made.progress) == ("Öz değerlendirme", Progress(1, 4))


def test_a_report_tells_what_is_unknown_not_applicable_and_unanswered():
    made = report_of({1: picked(), 2: UNKNOWN, 3: NOT_APPLICABLE})

    assert (numbers(made.unknown), numbers(made.not_applicable), numbers(made.unanswered)) == ([2], [3], [4])


def test_a_report_keeps_the_note_and_the_statement_as_it_was_picked():
    given_answer = picked(2, "O günkü ifade", "Kurulda konuştuk.")

    assert report_of({1: given_answer}).areas[0].cards[0].given == given_answer


def test_answers_to_questions_that_are_no_longer_asked_are_told_apart():
    made = report_of({1: picked(), 9: UNKNOWN, 77: picked()})

    assert made.no_longer_asked == (Former(PICTURE.not_asked[1], UNKNOWN),)
    assert made.progress.done == 1


def test_a_report_says_when_it_was_started_changed_and_finished():
    made = report_of({}, finished_at=FINISHED)

    assert (made.started_at, made.updated_at, made.finished_at) == (STARTED, UPDATED, FINISHED)
    assert report_of({}).finished_at is None


@given(pictures.questionnaires(), pictures.answers)
def test_a_report_says_the_same_as_the_walk(picture, answers):
    made = report_of(answers, picture)

    walked = [(group.area, group.steps) for group in steps_by_area(picture, answers)]
    assert [(group.area, tuple(card.step for card in group.cards)) for group in made.areas] == walked
    assert made.progress == progress(picture, answers)
    assert len(made.unanswered) == made.progress.total - made.progress.done


@given(pictures.questionnaires(), pictures.answers)
def test_no_answer_to_a_question_that_exists_is_lost_in_a_report(picture, answers):
    made = report_of(answers, picture)

    known = {asked.number for asked in (*picture.questions, *picture.not_asked)}
    told = {card.question.number for card in made.cards if card.given}
    told |= {former.question.number for former in made.no_longer_asked}
    assert told == known & answers.keys()


def test_areas_are_told_about_once_something_was_said_or_flagged_in_them():
    marked = report(PICTURE, Said({1: picked()}, {4: Mark(flagged=True)}), Written(STARTED, UPDATED, None))

    assert [numbers(area.cards) for area in report_of({1: picked()}).told] == [[1]]
    assert [numbers(area.cards) for area in marked.told] == [[1], [4]]


def test_the_next_statement_is_the_one_a_level_up_that_can_still_be_picked():
    steps = question(1, choice(1, level=1), choice(2, level=2, retired=True), choice(3, level=3), choice(4))
    made = [report_of({1: picked(number)}, questionnaire({1: [steps]})).cards[0] for number in (1, 3, 4)]

    assert [card.next_choice and card.next_choice.number for card in made] == [3, None, None]
    assert [(card.level, card.scale) for card in made] == [(1, 3), (3, 3), (None, 3)]


def test_guidance_of_more_than_eighty_words_is_long():
    asked = question(1, choice(1, words=80), choice(2, words=81))
    cards = [
        report_of(answers, questionnaire({1: [asked]})).cards[0] for answers in ({}, {1: picked(1)}, {1: picked(2)})
    ]

    assert [card.is_long for card in cards] == [False, False, True]


def test_a_report_without_notes_has_none_of_the_earlier_round_either():
    then, now = {1: picked(2, note="Eski not")}, {1: picked(3, note="Yeni not")}
    whole = replace(report_of(now), comparison=compare(Round(PICTURE, then, STARTED), Round(PICTURE, now, UPDATED)))

    shown = whole.reduced(notes=False, plan=True).comparison.by_number[1]

    assert (shown.then, shown.now) == (picked(2), picked(3))
    assert whole.reduced(notes=True, plan=False).comparison == whole.comparison
    assert report_of(now).reduced(notes=False, plan=False).comparison is None


def test_a_line_of_the_plan_comes_with_its_question_where_the_report_has_it():
    lines = tuple(Action(UUID(int=at), "Adım", question=at or None) for at in (0, 1, 9, 77))
    made = report(PICTURE, Said({9: UNKNOWN}, {}, lines), Written(STARTED, UPDATED, None))

    assert [line.question and line.question.number for line in made.lines] == [None, 1, 9, None]
    assert tuple(line.action for line in made.lines) == lines


def test_a_report_has_days_once_a_line_of_its_plan_has_one():
    undated, dated = Action(UUID(int=1), "Adım"), Action(UUID(int=2), "Adım", due=STARTED.date())

    assert not report(PICTURE, Said({}, {}, (undated,)), Written(STARTED, UPDATED, None)).has_days
    assert report(PICTURE, Said({}, {}, (undated, dated)), Written(STARTED, UPDATED, None)).has_days
