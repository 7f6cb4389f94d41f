"""The pictures of the documents: remade by `make pictures`, so none may be missing from it and none be left over."""

import re
from pathlib import Path

import pytest

from tests.pictures.camera import MAX_BYTES
from tests.pictures.shots import FOLDER, SHOTS

PAGES = [Path("README.md"), *sorted(Path("docs").glob("*.md"))]
kept = sorted(FOLDER.iterdir())


def shown() -> list[tuple[str, Path]]:
    """The alternative text and the file of every picture in the documents."""
    found = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)\)")
    top = Path.cwd()
    return [
        (text, (page.parent / address).resolve().relative_to(top))
        for page in PAGES
        for text, address in found.findall(page.read_text(encoding="utf-8"))
    ]


def test_the_pictures_taken_are_those_shown_and_those_kept():
    taken = sorted(FOLDER / f"{name}.png" for name in SHOTS)

    assert taken == kept
    assert taken == sorted({picture for _, picture in shown()})


def test_every_picture_says_in_words_what_is_to_be_seen():
    assert [picture for text, picture in shown() if len(text.split()) < 5] == []


@pytest.mark.parametrize("picture", kept, ids=str)
def test_a_picture_is_small(picture):
    assert picture.stat().st_size <= MAX_BYTES
