"""Two rounds side by side: matched by number, honest about what cannot be compared, silent before the new answer."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaire.domain.comparison import Change, Comparison, Rewording, Round, compare
from questionnaire.domain.profile import profile
from questionnaire.domain.questionnaire import Question, Questionnaire
from questionnaire.domain.richtext import Html
from questionnaire.domain.walk import Answers
from tests.domain import pictures
from tests.domain.pictures import NOT_APPLICABLE, UNKNOWN, picked, questionnaire

ON = datetime(2026, 5, 1, tzinfo=UTC)
SWAPPED = {Change.UP: Change.DOWN, Change.DOWN: Change.UP, Change.NEW: Change.GONE, Change.GONE: Change.NEW}


def question(number: int, levels: int = 5, **changed: object) -> Question:
    """A question whose statements 1 to 5 have the levels 1 to `levels`, the others none."""
    choices = [replace(pictures.choice(at), level=at if at <= levels else None) for at in range(1, 6)]
    return replace(pictures.question(number, *choices), **changed)


PICTURE = questionnaire({1: [question(1), question(2)], 2: [question(3)]})


def compared(
    then: Answers, now: Answers, before: Questionnaire = PICTURE, after: Questionnaire = PICTURE
) -> Comparison:
    return compare(Round(before, then, ON), Round(after, now, ON))


def changes(made: Comparison) -> dict[int, Change]:
    return {at.question.number: at.change for at in (*made.by_number.values(), *made.gone)}


@pytest.mark.parametrize(
    ("then", "now", "change"),
    [
        (picked(2), picked(4), Change.UP),
        (picked(4), picked(2), Change.DOWN),
        (picked(3), picked(3), Change.SAME),
        (UNKNOWN, picked(3), Change.APART),
        (picked(3), UNKNOWN, Change.APART),
        (UNKNOWN, UNKNOWN, Change.APART),
        (NOT_APPLICABLE, picked(3), Change.APART),
        (picked(3), NOT_APPLICABLE, Change.APART),
    ],
)
def test_what_became_of_an_answer(then, now, change):
    assert changes(compared({1: then}, {1: now})) == {1: change}


def test_an_answer_to_a_question_answered_for_the_first_time_is_new():
    (at,) = compared({}, {1: picked(3)}).by_number.values()

    assert (at.change, at.was_asked, at.then) == (Change.NEW, True, None)


def test_a_question_that_was_not_asked_then_is_new():
    before = questionnaire({1: [question(2)]})

    (at,) = compared({}, {1: picked(3)}, before).by_number.values()

    assert (at.change, at.was_asked) == (Change.NEW, False)


@pytest.mark.parametrize(
    "after",
    [
        questionnaire({2: [question(3)]}),
        questionnaire({2: [question(3)]}, question(1, retired=True)),
    ],
    ids=["left out", "retired"],
)
def test_a_question_that_is_no_longer_asked_stands_apart_with_its_answer(after):
    made = compared({1: picked(4)}, {3: picked(1)}, after=after)

    assert [(at.question.number, at.change, at.then) for at in made.gone] == [(1, Change.GONE, picked(4))]
    assert changes(made) == {3: Change.NEW, 1: Change.GONE}


def test_levels_on_another_scale_are_not_compared():
    made = compared({1: picked(2)}, {1: picked(4)}, questionnaire({1: [question(1, levels=4)]}))

    assert [(at.change, at.is_rescaled) for at in made.by_number.values()] == [(Change.APART, True)]


@pytest.mark.parametrize(("now", "change"), [(picked(2), Change.SAME), (picked(3), Change.APART)])
def test_without_levels_only_the_same_statement_is_the_same(now, change):
    unscored = questionnaire({1: [question(1, levels=0)]})

    assert changes(compared({1: picked(2)}, {1: now}, unscored, unscored)) == {1: change}


# --- nothing leads the new answer -----------------------------------------------------------------


def test_an_earlier_answer_is_not_told_before_the_new_one_is_given():
    made = compared({1: picked(4, note="gizli"), 2: picked(5), 3: UNKNOWN}, {1: picked(4)})

    assert (set(made.by_number), made.waiting, made.gone) == ({1}, 2, ())


def test_an_areas_earlier_level_does_not_give_away_what_is_not_answered_yet():
    made = compared({1: picked(1), 2: picked(5)}, {1: picked(1)})

    assert made.areas[0].then.levels == (1,)


# --- areas ----------------------------------------------------------------------------------------


def area_changes(made: Comparison) -> list[Change]:
    return [area.change for area in made.areas]


def test_an_area_goes_where_its_median_goes():
    then, now = {1: picked(2), 2: picked(3), 3: picked(5)}, {1: picked(3), 2: picked(3), 3: picked(4)}

    made = compared(then, now)

    assert [(area.then.level, area.now.level) for area in made.areas] == [(2.5, 3.0), (5.0, 4.0)]
    assert area_changes(made) == [Change.UP, Change.DOWN]
    assert made.is_any_lower


def test_an_area_without_an_answer_then_is_new():
    assert area_changes(compared({1: picked(2)}, {1: picked(2), 3: picked(2)})) == [Change.SAME, Change.NEW]


def test_an_area_with_a_level_at_one_time_only_is_not_compared():
    assert area_changes(compared({1: UNKNOWN, 2: UNKNOWN}, {1: picked(2), 2: picked(2)})) == [Change.APART]


def test_a_level_that_comes_from_other_questions_is_said_to():
    made = compared({1: picked(2), 2: UNKNOWN}, {1: UNKNOWN, 2: picked(2)})

    assert [area.is_of_other_questions for area in made.areas] == [True]


def test_an_area_has_the_questions_it_has_now_wherever_they_stood_then():
    moved = questionnaire({1: [question(1)], 2: [question(3), question(2)]})
    answers = {1: picked(1), 2: picked(3), 3: picked(5)}

    made = compared(answers, answers, after=moved)

    assert [(area.then.levels, area.now.levels) for area in made.areas] == [((1,), (1,)), ((3, 5), (3, 5))]


# --- rewordings -----------------------------------------------------------------------------------


def rewording(before: Question, after: Question, statement: str = "") -> Rewording:
    then = {1: picked(2, statement)}
    made = compared(then, {1: picked(3)}, questionnaire({1: [before]}), questionnaire({1: [after]}))
    return made.by_number[1].rewording


def with_choice(**changed: object) -> Question:
    """Question 1 whose second choice is changed."""
    first, second, *rest = question(1).choices
    return question(1, choices=(first, replace(second, **changed), *rest))


def test_what_reads_as_it_did_is_not_reworded():
    assert rewording(question(1), question(1)) == Rewording()


def test_a_statement_is_held_against_the_one_stored_when_it_was_picked():
    assert rewording(question(1), question(1), statement="Eski ifade") == Rewording(statement=True)


def test_reworded_guidance_is_told():
    assert rewording(with_choice(guidance=Html("<p>Eski</p>")), question(1)) == Rewording(guidance=True)


def test_a_reworded_question_is_told():
    assert rewording(question(1, text="Eski soru"), question(1)) == Rewording(question=True)


def test_rewordings_of_questions_asked_now_are_counted():
    made = compared({1: picked(2, "Eski"), 2: picked(2)}, {1: picked(2), 2: picked(2)})

    assert made.rewordings == 1


# --- notes ----------------------------------------------------------------------------------------


def test_without_notes_nothing_else_is_missing():
    answers = {1: picked(2, note="Not"), 3: picked(1, note="Not")}
    after = questionnaire({1: [question(1)]})

    made = compared(answers, answers, after=after)

    bare = {number: replace(at, note="") for number, at in answers.items()}
    assert made.without_notes() == compared(bare, bare, after=after)


# --- whatever is asked and answered ---------------------------------------------------------------

ANSWERS = st.dictionaries(
    st.integers(1, 12), st.sampled_from([UNKNOWN, NOT_APPLICABLE, *(picked(at) for at in range(1, 6))]), max_size=12
)


@st.composite
def scored(draw: st.DrawFn) -> Questionnaire:
    """Questions of any scale in any order, spread over areas; some are not asked."""
    numbers = draw(st.lists(st.integers(1, 12), unique=True, max_size=12))
    areas: dict[int, list[Question]] = {}
    left = []
    for number in numbers:
        place = draw(st.integers(0, 3))
        made = question(number, draw(st.sampled_from([0, 4, 5])))
        if place:
            areas.setdefault(place, []).append(made)
        else:
            left.append(replace(made, retired=True))
    return questionnaire(areas, *left)


@given(scored(), ANSWERS, ANSWERS)
def test_every_answer_of_now_stands_there_once(picture, then, now):
    made = compared(then, now, picture, picture)

    asked = {question.number for question in picture.questions}
    assert sorted(at.question.number for area in made.areas for at in area.questions) == sorted(asked & now.keys())


@given(scored(), scored(), ANSWERS, ANSWERS)
def test_no_earlier_answer_is_lost_and_none_is_told_too_early(before, after, then, now):
    made = compared(then, now, before, after)

    asked = {question.number for question in after.questions}
    known = asked | {question.number for question in (*before.questions, *before.not_asked)}
    told = {at.question.number for at in (*made.by_number.values(), *made.gone) if at.then}
    assert told == {number for number in then if number in known and (number in now or number not in asked)}
    assert made.waiting == len({number for number in then if number in asked and number not in now})


@given(scored(), scored(), ANSWERS)
def test_the_other_way_round_up_is_down_and_new_is_gone(before, after, answers):
    """Both rounds answered the same questions, each the one that were asked."""
    there, back = compared(answers, answers, before, after), compared(answers, answers, after, before)

    both = set(there.by_number) & set(back.by_number)
    assert {number: SWAPPED.get(there.by_number[number].change, there.by_number[number].change) for number in both} == {
        number: back.by_number[number].change for number in both
    }


@given(scored(), ANSWERS, ANSWERS, st.randoms())
def test_the_order_of_questions_changes_nothing(picture, then, now, random):
    asked = list(picture.questions)
    random.shuffle(asked)
    shuffled = questionnaire({1: asked}, *picture.not_asked) if asked else picture

    assert changes(compared(then, now, shuffled, picture)) == changes(compared(then, now, picture, picture))


@given(scored(), ANSWERS)
def test_the_same_round_twice_has_neither_up_nor_down(picture, answers):
    made = compared(answers, answers, picture, picture)

    assert (made.counts["up"], made.counts["down"], made.counts["new"], made.waiting) == (0, 0, 0, 0)
    assert {area.change for area in made.areas} <= {Change.SAME, Change.APART}


@given(scored(), scored(), ANSWERS, ANSWERS)
def test_the_level_of_now_is_the_one_of_the_profile(before, after, then, now):
    profiles = {at.area.number: at for at in profile(after, now).areas}

    assert all(at.now == profiles[at.area.number] for at in compared(then, now, before, after).areas)
