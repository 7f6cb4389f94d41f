from itertools import combinations
from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaire.domain.chart import BAR_WIDTH, FONT, RADIUS, Spoke, bar, radar, text_width, wrapped

TURKISH = "abcçdefgğhıijklmnoöprsştuüvyzâîûABCÇDEFGĞHIİJKLMNOÖPRSŞTUÜVYZ0123456789,’“”()-"
# Advance widths of DejaVu Sans, in shares of the font's size, of the widest letters in each class of the estimate.
DEJAVU = {"t": 0.392, "r": 0.411, "y": 0.592, "k": 0.579, "“": 0.518, "b": 0.635, "5": 0.636, "E": 0.632, "Ş": 0.635}
DEJAVU |= {"A": 0.684, "Q": 0.787, "Ğ": 0.775, "Ü": 0.732, "Ö": 0.787, "&": 0.78, "m": 0.974, "W": 0.989, "…": 1.0}

words = st.text(TURKISH, min_size=1, max_size=60)
names = st.one_of(words, st.lists(words, min_size=1, max_size=8).map(lambda some: " ".join(some)[:60].strip() or "x"))
scales = st.integers(1, 7)


@st.composite
def radars(draw):
    scale = draw(scales)
    levels = st.integers(2, 2 * scale).map(lambda halves: halves / 2)
    spokes = st.builds(Spoke, names, levels, st.sampled_from(["", "3", "3–4"]))
    return radar(draw(st.lists(spokes, min_size=3, max_size=15)), scale)


def box(label):
    return label.left, label.top, label.right, label.bottom


def apart(one, other):
    return one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


@given(radars())
def test_every_label_stands_inside_the_view_box(made):
    for axis in made.axes:
        left, top, right, bottom = box(axis.label)
        assert made.left <= left < right <= made.left + made.width
        assert made.top <= top < bottom <= made.top + made.height


@given(radars())
def test_no_label_lies_on_another_or_on_the_circle(made):
    boxes = [box(axis.label) for axis in made.axes]

    assert [pair for pair in combinations(boxes, 2) if not apart(*pair)] == []
    for left, top, right, bottom in boxes:
        nearest = min(max(left, 0), right), min(max(top, 0), bottom)
        assert hypot(*nearest) > RADIUS


@given(radars())
def test_every_point_stands_inside_the_circle_on_its_own_axis(made):
    for axis in made.axes:
        assert 0 < hypot(axis.at.x, axis.at.y) <= hypot(axis.end.x, axis.end.y) + 0.2
        assert abs(axis.at.x * axis.end.y - axis.at.y * axis.end.x) < 0.2 * RADIUS
        assert hypot(axis.end.x, axis.end.y) == pytest.approx(RADIUS, abs=0.2)


@given(radars())
def test_labels_follow_each_other_as_their_axes_do(made):
    for right in (True, False):
        column = [axis for axis in made.axes if axis.label.anchor == ("start" if right else "end")]
        tops = [axis.label.top for axis in (column if right else column[::-1])]
        assert tops == sorted(tops)


@pytest.mark.parametrize("count", range(3, 16))
def test_the_longest_names_fit_at_any_number_of_areas(count):
    made = radar([Spoke("Muvaffakiyetsizleştiricileştiriveremeyebileceklerimizdenmişs"[:60], 3, "3–4")] * count, 5)

    boxes = [box(axis.label) for axis in made.axes]
    assert all(apart(*pair) for pair in combinations(boxes, 2))
    assert all(
        "".join(line.text.rstrip("-") for line in axis.label.lines[:-1]).startswith("Muvaff") for axis in made.axes
    )


def test_the_first_area_stands_at_the_top_and_the_rest_follows_clockwise():
    made = radar([Spoke("Ad", 5), Spoke("Ad", 2.5), Spoke("Ad", 5), Spoke("Ad", 1)], 5)

    assert [(axis.at.x, axis.at.y) for axis in made.axes] == [
        (0, -RADIUS),
        (RADIUS / 2, 0),
        (0, RADIUS),
        (-RADIUS / 5, 0),
    ]
    assert [axis.label.anchor for axis in made.axes] == ["middle", "start", "middle", "end"]


def test_there_is_a_ring_for_every_level():
    made = radar([Spoke("Ad", 1)] * 3, 5)

    assert [ring[0].y for ring in made.rings] == [pytest.approx(-RADIUS * at / 5) for at in (1, 2, 3, 4, 5)]


@pytest.mark.parametrize("count", [0, 1, 2])
def test_fewer_than_three_areas_make_no_radar(count):
    assert radar([Spoke("Ad", 1)] * count, 5) is None


@given(scales.flatmap(lambda scale: st.tuples(st.just(scale), st.lists(st.integers(1, scale), min_size=1, max_size=3))))
def test_a_bar_lies_inside_its_box_with_its_level_between_lowest_and_highest(made):
    scale, levels = made
    lowest, *_, highest = sorted([*levels, *levels])
    drawn = bar(scale, (lowest + highest) / 2, lowest, highest)

    assert 0 < drawn.start < drawn.low <= drawn.filled <= drawn.high <= drawn.steps[-1] < BAR_WIDTH
    assert len(drawn.steps) == scale
    assert drawn.start + drawn.length == pytest.approx(drawn.filled)


def test_a_level_ends_where_its_step_ends():
    drawn = bar(5, 3, 1, 4)

    assert (drawn.low, drawn.filled, drawn.high) == (drawn.steps[0], drawn.steps[2], drawn.steps[3])


def test_a_bar_without_a_level_is_empty():
    drawn = bar(5, None, 3, 3)

    assert (drawn.filled, drawn.length, drawn.low, drawn.high) == (None, None, None, None)
    assert len(drawn.steps) == 5


@given(names, st.integers(60, 300))
def test_no_line_is_wider_than_it_may_be_and_no_letter_is_lost(name, width):
    lines = wrapped(name, width)

    assert all(text_width(line) <= width for line in lines)
    assert "".join(lines).replace("-", "").replace(" ", "") == name.replace("-", "").replace(" ", "")


def test_a_name_is_wrapped_between_words_and_divided_only_where_a_word_is_too_long():
    assert wrapped("Ortaklık, ağlar ve savunuculuk", 130) == ("Ortaklık, ağlar", "ve savunuculuk")
    assert wrapped("İzleme, değerlendirme", 124) == ("İzleme,", "değerlendirme")


def test_a_word_is_divided_between_syllables():
    assert wrapped("kurumsallaştırılamayanlardan", 124) == ("kurumsallaştı-", "rılamayanlar-", "dan")
    assert wrapped("grrrrrrrrrrrrrrrrrrrrrrr", 100) == ("grrrrrrrrrrrrr-", "rrrrrrrrrr")


@pytest.mark.parametrize("letter", DEJAVU)
def test_the_estimate_of_a_letters_width_is_no_less_than_the_widest_usual_font(letter):
    assert text_width(letter) >= FONT * DEJAVU[letter]
