"""The word-level difference of two texts: nothing is lost, it reads well, and it ends."""

import random
import sys
from collections.abc import Iterator
from itertools import pairwise
from types import FrameType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaire.domain.diff import Kind, Run, differences

words = st.sampled_from(
    ["ve", "bir", "Yönetim", "kurulu", "ısrarla", "İstanbul’da", "şöyle", ".", ",", " ", "\n", "\n\n"]
)
texts = st.text(max_size=80) | st.lists(words, max_size=60).map(" ".join) | st.lists(words, max_size=60).map("".join)


def told(old: str, new: str) -> str:
    """The difference in one line: [-removed-] and {+added+}."""
    marks = {Kind.KEPT: "{}", Kind.REMOVED: "[-{}-]", Kind.ADDED: "{{+{}+}}"}
    return "".join(marks[run.kind].format(run.text) for run in differences(old, new))


@given(texts, texts)
def test_both_texts_can_be_read_out_of_the_difference(old: str, new: str) -> None:
    runs = differences(old, new)

    assert "".join(run.text for run in runs if run.kind is not Kind.ADDED) == old
    assert "".join(run.text for run in runs if run.kind is not Kind.REMOVED) == new


@given(texts, texts)
def test_runs_are_as_long_as_they_can_be(old: str, new: str) -> None:
    kinds = [run.kind for run in differences(old, new)]

    assert all(first is not second for first, second in pairwise(kinds))
    assert (Kind.ADDED, Kind.REMOVED) not in pairwise(kinds)
    assert all(run.text for run in differences(old, new))


@given(texts)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert differences(text, text) == ([Run(Kind.KEPT, text)] if text else [])


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Kurul ayda bir toplanır.", "Kurul ayda iki kez toplanır.", "Kurul ayda [-bir-]{+iki kez+} toplanır."),
        ("Bir. İki. Üç.", "Bir. Üç.", "Bir. [-İki. -]Üç."),
        ("Üye sayısı", "Üye’nin sayısı", "[-Üye-]{+Üye’nin+} sayısı"),
        ("ısı", "isi", "[-ısı-]{+isi+}"),
        ("İL", "IL", "[-İL-]{+IL+}"),
        ("Ali  geldi", "Ali geldi", "Ali[-  -]{+ +}geldi"),
        ("", "Yeni", "{+Yeni+}"),
        ("Eski", "", "[-Eski-]"),
        # one common “ve” in what was written anew is no island
        ("Kısa ve öz yazın", "Uzun ve ayrıntılı anlatın", "[-Kısa ve öz yazın-]{+Uzun ve ayrıntılı anlatın+}"),
        # paragraph by paragraph, not both removed and then both added
        ("- elma\n- armut\n", "- erik\n- nar\n", "- [-elma-]{+erik+}\n- [-armut-]{+nar+}\n"),
    ],
)
def test_it_reads_as_an_editor_would_tell_it(old: str, new: str, expected: str) -> None:
    assert told(old, new) == expected


def test_a_moved_paragraph_leaves_the_others_alone() -> None:
    first, second, third = (f"{name} paragraf burada durur." for name in ("İlk", "İkinci", "Üçüncü"))

    runs = differences(f"{first}\n{second}\n{third}\n", f"{second}\n{third}\n{first}\n")

    assert [(run.kind.value, run.text.strip()) for run in runs] == [
        ("removed", first),
        ("kept", f"{second}\n{third}"),
        ("added", first),
    ]


def hard() -> Iterator[tuple[str, str]]:
    """Pairs of 30,000 characters on which textbook methods take minutes."""
    rng = random.Random(4)
    few = [f"s{n}" for n in range(120)]
    yield "a " * 15_000, "a " * 14_999 + "b"
    yield "a " * 7_500 + "b " * 7_500, "b " * 7_500 + "a " * 7_500
    yield "a\n" * 15_000, "\na" * 15_000
    yield "a. " * 10_000, "b. a. " * 5_000
    yield "." * 30_000, "," * 15_000 + "." * 15_000
    yield " ".join(rng.choices(few, k=7_000)), " ".join(rng.choices(few, k=7_000))
    yield " ".join(f"x{n}" for n in range(4_500)), " ".join(f"x{n}" for n in reversed(range(4_500)))
    mixed = [f"x{n}" for n in range(4_500)]
    yield " ".join(mixed), " ".join(rng.sample(mixed, len(mixed)))


@pytest.mark.parametrize("pair", [*hard()], ids=range(8))
def test_hard_texts_are_compared_in_bounded_steps(pair: tuple[str, str]) -> None:
    """Steps are lines of Python run, so that a busy machine does not count."""
    steps = 0

    def count(frame: FrameType, event: str, argument: object) -> object:
        nonlocal steps
        steps += event == "line"
        return count

    sys.settrace(count)
    try:
        runs = differences(*pair)
    finally:
        sys.settrace(None)

    assert "".join(run.text for run in runs if run.kind is not Kind.REMOVED) == pair[1]
    assert steps < 2_000_000
