"""The profile as geometry: one for bars, one for the radar. Plain numbers in view-box units, x to the right, y down.

How wide a text gets is not known here, since every device has its own font. `text_width` is an estimate that no usual
sans serif exceeds (its classes are those of DejaVu Sans, the widest among them), and labels are placed by it, so that
they are neither cut off nor lie on each other.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin

MIN_SPOKES = 3  # fewer make no area

BAR_WIDTH = 600
BAR_HEIGHT = 24
BAR_EDGE = 2  # room for the strokes

FONT = 15  # size of a label's letters
LINE = 18  # from one baseline to the next
DESCENT = 4  # from the baseline to the bottom of a line
RADIUS = 84
GAP = 12  # between the circle and the labels
COLUMN = 124  # width of the labels on either side
ABOVE = 2 * RADIUS  # width of a label right above or below
BETWEEN = 6  # from one label to the next
MARGIN = 4

# How wide letters are at most, as shares of the font's size.
_SHARES = {
    0.42: "ıijlîİIÎJ .,:;/|!()[]’'‘-ftr",
    0.6: "sşzcçkvyxLF–?“”*_",
    0.66: "abdegğhnoöpquüâûESŞPTY0123456789",
    0.8: "AÂBCÇDGĞHKNOÖQRUÜÛVXZ&",
}
_SHARE_OF = {letter: share for share, letters in _SHARES.items() for letter in letters}
_LATIN = 1.0  # the widest of the rest: m, w, M, W, @, %
_OTHER = 1.4  # emoji, and writing from elsewhere
_VOWELS = frozenset("aeıioöuüâîûAEIİOÖUÜÂÎÛ")


@dataclass(frozen=True, slots=True)
class Bar:
    """One area as a bar: a step for every level, filled as far as the area's level goes.

    A level ends where its step ends, so that level 1 is to be seen. `low` and `high` are where the lowest and the
    highest answer end; all are x from 0 to BAR_WIDTH, None without a level.
    """

    steps: tuple[float, ...]  # where each step ends, the last at the right edge
    filled: float | None
    low: float | None
    high: float | None
    start: float = BAR_EDGE
    width: int = BAR_WIDTH
    height: int = BAR_HEIGHT

    @property
    def length(self) -> float | None:
        """Of the filled part."""
        return None if self.filled is None else round(self.filled - self.start, 1)


@dataclass(frozen=True, slots=True)
class Spoke:
    """What the radar shows of an area."""

    label: str
    level: float  # from 1 to the radar's scale
    value: str = ""  # the level in short, below the label


@dataclass(frozen=True, slots=True)
class Point:
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a label; y is its baseline."""

    text: str
    y: float
    is_value: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """A label in lines that stand below each other at the same x."""

    x: float
    anchor: str  # start, middle or end, as SVG's text-anchor
    lines: tuple[Line, ...]

    @property
    def top(self) -> float:
        return self.lines[0].y - LINE + DESCENT

    @property
    def bottom(self) -> float:
        return self.lines[-1].y + DESCENT

    @property
    def left(self) -> float:
        width = max(text_width(line.text) for line in self.lines)
        return self.x - width * {"start": 0, "middle": 0.5, "end": 1}[self.anchor]

    @property
    def right(self) -> float:
        return self.left + max(text_width(line.text) for line in self.lines)


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis of the radar from the centre to `end`, the level on it, and its label with where a line leads to it."""

    end: Point
    at: Point
    label: Label
    leads_to: Point


@dataclass(frozen=True, slots=True)
class Radar:
    """A radar around (0, 0). A level is that share of the radius; a ring for every level, the innermost first."""

    left: float
    top: float
    width: float
    height: float
    rings: tuple[tuple[Point, ...], ...]
    axes: tuple[Axis, ...]
    font: int = FONT

    @property
    def outline(self) -> tuple[Point, ...]:
        return tuple(axis.at for axis in self.axes)


def bar(scale: int, level: float | None, lowest: int | None, highest: int | None) -> Bar:
    """The bar of a level from 1 to `scale` (at least 1) and of the lowest and highest answer; empty without a level."""
    steps = tuple(_along(step, scale) for step in range(1, scale + 1))
    if level is None or lowest is None or highest is None:
        return Bar(steps, None, None, None)
    return Bar(steps, _along(level, scale), _along(lowest, scale), _along(highest, scale))


def radar(spokes: Sequence[Spoke], scale: int) -> Radar | None:
    """The radar of these areas, the first at the top, clockwise; None for fewer than three."""
    if len(spokes) < MIN_SPOKES:
        return None
    ends = [_on_axis(index, len(spokes), 1) for index in range(len(spokes))]
    labels = _labels(spokes, ends)
    axes = tuple(
        Axis(
            end=end,
            at=_on_axis(index, len(spokes), spoke.level / scale),
            label=labels[index],
            leads_to=_edge(labels[index]),
        )
        for index, (spoke, end) in enumerate(zip(spokes, ends, strict=True))
    )
    top = min(-RADIUS, *(label.top for label in labels)) - MARGIN
    bottom = max(RADIUS, *(label.bottom for label in labels)) + MARGIN
    half = RADIUS + GAP + COLUMN + MARGIN
    rings = tuple(
        tuple(_on_axis(index, len(spokes), level / scale) for index in range(len(spokes)))
        for level in range(1, scale + 1)
    )
    return Radar(-half, round(top, 1), 2 * half, round(bottom - top, 1), rings, axes)


def text_width(text: str) -> float:
    """How wide a label's text gets at most, in view-box units at the size FONT."""
    return FONT * sum(_share(letter) for letter in text)


