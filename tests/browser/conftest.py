"""One running desk and one browser for all tests of a worker; a fresh context (no cookies, no storage) for each test."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from tests.browser.served import ROOT, Desk, desk

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
)
FOUND = ROOT / ".venv" / "chromium-path"

# Nobody fills in a form as quickly as a test does, and who does is taken for a program (contact.abuse.protection).
UNHURRIED = "(now => { performance.now = () => 20 * now(); })(performance.now.bind(performance));"

OpenPage = Callable[..., Page]


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The demonstration desk."""
    with desk(tmp_path_factory.mktemp("desk")) as running:
        yield running


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Playwright's driver."""
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """The Chromium that `tools/chromium.py` found."""
    named = os.environ.get("FRONTDESK_CHROMIUM") or (
        FOUND.read_text(encoding="utf-8").strip() if FOUND.exists() else None
    )
    launched = playwright.chromium.launch(executable_path=Path(named) if named else None, args=list(ARGUMENTS))
    yield launched
    launched.close()


@pytest.fixture
def open_page(browser: Browser, served: Desk) -> Iterator[OpenPage]:
    """Opens a path of the desk, or of another one. At the end, no page may have had an error in its console (row: strict CSP)."""
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def opened(path: str = "", *, url: str = served.url, expect_errors: bool = False, **options: object) -> Page:
        context = browser.new_context(**{"locale": "en-US", "timezone_id": "America/New_York", **options})  # type: ignore[arg-type]
        contexts.append(context)
        context.add_init_script(UNHURRIED)
        page = context.new_page()
        if not expect_errors:
            page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
            page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(url + path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert errors == []
