"""An assessment in a browser, and shorthands to set up and reach its pages."""

from dataclasses import dataclass
from typing import Any, Self

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page

from questionnaire import content
from questionnaire.domain.key import grouped
from questionnaire.domain.walk import Kind
from questionnaire.models import Assessment
from questionnaire.views import cookies
from tests import make


@dataclass(frozen=True)
class Stage:
    page: Page
    base: str
    settings: Any
    monkeypatch: pytest.MonkeyPatch
    assessment: Assessment
    key: str

    @classmethod
    def of(cls, page: Page, base: str, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Self:
        """A new assessment, opened in the page's browser."""
        assessment, key = make.assessment()
        cookie = {"name": cookies.PREFIX + assessment.pk.hex, "value": key, "url": base}
        page.context.add_cookies([cookie])
        return cls(page, base, settings, monkeypatch, assessment, key)

    @property
    def numbers(self) -> list[int]:
        """The numbers of the questions, in the order of the walk."""
        return [question.number for question in content.now().questions]

    @property
    def code(self) -> str:
        return grouped(self.key)

    def answered(self, number: int, choice: int | Kind, note: str = "") -> None:
        """Store an answer as another browser would."""
        make.answered(self.assessment, number, choice, note)

    def go(self, name: str, *args: Any, query: str = "") -> None:
        """Open a page of the assessment by its name."""
        self.page.goto(reverse(name, args=[self.assessment.pk, *args]) + query)

    def press(self, name: str) -> None:
        press(self.page, name)

    def statement(self, position: int) -> Locator:
        """The radio of a statement, the first being 0; -2 and -1 are Bilmiyorum and Bize uymuyor."""
        return self.page.get_by_role("radio").nth(position)


def press(page: Page, name: str) -> None:
    """Press the button or link with exactly this name, in the page's main part."""
    main = page.get_by_role("main")
    main.get_by_role("button", name=name, exact=True).or_(main.get_by_role("link", name=name, exact=True)).click()
