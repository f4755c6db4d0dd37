"""Searches are counted where the owner wants it: once each, without anything that names anybody (rows F2, F6, E7)."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from contact.abuse.search_words import search_words
from contact.store import Search
from desk.masking import rules_json
from tests.browser.conftest import OpenPage
from tests.browser.served import ROOT, count_searches, counted_searches, demo_project, running
from tests.contact.abuse.test_search_words import TYPED
from tests.contact.abuse.written import many_written_texts

pytestmark = pytest.mark.browser

SCRIPTS = ROOT / "theme" / "assets" / "frontdesk"
ALL_WORDS = """
([rules, texts]) => {
  const ready = frontdeskMask.ready(JSON.parse(rules));
  return texts.map((text) => frontdeskSearchCounts.searchWords(text, ready));
}
"""
OBJECTS = "Object.defineProperty(navigator, 'globalPrivacyControl', { value: true });"
# So long somebody rests who has finished.
REST = 2100


class Counting:
    """A desk that counts, the requests that its pages sent, and what it has counted."""

    def __init__(self, url: str, project: Path) -> None:
        self.url, self.project = url, project
        self.sent: list[Request] = []

    def watch(self, page: Page) -> Page:
        page.on("request", lambda request: self.sent.append(request) if request.url.endswith("/searches") else None)
        return page

    def counted(self, beginning: str) -> list[tuple[Search, int]]:
        """What was counted of words that begin so."""
        return counted_searches(self.project, beginning)


@pytest.fixture(scope="module")
def counting_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The demonstration desk with counting turned on."""
    project = demo_project(tmp_path_factory.mktemp("counting"))
    count_searches(project)
    with running(project) as url:
        yield url, project


@pytest.fixture
def counting(counting_desk: tuple[str, Path]) -> Counting:
    return Counting(*counting_desk)


OpenCounting = Callable[..., Page]


@pytest.fixture
def open_counting(browser: Browser, counting: Counting) -> Iterator[OpenCounting]:
    """Opens the home of the desk that counts."""
    contexts = []

    def opened(script: str = "") -> Page:
        context = browser.new_context(locale="en-US")
        contexts.append(context)
        context.add_init_script(script)
        page = counting.watch(context.new_page())
        page.goto(counting.url)
        return page

    yield opened
    for context in contexts:
        context.close()


def typed(page: Page, words: str) -> None:
    """Type words behind those in the first search box, and wait for what is found."""
    box = page.locator("input[name=q]").first
    box.focus()
    page.keyboard.type(words)
    # The last option leads to all results, and names the query.
    expect(page.get_by_role("option", name=box.input_value().strip()).last).to_be_visible()


def test_browser_and_backend_leave_out_the_same(browser: Browser) -> None:
    """Every case of the shared file, and a thousand texts of pieces of secrets, by the script and by Python."""
    page = browser.new_page()
    for name in ("mask.js", "search-counts.js"):
        page.add_script_tag(path=SCRIPTS / name)
    texts = [*(case["typed"] for case in TYPED), *many_written_texts(1000)]
    shown = page.evaluate(ALL_WORDS, [rules_json().decode(), texts])
    page.close()
    pairs = zip(texts, shown, strict=True)
    assert [(text, words, search_words(text)) for text, words in pairs if words != search_words(text)] == []


def test_a_result_that_is_opened_is_counted_once(counting: Counting, open_counting: OpenCounting) -> None:
    """However long somebody rested before; nothing but four fields is sent, and no address of a page."""
    page = open_counting()
    typed(page, "Fees for ana@example.net")
    page.wait_for_timeout(REST)
    page.get_by_role("option").first.click()
    page.wait_for_url(re.compile("/[a-z0-9-]+/[a-z0-9-]+/$"))
    opened = page.url.removeprefix(counting.url).strip("/")
    expected = Search(language="en", words="fees for [e-mail]", found=True, clicked=opened)
    assert counting.counted("fees for [e-mail]") == [(expected, 1)]
    (request,) = counting.sent
    assert [name for name, _ in parse_qsl(request.post_data or "", keep_blank_values=True)] == [
        "language",
        "query",
        "found",
        "clicked",
    ]
    headers = request.all_headers()
    assert (headers.get("referer", ""), headers.get("cookie", "")) == ("", "")


def test_a_search_that_is_left_counts_as_not_opened(counting: Counting, open_counting: OpenCounting) -> None:
    """Once somebody has rested; who goes on typing has not finished."""
    page = open_counting()
    typed(page, "lost")
    page.wait_for_timeout(REST)
    typed(page, " my phone")
    page.wait_for_timeout(REST)
    page.goto(f"{counting.url}hours/")
    assert counting.counted("lost") == [(Search(language="en", words="lost my phone", found=True), 1)]


def test_who_objects_is_not_counted(counting: Counting, open_counting: OpenCounting) -> None:
    """Global Privacy Control: nothing is sent."""
    page = open_counting(OBJECTS)
    typed(page, "withdrawal")
    page.get_by_role("option").first.click()
    page.wait_for_url(re.compile("/[a-z0-9-]+/[a-z0-9-]+/$"))
    assert counting.sent == []


def test_nothing_is_sent_unless_the_owner_wants_it(open_page: OpenPage) -> None:
    """Off by default: the script that counts is not even loaded (row F6)."""
    asked: list[str] = []
    page = open_page()
    page.on("request", lambda request: asked.append(request.url))
    typed(page, "withdrawal")
    page.get_by_role("option").first.click()
    page.wait_for_url(re.compile("/[a-z0-9-]+/[a-z0-9-]+/$"))
    assert [url for url in asked if "search-counts" in url or "_desk/searches" in url or "masking" in url] == []
