from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaire.domain.profile import Beside, profile, scale_of
from tests.domain import pictures
from tests.domain.pictures import NOT_APPLICABLE, UNKNOWN, choice, picked, question, questionnaire, scored

NAMES = ("Yok", "Dağınık", "Düzenli", "Kurumsal", "Öğrenen")


def area_of(answers, *questions):
    """The profile of one area with these questions; answers in their order: a level, or an answer."""
    given_answers = {
        asked.number: picked(answer) if isinstance(answer, int) else answer
        for asked, answer in zip(questions, answers, strict=False)
        if answer is not None
    }
    (area,) = profile(questionnaire({1: list(questions)}), given_answers).areas
    return area


def area_with(*answers, scale=5):
    return area_of(answers, *(scored(number, scale) for number in range(1, len(answers) + 1)))


def profile_with(*levels, scales=()):
    """The profile of areas 1, 2, …, each with one question answered at this level (None: not answered)."""
    scales = scales or [5] * len(levels)
    areas = {at: [scored(at, scale)] for at, scale in enumerate(scales, 1)}
    answers = {at: picked(level) for at, level in enumerate(levels, 1) if level}
    return replace(profile(questionnaire(areas), answers), level_names=NAMES)


def numbers(areas):
    return [area.area.number for area in areas]


@pytest.mark.parametrize(
    ("levels", "level"),
    [((2,), 2), ((5, 1, 2), 2), ((3, 4), 3.5), ((1, 4), 2.5), ((1, 3, 5, 5), 4)],
)
def test_the_level_of_an_area_is_the_median_of_its_answers(levels, level):
    area = area_with(*levels)

    assert area.level == level
    assert (area.lowest, area.highest) == (min(levels), max(levels))


def test_what_is_unknown_or_does_not_apply_is_counted_and_left_out_of_the_level():
    area = area_with(2, 4, 2, UNKNOWN, NOT_APPLICABLE)

    assert (area.level, area.unknown, area.not_applicable, area.answered, area.total) == (2, 1, 1, 5, 5)


@pytest.mark.parametrize(
    ("answers", "level"),
    [
        ((3, None), 3),
        ((3, None, None), None),
        ((3, UNKNOWN, UNKNOWN), None),
        ((3, NOT_APPLICABLE, NOT_APPLICABLE), None),
        ((3, 3, UNKNOWN, NOT_APPLICABLE), 3),
        ((None, None), None),
    ],
)
def test_an_area_has_a_level_once_half_of_its_scored_questions_have_one(answers, level):
    assert area_with(*answers).level == level


def test_a_question_without_levels_takes_nothing_from_its_area():
    area = area_of((4, 1, 2), scored(1), question(2), question(3))

    assert (area.level, area.scored, area.answered, area.total) == (4, 1, 3, 3)


def test_a_statement_that_is_left_out_of_the_levels_has_none():
    odd = question(1, choice(1, level=1), choice(2, level=2), choice(3))

    assert area_of((3,), odd).level is None


def test_questions_on_another_number_of_levels_stand_beside():
    area = area_of((2, 3, 4), scored(1, 3), scored(2), scored(3))

    assert (area.scale, area.levels) == (5, (3, 4))
    assert area.beside == (Beside(scored(1, 3), 2, 3),)


def test_of_equally_many_the_larger_number_of_levels_is_the_areas():
    assert area_of((1, 1), scored(1, 3), scored(2, 4)).scale == 4


def test_a_retired_statement_keeps_its_level_and_the_scale_its_length():
    best = question(1, choice(1, level=1), choice(2, level=2), choice(3, level=3, retired=True))

    assert scale_of(best) == 3
    assert area_of((3,), best).level == 3


def test_content_without_levels_has_no_levels_rather_than_zeros():
    made = profile(questionnaire({1: [question(1)], 2: [question(2)]}), {1: picked(), 2: UNKNOWN})

    assert not made.is_scored
    assert [(area.scale, area.level, area.answered) for area in made.areas] == [(0, None, 1), (0, None, 1)]
    assert (made.strengths, made.to_work_on, made.comparable) == ((), (), ())


@pytest.mark.parametrize(
    ("levels", "strengths", "to_work_on"),
    [
        ((1, 2, 3, 4, 5, 2, 4), [5, 4, 7], [1, 2, 6]),
        ((5, 4, 3, 1), [1, 2, 3], [4]),
        ((4, 2), [1], [2]),
        ((3, 3, 3), [], []),
        ((3,), [], []),
        ((5, 3, 3, 3, 3, 3, 1), [1, 2, 3], [7]),
        ((2, 1, 1, 1, 1), [1], [2, 3, 4]),
        ((None, 4, None, 2), [2], [4]),
    ],
)
def test_strengths_are_the_three_highest_areas_and_what_to_work_on_stands_lower(levels, strengths, to_work_on):
    made = profile_with(*levels)

    assert (numbers(made.strengths), numbers(made.to_work_on)) == (strengths, to_work_on)


def test_of_equal_levels_the_one_whose_answers_reach_higher_is_the_stronger():
    areas = {1: [scored(1), scored(2), scored(3)], 2: [scored(4), scored(5), scored(6)], 3: [scored(7)]}
    answers = dict(zip(range(1, 8), map(picked, (2, 4, 5, 3, 4, 4, 1)), strict=True))

    assert numbers(profile(questionnaire(areas), answers).strengths) == [2, 1]


def test_areas_on_another_number_of_levels_are_not_compared():
    made = profile_with(3, 4, 3, scales=(5, 5, 3))

    assert (numbers(made.comparable), numbers(made.incomparable)) == ([1, 2], [3])
    assert 3 not in numbers(made.strengths + made.to_work_on)


@st.composite
def walks(draw):
    """A scored questionnaire of some areas and answers to some of its questions."""
    asked = draw(st.lists(st.lists(st.sampled_from([0, 3, 4, 5]), min_size=1, max_size=4), min_size=1, max_size=9))
    areas, answers, number = {}, {}, 0
    for at, scales in enumerate(asked, 1):
        areas[at] = []
        for scale in scales:
            number += 1
            areas[at].append(scored(number, scale) if scale else question(number))
            answer = draw(st.one_of(st.none(), st.sampled_from([UNKNOWN, NOT_APPLICABLE]), st.integers(1, scale or 3)))
            if answer is not None:
                answers[number] = picked(answer) if isinstance(answer, int) else answer
    return questionnaire(areas), answers


@given(walks())
def test_no_area_is_both_strong_and_to_be_worked_on(walk):
    made = profile(*walk)

    assert len(made.strengths) <= 3
    assert len(made.to_work_on) <= 3
    assert set(numbers(made.strengths)) & set(numbers(made.to_work_on)) == set()
    assert all(low.level < high.level for low in made.to_work_on for high in made.strengths)
    strong = set(numbers(made.strengths))
    weakest = min((area.level for area in made.strengths), default=5)
    assert all(area.level <= weakest for area in made.comparable if strong and area.area.number not in strong)


@given(walks())
def test_a_level_lies_between_the_lowest_and_the_highest_answer(walk):
    for area in profile(*walk).areas:
        assert area.level is None or 1 <= area.lowest <= area.level <= area.highest <= area.scale
        assert len(area.levels) + len(area.beside) + area.unknown + area.not_applicable <= area.answered <= area.total


@given(pictures.questionnaires(), pictures.answers)
def test_any_walk_has_a_profile_of_all_its_areas(picture, answers):
    assert [area.area for area in profile(picture, answers).areas] == list(picture.areas)
