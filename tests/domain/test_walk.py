import pytest
from hypothesis import given

from questionnaire.domain.walk import Given, Kind, Progress, first_unanswered, progress, step_at, steps_by_area
from tests.domain import pictures
from tests.domain.pictures import NOT_APPLICABLE, UNKNOWN, choice, picked, question, questionnaire

PICTURE = questionnaire({2: [question(9), question(4)], 1: [question(7)]}, question(5, retired=True))


@pytest.mark.parametrize(
    ("answers", "done"),
    [
        ({}, 0),
        ({9: picked()}, 1),
        ({9: UNKNOWN, 4: NOT_APPLICABLE}, 2),
        ({5: picked(), 99: picked()}, 0),
        ({9: picked(), 4: picked(), 7: picked(), 5: picked()}, 3),
    ],
)
def test_unknown_and_not_applicable_are_answers_and_those_no_longer_asked_do_not_count(answers, done):
    assert progress(PICTURE, answers) == Progress(done, 3)


def test_a_walk_without_questions_is_complete():
    assert progress(questionnaire({}), {}) == Progress(0, 0)
    assert progress(questionnaire({}), {}).complete


def test_a_step_knows_where_it_stands():
    step = step_at(PICTURE, {4: UNKNOWN}, 4)

    assert (step.area.number, step.question.number, step.number_in_area) == (2, 4, 2)
    assert (step.previous, step.next) == (9, 7)
    assert (step.progress, step.given) == (Progress(1, 3), UNKNOWN)


def test_the_first_step_has_none_before_it_and_the_last_none_after_it():
    first, last = step_at(PICTURE, {}, 9), step_at(PICTURE, {}, 7)

    assert (first.previous, first.next) == (None, 4)
    assert (last.previous, last.next) == (4, None)


@pytest.mark.parametrize("number", [5, 99, 0])
def test_there_is_no_step_of_a_question_that_is_not_asked(number):
    assert step_at(PICTURE, {}, number) is None


@pytest.mark.parametrize(
    ("answers", "first"),
    [
        ({}, 9),
        ({9: UNKNOWN}, 4),
        ({4: picked()}, 9),
        ({9: picked(), 4: picked()}, 7),
        ({9: picked(), 4: picked(), 7: NOT_APPLICABLE}, None),
    ],
)
def test_the_first_unanswered_question_comes_in_the_order_of_the_walk(answers, first):
    assert first_unanswered(PICTURE, answers) == first


def test_the_overview_has_every_area_with_its_own_progress():
    areas = steps_by_area(PICTURE, {4: picked(), 7: picked()})

    assert [(at.area.number, [step.question.number for step in at.steps]) for at in areas] == [(2, [9, 4]), (1, [7])]
    assert [at.progress for at in areas] == [Progress(1, 2), Progress(1, 1)]


def step_of(*choices, given):
    return step_at(questionnaire({1: [question(1, *choices)]}), {1: given} if given else {}, 1)


def test_a_picked_statement_that_reads_the_same_is_not_reworded():
    step = step_of(choice(1, text="A"), choice(2, text="B"), given=picked(2, "B"))

    assert (step.picked.text, step.reworded, step.withdrawn) == ("B", False, False)


def test_a_picked_statement_that_reads_differently_today_is_reworded():
    assert step_of(choice(1, text="Yeni"), given=picked(1, "Eski")).reworded


def test_a_picked_statement_that_was_retired_is_withdrawn():
    step = step_of(choice(1, text="A", retired=True), choice(2), given=picked(1, "A"))

    assert (step.picked.text, step.reworded, step.withdrawn) == ("A", False, True)


@pytest.mark.parametrize("given", [None, UNKNOWN, NOT_APPLICABLE, picked(8, "Hiç olmadı")])
def test_where_no_statement_is_picked_none_is_reworded_or_withdrawn(given):
    step = step_of(choice(1), given=given)

    assert (step.picked, step.reworded, step.withdrawn) == (None, False, False)


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (Given(Kind.CHOICE, 1, "A", "not", 1), True),
        (Given(Kind.CHOICE, 1, "Yeniden yazılmış", "not", 7), True),
        (Given(Kind.CHOICE, 2, "A", "not", 1), False),
        (Given(Kind.CHOICE, 1, "A", "başka not", 1), False),
        (Given(Kind.UNKNOWN, None, "", "not", 1), False),
    ],
)
def test_two_answers_say_the_same_when_kind_choice_and_note_agree(other, same):
    assert Given(Kind.CHOICE, 1, "A", "not", 1).says_the_same_as(other) is same


@given(pictures.questionnaires(), pictures.answers)
def test_never_more_is_done_than_there_is_and_complete_means_nothing_missing(picture, answers):
    reached = progress(picture, answers)

    assert 0 <= reached.done <= reached.total == len(picture.questions)
    missing = [asked for asked in picture.questions if asked.number not in answers]
    assert reached.total - reached.done == len(missing)
    assert reached.complete == (missing == []) == (first_unanswered(picture, answers) is None)


@given(pictures.questionnaires(), pictures.answers)
def test_the_first_unanswered_question_is_unanswered_and_all_before_it_are_answered(picture, answers):
    first = first_unanswered(picture, answers)

    numbers = [asked.number for asked in picture.questions]
    before = numbers if first is None else numbers[: numbers.index(first)]
    assert first not in answers
    assert [number for number in before if number not in answers] == []


@given(pictures.questionnaires(), pictures.answers)
def test_going_on_from_step_to_step_walks_through_every_question_once(picture, answers):
    walked, number = [], picture.questions[0].number if picture.questions else None
    while number is not None:
        walked.append(number)
        number = step_at(picture, answers, number).next

    assert walked == [asked.number for asked in picture.questions]


@given(pictures.questionnaires(), pictures.answers)
def test_going_back_undoes_going_on(picture, answers):
    steps = [step_at(picture, answers, asked.number) for asked in picture.questions]

    assert [step.previous for step in steps[1:]] == [step.question.number for step in steps[:-1]]


@given(pictures.questionnaires(), pictures.answers)
def test_the_areas_together_are_the_whole_walk(picture, answers):
    areas = steps_by_area(picture, answers)

    steps = [step for at in areas for step in at.steps]
    assert steps == [step_at(picture, answers, asked.number) for asked in picture.questions]
    assert sum(at.progress.done for at in areas) == progress(picture, answers).done
    assert sum(at.progress.total for at in areas) == progress(picture, answers).total


@given(pictures.questionnaires(), pictures.answers)
def test_answering_the_first_unanswered_question_again_and_again_completes_the_walk(picture, answers):
    given_so_far, steps = dict(answers), 0
    while (number := first_unanswered(picture, given_so_far)) is not None:
        given_so_far[number] = UNKNOWN
        steps += 1

    assert steps == progress(picture, answers).total - progress(picture, answers).done
    assert progress(picture, given_so_far).complete
