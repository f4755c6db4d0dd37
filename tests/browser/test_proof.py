"""Proof of work (row E7): the page's script solves the task by itself, and nobody is shut out who cannot."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from contact.case import Case
from contact.store.sqlite import SqliteStore
from tests.browser.served import demo_project, running, take_time

pytestmark = pytest.mark.browser

# As on a page over plain http, which browsers give no cryptography.
NO_CRYPTOGRAPHY = "Object.defineProperty(Crypto.prototype, 'subtle', { get: () => undefined })"

# Tells each text of the form's status line.
TELL_STATUS = """
addEventListener("DOMContentLoaded", () => {
  const tell = () => document.querySelectorAll("form [role=status]").forEach((line) => noted(line.textContent));
  new MutationObserver(tell).observe(document.body, { subtree: true, childList: true });
});
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration desk, which sets everybody a task."""
    made = demo_project(tmp_path_factory.mktemp("proof"))
    with (made / "site_config.yml").open("a", encoding="utf-8") as settings:
        settings.write("\nlimits:\n  proof_of_work: always\n")
    return made


@pytest.fixture(scope="module")
def address(project: Path) -> Iterator[str]:
    with running(project) as url:
        yield url


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


def sent(page: Page, address: str, message: str) -> None:
    """Fill in the form and send it."""
    page.goto(f"{address}contact/")
    page.get_by_label("A question or request").check()
    page.get_by_label("What is it about?").select_option(label="Fees and limits")
    page.locator("#form-message").fill(message)
    page.locator("#form-email").fill("proof@example.net")
    take_time(page)
    page.get_by_role("button", name="Send").click()


def recorded(project: Path, page: Page) -> Case:
    """The case that the confirmation on the page shows."""
    expect(page.get_by_role("heading", level=1)).to_have_text("We have received your message", timeout=30_000)
    with closing(SqliteStore(project / ".frontdesk" / "requests.sqlite3")) as store:
        case = store.find(page.locator(".fd-panel .fd-reference").inner_text())
    assert case is not None
    return case


def test_the_task_is_solved_without_anybody_doing_anything(page: Page, project: Path, address: str) -> None:
    """One press on the button; a sentence says what is going on; then the confirmation, and the message is welcome."""
    said: list[str] = []

    def noted(text: str) -> None:
        said.append(text)

    page.expose_function("noted", noted)
    page.add_init_script(TELL_STATUS)
    sent(page, address, "What does a withdrawal cost?")
    assert not recorded(project, page).received.suspected
    assert "Please wait a moment. Your browser is solving a small task" in " ".join(said)


def test_a_browser_that_cannot_solve_it_is_heard_all_the_same(page: Page, project: Path, address: str) -> None:
    """Without cryptography the form goes as it would without a script: recorded, and the mail waits for a person."""
    page.add_init_script(NO_CRYPTOGRAPHY)
    sent(page, address, "What does a deposit cost?")
    case = recorded(project, page)
    assert case.received.suspected
    assert case.acknowledgement == "held"


def test_without_a_script_the_message_is_recorded(browser: Browser, project: Path, address: str) -> None:
    """Nothing that a person typed is lost."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sent(page, address, "What does a transfer cost?")
    assert recorded(project, page).received.suspected
    context.close()
