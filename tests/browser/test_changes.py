"""What a running desk does when its files change, and when something is announced."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.served import Desk, demo_project, desk, running

pytestmark = pytest.mark.browser

ANSWER = "faq/en/fees/network-fee.md"
TEMPLATE = "ack_templates/en/request.body.txt"


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk of its own, since these tests change its files."""
    with desk(tmp_path_factory.mktemp("edited")) as running:
        yield running


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """An empty page."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


def change(project: Path, file: str, old: str, new: str) -> None:
    """Replace a text in a file of the project."""
    path = project / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_an_edit_appears_in_the_open_page(edited: Desk, page: Page) -> None:
    """Who saves an answer sees it in the browser without doing anything."""
    page.goto(edited.url + "fees/network-fee/")
    change(edited.project, ANSWER, "question: ", "question: Once more, ")
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^Once more, "), timeout=15_000)


def test_a_broken_edit_is_explained_in_the_page_and_the_good_one_stays(edited: Desk, page: Page) -> None:
    """A mistake shows its finding over the last good page, and is gone when it is mended."""
    page.goto(edited.url + "fees/network-fee/")
    change(edited.project, ANSWER, "topic: fees", "topic: feess")
    problems = page.locator(".fd-problems")
    expect(problems).to_contain_text("'feess' is not a topic of site_config.yml", timeout=15_000)
    expect(problems).to_contain_text("write 'topic: fees'")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    change(edited.project, ANSWER, "topic: feess", "topic: fees")
    expect(problems).to_have_count(0, timeout=15_000)


def test_an_acknowledgement_is_shown_anew_when_it_is_saved(edited: Desk, page: Page) -> None:
    """A good edit appears by itself; a bad one is explained where the words would stand, until it is mended (row E4)."""
    page.goto(f"{edited.url}_desk/acknowledgements/en/request")
    change(edited.project, TEMPLATE, "Hello,", "Good day,")
    expect(page.locator("pre")).to_contain_text("Good day,", timeout=15_000)
    change(edited.project, TEMPLATE, "{{ estimate }}", "{{ estimat }}")
    expect(page.locator(".fd-problems")).to_contain_text("'estimat' is not a field", timeout=15_000)
    page.reload()
    expect(page.locator("main .problems")).to_contain_text("'estimat' is not a field of acknowledgements")
    change(edited.project, TEMPLATE, "{{ estimat }}", "{{ estimate }}")
    expect(page.locator("main pre")).to_contain_text("Good day,", timeout=15_000)


def test_a_desk_that_is_broken_from_the_start_shows_why_and_then_the_site(tmp_path: Path, page: Page) -> None:
    """Serving begins with what is wrong, and shows the site as soon as it is mended."""
    project = demo_project(tmp_path)
    change(project, ANSWER, "topic: fees", "topic: feess")
    with running(project) as url:
        page.goto(url)
        expect(page.locator("body")).to_contain_text("'feess' is not a topic of site_config.yml")
        change(project, ANSWER, "topic: feess", "topic: fees")
        expect(page.get_by_role("heading", level=1)).to_have_text("How can we help?", timeout=15_000)


def test_a_notice_in_force_is_on_every_page_in_its_language(edited: Desk, page: Page) -> None:
    """U1: a notice appears below the header in the page's language; one that is over or still to come does not."""
    now = datetime.now(UTC)
    notices = "".join(
        f"\n  - id: {name}\n    from: {at(now + timedelta(hours=start))}\n    to: {at(now + timedelta(hours=end))}\n"
        f"    text: {{en: {name} notice, es: aviso {name}}}"
        for name, start, end in (("past", -3, -2), ("current", -1, 1), ("coming", 2, 3))
    )
    change(edited.project, "site_config.yml", "notices: []", f"notices:{notices}")
    page.goto(edited.url + "es/fees/network-fee/")
    expect(page.locator("[data-fd-notices]")).to_contain_text("aviso current", timeout=15_000)
    expect(page.locator(".fd-notice")).to_have_count(1)
    page.goto(edited.url)
    expect(page.locator("[data-fd-notices]")).to_contain_text("current notice")
    expect(page.locator(".fd-notice")).to_have_count(1)


def at(instant: datetime) -> str:
    """An instant as the settings write it."""
    return instant.isoformat(timespec="minutes")
