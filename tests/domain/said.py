"""Seed files in short, and what an editor is told about them."""

from questionnaire.domain.seed import Parsed, parse
from questionnaire.wording import located


def guidance(title: str = "Başlık", body: str = "Metin.\n", *, question: str = "9", choice: str = "3", more: str = ""):
    """The text of a guidance file, every value as it is typed; `more` is further lines of front matter."""
    return f"---\ntitle: {title}\nquestion_id: {question}\nchoice_id: {choice}\n{more}---\n{body}"


def read(text: str) -> Parsed:
    return parse(text.encode(), "9-3.md")


def said(text: str | bytes) -> list[str]:
    """The problems of a file as `loadseeds` prints them, without its name; warnings are marked."""
    parsed = parse(text if isinstance(text, bytes) else text.encode(), "")
    return [located(problem) if problem.is_error else f"uyarı {located(problem)}" for problem in parsed.problems]