def wrapped(text: str, width: float) -> tuple[str, ...]:
    """The text in lines of at most this width; a word that is wider alone is divided with a hyphen."""
    lines = [""]
    for word in text.split():
        for part in _parts(word, width):
            longer = f"{lines[-1]} {part}".strip()
            if text_width(longer) <= width:
                lines[-1] = longer
            else:
                lines.append(part)
    return tuple(lines) if lines[0] else tuple(lines[1:] or lines)


def _share(letter: str) -> float:
    return _SHARE_OF.get(letter, _LATIN if ord(letter) < 0x150 or letter in "…—" else _OTHER)


def _parts(word: str, width: float) -> list[str]:
    """A word in parts of at most this width, divided between syllables where that is possible."""
    if text_width(word) <= width:
        return [word]
    fitting = [at for at in range(1, len(word)) if at == 1 or text_width(word[:at] + "-") <= width]
    between = [at for at in fitting if 1 < at < len(word) - 1 and _starts_syllable(word, at)]
    at = (between or fitting)[-1]
    return [f"{word[:at]}-", *_parts(word[at:], width)]


def _starts_syllable(word: str, at: int) -> bool:
    """Whether a syllable starts here: in Turkish with the consonant that stands right before a vowel."""
    return word[at] not in _VOWELS and word[at + 1] in _VOWELS


def _along(level: float, scale: int) -> float:
    return round(BAR_EDGE + (BAR_WIDTH - 2 * BAR_EDGE) * level / scale, 1)


def _on_axis(index: int, count: int, share: float) -> Point:
    angle = 2 * pi * index / count
    return Point(round(RADIUS * share * sin(angle), 1), round(-RADIUS * share * cos(angle), 1))


def _labels(spokes: Sequence[Spoke], ends: Sequence[Point]) -> list[Label]:
    """A label for every spoke: above, below, or in the column on its side, as near to its axis as there is room."""
    wide = {0, len(ends) // 2} if len(ends) % 2 == 0 else {0}  # right above, right below
    texts = [_text(spoke, ABOVE if index in wide else COLUMN) for index, spoke in enumerate(spokes)]
    heights = [len(text) * LINE for text in texts]
    right = [index for index, end in enumerate(ends) if index not in wide and end.x > 0]
    left = [index for index, end in reversed(list(enumerate(ends))) if index not in wide and end.x < 0]
    tops: dict[int, float] = {
        index: -RADIUS - GAP - heights[index] if ends[index].y < 0 else RADIUS + GAP for index in wide
    }
    for column in (right, left):
        found = _stacked([ends[index].y for index in column], [heights[index] for index in column])
        tops |= dict(zip(column, found, strict=True))
    return [_label(text, ends[index], tops[index], above=index in wide) for index, text in enumerate(texts)]


def _text(spoke: Spoke, width: float) -> list[tuple[str, bool]]:
    lines = [(line, False) for line in wrapped(spoke.label, width)]
    return [*lines, (spoke.value, True)] if spoke.value else lines


def _label(text: list[tuple[str, bool]], end: Point, top: float, *, above: bool) -> Label:
    x, anchor = (0, "middle") if above else (RADIUS + GAP, "start") if end.x > 0 else (-RADIUS - GAP, "end")
    lines = (
        Line(words, round(top + (at + 1) * LINE - DESCENT, 1), is_value) for at, (words, is_value) in enumerate(text)
    )
    return Label(x, anchor, tuple(lines))


def _stacked(wanted: list[float], heights: list[int]) -> list[float]:
    """The tops of boxes in a column, each centred on its wanted y if there is room, in this order and apart."""
    bound = max(float(RADIUS), (sum(heights) + BETWEEN * (len(heights) - 1)) / 2)
    tops, lower = [], -bound
    for centre, height in zip(wanted, heights, strict=True):
        tops.append(max(centre - height / 2, lower))
        lower = tops[-1] + height + BETWEEN
    upper = bound
    for index in reversed(range(len(tops))):
        tops[index] = min(tops[index], upper - heights[index])
        upper = tops[index] - BETWEEN
    return tops


def _edge(label: Label) -> Point:
    """Where the line from the axis meets the label."""
    middle = round((label.top + label.bottom) / 2, 1)
    if label.anchor == "middle":
        return Point(0, label.bottom if label.bottom < 0 else label.top)
    return Point(label.x - 3 if label.x > 0 else label.x + 3, middle)
