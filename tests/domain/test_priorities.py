from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from questionnaire.domain.priorities import priorities
from questionnaire.domain.report import Said, Written, report
from questionnaire.domain.walk import Mark
from tests.domain.pictures import NOT_APPLICABLE, UNKNOWN, choice, picked, question, questionnaire

NOW = datetime(2026, 11, 1, tzinfo=UTC)
NAMES = ("Yok", "Başladı", "Var")


def scored(number, levels=3, retired=()):
    return question(number, *(choice(at, level=at, retired=at in retired) for at in range(1, levels + 1)))


PICTURE = replace(questionnaire({1: [scored(1), scored(2)], 2: [scored(3), scored(4)]}), level_names=NAMES)


def found(answers, importance=(), decided=(), picture=PICTURE):
    """What there is to decide, by numbers; `importance` by question number."""
    marks = {number: Mark(importance=value) for number, value in dict(importance).items()}
    marks |= {number: replace(marks.get(number, Mark()), priority=True) for number in decided}
    return priorities(report(picture, Said(answers, marks), Written(NOW, NOW, None)))


def numbers(cards):
    return [card.question.number for card in cards]


def everything(level=1):
    return {number: picked(level) for number in (1, 2, 3, 4)}


def test_only_what_was_answered_below_the_highest_level_has_room_to_grow():
    shown = found({1: picked(1), 2: picked(3), 3: UNKNOWN, 4: NOT_APPLICABLE})

    assert [(area.area.number, numbers(area.cards)) for area in shown.areas] == [(1, [1])]


def test_without_levels_nothing_has_room_to_grow():
    assert found({1: picked()}, picture=questionnaire({1: [question(1)]})).cards == ()


def test_a_highest_statement_that_cannot_be_picked_any_more_is_no_room_to_grow():
    picture = questionnaire({1: [scored(1, retired=(3,))]})

    assert found({1: picked(2)}, picture=picture).cards == ()


def test_what_nobody_has_rated_is_not_proposed():
    shown = found(everything())

    assert (shown.proposed, shown.ranked, shown.matrix) == ((), (), ())


def test_the_most_important_is_proposed_first():
    assert numbers(found(everything(), {1: 1, 2: 3, 3: 2}).proposed) == [2, 3, 1]


def test_of_equally_important_ones_the_lowest_level_is_proposed_first():
    answers = {1: picked(2), 2: picked(1), 3: picked(2), 4: picked(1)}

    assert numbers(found(answers, dict.fromkeys(answers, 2)).ranked) == [2, 4, 1, 3]


def test_of_equally_important_ones_on_the_same_level_the_walk_decides():
    picture = questionnaire({1: [scored(9), scored(2)], 2: [scored(5)]})

    assert numbers(found(dict.fromkeys((2, 5, 9), picked()), dict.fromkeys((2, 5, 9), 3), picture=picture).ranked) == [
        9,
        2,
        5,
    ]


def test_at_most_three_are_proposed():
    shown = found(everything(), dict.fromkeys((1, 2, 3, 4), 3))

    assert (numbers(shown.proposed), numbers(shown.ranked)) == ([1, 2, 3], [1, 2, 3, 4])


def test_what_was_decided_stays_in_sight_when_it_has_no_room_to_grow_any_more():
    shown = found({1: picked(3), 2: picked(1)}, {1: 3, 2: 2}, decided=[1])

    assert (numbers(shown.proposed), numbers(shown.ranked)) == ([2], [2, 1])


def test_the_matrix_has_a_row_for_every_level_and_a_column_for_every_importance():
    shown = found({1: picked(2), 2: picked(1), 3: picked(2), 4: picked(2)}, {1: 3, 2: 1, 3: 3, 4: 2})

    assert [(row.level, row.name, [(at, numbers(cards)) for at, cards in row.cells]) for row in shown.matrix] == [
        (1, "Yok", [(3, []), (2, []), (1, [2])]),
        (2, "Başladı", [(3, [1, 3]), (2, [4]), (1, [])]),
    ]


def test_levels_are_named_only_where_all_questions_share_the_scale_with_names():
    picture = replace(questionnaire({1: [scored(1), scored(2, levels=5)]}), level_names=NAMES)

    assert [row.name for row in found({1: picked(1), 2: picked(2)}, {1: 3, 2: 3}, picture=picture).matrix] == ["", ""]


@given(
    st.dictionaries(st.sampled_from([1, 2, 3, 4]), st.sampled_from([picked(1), picked(2), picked(3), UNKNOWN])),
    st.dictionaries(st.sampled_from([1, 2, 3, 4]), st.integers(1, 3)),
)
def test_nothing_better_is_passed_over(answers, importance):
    shown = found(answers, importance)

    rank = [(-(card.mark.importance or 0), card.level or 0) for card in shown.ranked]
    assert rank == sorted(rank)
    assert shown.proposed == shown.ranked[:3]
    assert {card.question.number for card in shown.ranked} == {
        number for number in answers.keys() & importance.keys() if answers[number].choice in {1, 2}
    }
    placed = [card for row in shown.matrix for _, cards in row.cells for card in cards]
    assert sorted(numbers(placed)) == sorted(numbers(shown.ranked))
