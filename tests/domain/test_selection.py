from dataclasses import replace
from datetime import UTC, datetime

import pytest

from questionnaire.domain.report import Said, Written, report
from questionnaire.domain.selection import Selection
from questionnaire.domain.walk import Mark
from tests.domain.pictures import NOT_APPLICABLE, UNKNOWN, picked, questionnaire, scored

NOW = datetime(2026, 11, 1, tzinfo=UTC)
PICTURE = questionnaire({1: [scored(1), scored(2), scored(3)], 2: [scored(4), scored(5), scored(6)]})
ANSWERS = {1: picked(1), 2: picked(3), 3: UNKNOWN, 4: picked(1), 5: NOT_APPLICABLE}
MARKS = {2: Mark(flagged=True), 6: Mark(flagged=True)}
REPORT = report(PICTURE, Said(ANSWERS, MARKS), Written(NOW, NOW, None))
FIRST, SECOND = PICTURE.areas


@pytest.mark.parametrize(
    ("selection", "numbers"),
    [
        (Selection(), [[1, 2, 3], [4, 5, 6]]),
        (Selection(area=SECOND), [[4, 5, 6]]),
        (Selection(level=1), [[1], [4]]),
        (Selection(area=FIRST, level=1), [[1]]),
        (Selection(area=SECOND, level=3), []),
        (Selection(unknown=True), [[3]]),
        (Selection(level=3, unknown=True), [[2, 3]]),
        (Selection(flagged=True), [[2], [6]]),
        (Selection(flagged=True, level=3), [[2]]),
    ],
)
def test_a_selection_keeps_what_it_names(selection, numbers):
    assert [[card.question.number for card in group.cards] for group in selection.of(REPORT)] == numbers


def test_a_question_without_answer_or_flag_is_not_told_about():
    unmarked = report(PICTURE, Said(ANSWERS), Written(NOW, NOW, None))

    assert [len(group.cards) for group in Selection().of(unmarked)] == [3, 2]
    assert Selection().of(replace(unmarked, areas=())) == ()
