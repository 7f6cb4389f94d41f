"""The Turkish catalogue is complete, means what the code says, and is the one that is compiled."""

import gettext
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.manage import ROOT

FOLDER = Path("questionnaire/locale/tr/LC_MESSAGES")
SOURCE = ROOT / FOLDER / "django.po"
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[a-z%]|</?\w+>")

Catalogue = Mapping[object, str]  # by msgid, or by msgid and plural form


def tool(*command: object) -> str:
    """What one of gettext's programs says."""
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=True, timeout=60)
    return done.stdout


def catalogue(compiled: Path) -> Catalogue:
    with compiled.open("rb") as file:
        read = gettext.GNUTranslations(file)
    return {key: text for key, text in read._catalog.items() if key}


def compiled(source: Path, to: Path) -> Catalogue:
    tool("msgfmt", "--check", "--output-file", to, source)
    return catalogue(to)


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> set[object]:
    """What `make messages` finds in the code today, with nothing translated yet."""
    copy = tmp_path_factory.mktemp("messages")
    for folder in ("questionnaire", "templates"):
        shutil.copytree(ROOT / folder, copy / folder, ignore=shutil.ignore_patterns("__pycache__", "*.po", "*.mo"))
    subprocess.run(
        [sys.executable, "-m", "django", "makemessages", "--locale", "tr", "--no-location", "--verbosity", "0"],
        cwd=copy,
        check=True,
        timeout=60,
    )
    found = copy / FOLDER / "django.po"
    filled = copy / "filled.po"
    tool("msgen", "--output-file", filled, found)
    return set(compiled(filled, copy / "filled.mo"))


def test_the_compiled_catalogue_is_made_from_the_source(tmp_path: Path) -> None:
    assert catalogue(SOURCE.with_suffix(".mo")) == compiled(SOURCE, tmp_path / "django.mo")


def test_no_turkish_string_is_missing() -> None:
    assert tool("msgattrib", "--untranslated", SOURCE) == ""


def test_no_turkish_string_is_fuzzy() -> None:
    fuzzy = tool("msgattrib", "--only-fuzzy", "--no-wrap", SOURCE)

    assert [line for line in fuzzy.splitlines() if line.startswith("msgid ") and line != 'msgid ""'] == []


def test_every_string_of_the_code_is_in_the_catalogue(collected: set[object], tmp_path: Path) -> None:
    assert collected - set(compiled(SOURCE, tmp_path / "django.mo")) == set()


def test_no_string_of_the_catalogue_has_left_the_code(collected: set[object], tmp_path: Path) -> None:
    assert set(compiled(SOURCE, tmp_path / "django.mo")) - collected == set()


def test_placeholders_and_tags_are_those_of_the_original(tmp_path: Path) -> None:
    texts = compiled(SOURCE, tmp_path / "django.mo")
    originals = {key: key[0] if isinstance(key, tuple) else key for key in texts}

    differing = {
        originals[key]: text
        for key, text in texts.items()
        if set(PLACEHOLDER.findall(originals[key])) != set(PLACEHOLDER.findall(text))
    }

    assert differing == {}
