"""What must hold for the files of the repository, whatever they say."""

import hashlib
import re
from pathlib import Path

import pytest

# What a checkout has at its top: the folders and files of ours, none that tools leave behind.
SOURCES = ["questionnaire", "templates", "static", "seeds", "tests", "docs", ".ci"]
TEXTS = {".py", ".md", ".txt", ".html", ".css", ".js", ".svg", ".toml", ".po", ".yml", ".yaml", ".cfg", ""}
HERE = Path(__file__).name

files = sorted(
    path
    for top in [*map(Path, SOURCES), Path()]
    for path in (top.rglob("*") if top.name else top.glob("*"))
    if path.is_file() and path.suffix in TEXTS and not path.name.startswith((".coverage", "db.sqlite", ".secret"))
)
templates = sorted(Path("templates").rglob("*.html"))


def test_the_users_seed_is_kept_byte_for_byte():
    data = Path("seeds/3/9-3.md").read_bytes()

    assert hashlib.sha256(data).hexdigest() == "c2aed2237c2cf041cc331478b8fdba3cea4933e5c656daebdaf27d766c1bfa2e"


@pytest.mark.parametrize("path", sorted(Path().glob("requirements*.txt")), ids=str)
def test_lock_files_hold_no_address_and_lock_every_package_by_its_hash(path):
    text = path.read_text()
    packages = re.findall(r"^[a-z0-9]", text, re.MULTILINE)
    hashed = re.findall(r"^[a-z0-9].*\\\n +--hash=sha256:[0-9a-f]{64}", text, re.MULTILINE)

    assert "://" not in text
    assert "--index-url" not in text
    assert len(hashed) == len(packages) > 0


def test_there_is_a_lock_file_for_running_and_one_for_development():
    assert sorted(path.name for path in Path().glob("requirements*.txt")) == [
        "requirements-dev.txt",
        "requirements.txt",
    ]


def test_no_file_names_a_path_of_the_machine_it_was_written_on():
    ours = re.compile("|".join(["/wo" + "rk/", "/ro" + "ot/", "/ho" + r"me/\w"]))

    found = [f"{path}: {match[0]}" for path in files if (match := ours.search(path.read_text(errors="replace")))]

    assert found == []


def test_the_files_that_are_looked_through_are_many():
    assert {Path("manage.py"), Path("Makefile"), Path("questionnaire/settings.py"), Path("seeds/3/9-3.md")} <= {*files}


@pytest.mark.parametrize("path", templates, ids=str)
def test_a_template_holds_nothing_inline_and_trusts_no_text_by_itself(path):
    text = path.read_text()

    assert re.findall(r"\sstyle\s*=|<style|\|\s*safe|autoescape off|javascript:|\son[a-z]+\s*=", text) == []


@pytest.mark.parametrize("path", templates, ids=str)
def test_a_script_in_a_template_is_a_file_of_ours(path):
    scripts = re.findall(r"<script\b([^>]*)>(.*?)</script>", path.read_text(), re.DOTALL)

    assert [attributes for attributes, _ in scripts if "src=\"{% static 'js/" not in attributes] == []
    assert [code for _, code in scripts if code.strip()] == []


def test_templates_ask_nothing_of_another_origin():
    loaded = re.compile(r"<(?:script|link|img|iframe|form)\b[^>]*?\b(?:src|href|action)=[\"']?(?:https?:)?//")

    assert [str(path) for path in templates if loaded.search(path.read_text())] == []


def test_style_sheets_load_nothing():
    sheets = sorted(Path("static").rglob("*.css"))

    assert [str(path) for path in sheets if re.search(r"@import|url\(\s*['\"]?(?!data:)", path.read_text())] == []
