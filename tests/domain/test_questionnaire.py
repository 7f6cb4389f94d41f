import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaire.domain.questionnaire import ranked_levels
from tests.domain import pictures
from tests.domain.pictures import choice, question, questionnaire


def rows(*numbers, by_hand=None, left_out=()):
    return [(number, (by_hand or {}).get(number), number in left_out) for number in numbers]


@pytest.mark.parametrize(
    ("given_rows", "direction", "levels"),
    [
        (rows(1, 2, 3), "ascending", {1: 1, 2: 2, 3: 3}),
        (rows(1, 2, 3), "descending", {1: 3, 2: 2, 3: 1}),
        (rows(1, 2, 3), "", {1: None, 2: None, 3: None}),
        (rows(30, 10, 20), "ascending", {10: 1, 20: 2, 30: 3}),
        (rows(30, 10, 20), "descending", {10: 3, 20: 2, 30: 1}),
        (rows(1, 2, 3, left_out=[2]), "ascending", {1: 1, 2: None, 3: 2}),
        (rows(1, 2, 3, left_out=[1]), "descending", {1: None, 2: 2, 3: 1}),
        (rows(1, 2, 3, by_hand={2: 7}), "ascending", {1: 1, 2: 7, 3: 3}),
        (rows(1, 2, 3, by_hand={1: 2, 3: 5}), "", {1: 2, 2: None, 3: 5}),
        (rows(1, 2, by_hand={2: 7}, left_out=[2]), "ascending", {1: 1, 2: None}),
        ([], "ascending", {}),
    ],
)
def test_a_level_is_set_by_hand_or_the_rank_among_those_not_left_out(given_rows, direction, levels):
    assert ranked_levels(given_rows, direction) == levels


@given(st.lists(st.integers(1, 1_000_000), unique=True, max_size=12), st.randoms())
def test_levels_do_not_depend_on_the_order_in_which_choices_are_given(numbers, random):
    shuffled = random.sample(numbers, len(numbers))

    assert ranked_levels(rows(*shuffled), "ascending") == ranked_levels(rows(*numbers), "ascending")


@given(st.lists(st.integers(1, 1_000_000), unique=True, min_size=1, max_size=12))
def test_descending_levels_are_ascending_ones_turned_round(numbers):
    up, down = (ranked_levels(rows(*numbers), direction) for direction in ("ascending", "descending"))

    assert {number: level + down[number] for number, level in up.items()} == dict.fromkeys(numbers, len(numbers) + 1)


def test_a_retired_choice_is_not_offered_and_can_still_be_looked_up():
    asked = question(1, choice(1), choice(2, retired=True), choice(3))

    assert [offered.number for offered in asked.offered] == [1, 3]
    assert asked.choice(2) == asked.choices[1]


@pytest.mark.parametrize("number", [0, 4, None])
def test_there_is_no_choice_of_another_number(number):
    assert question(1).choice(number) is None


def test_questions_stand_in_the_order_of_their_areas():
    picture = questionnaire({2: [question(9), question(4)], 1: [question(7)]})

    assert [asked.number for asked in picture.questions] == [9, 4, 7]
    assert picture.position == {9: 0, 4: 1, 7: 2}


def test_a_question_knows_its_area_and_its_place_in_it():
    picture = questionnaire({2: [question(9), question(5)], 0: [question(4)]})

    places = [picture.place_of(asked) for asked in picture.questions]

    assert [(area.number, place) for area, place in places] == [(2, 1), (2, 2), (None, 1)]


def test_the_wording_of_a_question_stands_for_the_statements_that_are_offered():
    asked = question(1, choice(1, text="A"), choice(2, text="B"))

    others = [
        question(1, choice(1, text="A"), choice(2, text="B", retired=True)),
        question(1, choice(1, text="A"), choice(2, text="B!")),
        question(1, choice(1, text="B"), choice(2, text="A")),
        question(1, choice(1, text="A"), choice(3, text="B")),
    ]
    assert question(1, choice(1, text="A", words=9), choice(2, text="B")).wording == asked.wording
    assert asked.wording not in {other.wording for other in others}


def test_only_what_is_in_the_walk_is_asked():
    picture = questionnaire({1: [question(9)]}, question(4, retired=True))

    assert picture.asked(9) == picture.questions[0]
    assert (picture.asked(4), picture.asked(5)) == (None, None)


@pytest.mark.parametrize(("count", "minutes"), [(0, 1), (1, 1), (2, 1), (4, 2), (33, 16), (200, 100)])
def test_answering_takes_half_a_minute_a_question_and_at_least_one(count, minutes):
    picture = questionnaire({1: [question(number) for number in range(1, count + 1)]})

    assert picture.minutes_to_answer == minutes


@pytest.mark.parametrize(
    ("words", "minutes"),
    [([0, 0], 0), ([180, 180], 1), ([360, 720], 3), ([90, 90], 0), ([900], 5)],
)
def test_reading_takes_the_time_of_one_average_guidance_text_a_question(words, minutes):
    choices = [choice(number, words=count) for number, count in enumerate(words, start=1)]

    assert questionnaire({1: [question(1, *choices)]}).minutes_to_read == minutes


def test_the_time_to_read_grows_with_the_questions_and_leaves_out_what_is_retired():
    walked = [question(number, choice(1, words=360), choice(2, words=9_000, retired=True)) for number in range(1, 6)]

    assert questionnaire({1: walked}).minutes_to_read == 10


def test_a_question_whose_choices_are_all_retired_takes_no_time_to_read():
    assert questionnaire({1: [question(1, choice(1, words=900, retired=True))]}).minutes_to_read == 0


@given(pictures.questionnaires())
def test_every_question_stands_at_its_position(picture):
    assert [picture.position[asked.number] for asked in picture.questions] == list(range(len(picture.questions)))
    assert [picture.asked(asked.number) for asked in picture.questions] == list(picture.questions)
