import subprocess
import sys

import pytest

from questionnaire.domain.taken import Format
from questionnaire.exports.formats import maker
from tests.manage import ROOT


@pytest.fixture
def unloaded(monkeypatch):
    """As in a process that has made nothing yet."""
    for name in [name for name in sys.modules if name.startswith("questionnaire.exports.to_pdf")]:
        monkeypatch.delitem(sys.modules, name)
    maker.cache_clear()


@pytest.mark.parametrize("form", Format)
def test_every_format_can_be_made_here(form):
    assert maker(form) is not None


def test_without_weasyprint_there_is_no_pdf_and_the_log_says_why(unloaded, monkeypatch, caplog):
    monkeypatch.setitem(sys.modules, "weasyprint", None)

    assert maker(Format.PDF) is None
    assert "No report as pdf on this server: " in caplog.text


def test_without_pango_there_is_no_pdf_either(unloaded, monkeypatch, tmp_path, caplog):
    """WeasyPrint is there and raises OSError when a library of the system is missing."""
    (tmp_path / "weasyprint.py").write_text("raise OSError(\"cannot load library 'libpango-1.0-0'\")")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "weasyprint")

    assert maker(Format.PDF) is None
    assert "libpango" in caplog.text


def test_what_makes_documents_is_loaded_when_one_is_asked_for():
    code = (
        "import sys, django; django.setup(); import questionnaire.urls;"
        "print([name for name in ('weasyprint', 'docx', 'openpyxl') if name in sys.modules])"
    )

    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={"PATH": "", "DEBUG": "1", "DJANGO_SETTINGS_MODULE": "questionnaire.settings"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"
