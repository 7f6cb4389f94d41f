"""A real Chromium against a real server with a real database; whatever goes wrong in it fails the test."""

import io
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.browser.driving import ARGUMENTS, Trouble, chromium
from tests.browser.stage import Stage

TIMEOUT = 10_000  # milliseconds for anything to appear, on a busy machine too


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One browser for all tests in this folder.

    Of the package and not of the session: playwright's sync API keeps an event loop running in this thread as long as
    it lives, and Django refuses the database to a thread with a running loop. No other task ever runs in that loop
    while a test does, so the refusal is lifted here, for these tests alone.
    """
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(autouse=True)
def trouble() -> Iterator[Trouble]:
    """No console error, page error, violated policy or request to elsewhere, in whatever a test does."""
    trouble = Trouble()
    yield trouble
    assert trouble.lines == []
    assert trouble.seen_status == ({trouble.expected_status} if trouble.expected_status else set())


@pytest.fixture
def new_context(
    transactional_db: None, live_server: LiveServer, browser: Browser, trouble: Trouble
) -> Iterator[Callable[..., BrowserContext]]:
    """Another visitor's browser, with nothing in it; closed before the database is emptied."""
    contexts = []

    def new(**options: Any) -> BrowserContext:
        context = browser.new_context(base_url=live_server.url, **options)
        context.set_default_timeout(TIMEOUT)
        trouble.watch(context, live_server.url)
        contexts.append(context)
        return context

    yield new
    for context in contexts:
        context.close()


@pytest.fixture
def page(new_context: Callable[..., BrowserContext]) -> Page:
    return new_context().new_page()


@pytest.fixture
def seeds(transactional_db: None) -> None:
    """One area of the real seed: three questions with five statements each, all with guidance."""
    call_command("loadseeds", django_settings.BASE_DIR / "seeds" / "3", stdout=io.StringIO())


@pytest.fixture
def stage(seeds: None, page: Page, live_server: LiveServer, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Stage:
    """An assessment that is open in `page`, and the means to bring up any page of it."""
    return Stage.of(page, live_server.url, settings, monkeypatch)


@pytest.fixture
def plain_stage(
    seeds: None,
    new_context: Callable[..., BrowserContext],
    live_server: LiveServer,
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> Stage:
    """The same in a browser without JavaScript."""
    page = new_context(java_script_enabled=False).new_page()
    return Stage.of(page, live_server.url, settings, monkeypatch)


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def either_stage(request: pytest.FixtureRequest, stage: Stage, new_context: Callable[..., BrowserContext]) -> Stage:
    """The same in each of the two browsers, for ways that must be open in both."""
    if request.param:
        return stage
    page = new_context(java_script_enabled=False).new_page()
    page.context.add_cookies(stage.page.context.cookies())
    return replace(stage, page=page)
