"""Pages as people hold them: on a phone, in the dark, on paper, with the keyboard."""

import json
import subprocess
import sys

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.served import ROOT, Desk

pytestmark = pytest.mark.browser

PATHS = (
    "",
    "access/",
    "access/forgot-password/",
    "search/",
    "contact/",
    "hours/",
    "es/",
    "es/fees/what-does-it-cost/",
    "status/",
    "es/status/",
    "_desk/received",
    "_desk/status",
)


@pytest.mark.parametrize("path", PATHS)
def test_no_page_is_wider_than_a_phone(open_page: OpenPage, path: str) -> None:
    """At 360 pixels nothing scrolls sideways."""
    page = open_page(path, viewport={"width": 360, "height": 740}, expect_errors=path.startswith("_desk"))
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_the_language_switch_stays_on_the_question(open_page: OpenPage) -> None:
    """W3: from the English answer to the Spanish one and back."""
    page = open_page("access/forgot-password/")
    page.get_by_role("link", name="Español").click()
    expect(page.locator("html")).to_have_attribute("lang", "es")
    assert page.url.endswith("/es/access/forgot-password/")
    page.get_by_role("link", name="English").click()
    assert page.url.endswith("/access/forgot-password/")
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_dark_follows_the_system_and_the_reader_may_choose(open_page: OpenPage) -> None:
    """The system's choice needs no script; the button's choice is kept on the next page."""
    plain = open_page("hours/", color_scheme="dark", java_script_enabled=False)
    expect(plain.locator("body")).to_have_css("background-color", "rgb(17, 24, 31)")
    page = open_page("hours/", color_scheme="dark")
    page.get_by_role("button", name="Light or dark").click()
    expect(page.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")
    page.get_by_role("link", name="Contact us").first.click()
    expect(page.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")


def test_the_first_tab_skips_to_the_answer(open_page: OpenPage) -> None:
    """W1: the first thing that the keyboard reaches is the way past the header."""
    page = open_page("access/forgot-password/")
    page.keyboard.press("Tab")
    skip = page.locator(".fd-skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_visible()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_a_printed_answer_has_the_answer_and_the_phone_number(open_page: OpenPage) -> None:
    """On paper the navigation is gone, the answer and the contact block stay."""
    page = open_page("access/forgot-password/")
    page.emulate_media(media="print")
    expect(page.locator(".fd-header")).to_be_hidden()
    expect(page.locator(".fd-sidebar")).to_be_hidden()
    expect(page.locator("article h1")).to_be_visible()
    expect(page.locator(".fd-contact .fd-phone")).to_be_visible()


def test_paper_is_light_whatever_the_screen_is(open_page: OpenPage) -> None:
    """Pale letters on a dark screen would be pale letters on white paper."""
    page = open_page("hours/", color_scheme="dark")
    expect(page.locator("h1")).to_have_css("color", "rgb(228, 235, 241)")
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.locator("h1")).to_have_css("color", "rgb(22, 34, 46)")
    page.evaluate("document.documentElement.dataset.fdScheme = 'dark'")
    expect(page.locator("h1")).to_have_css("color", "rgb(22, 34, 46)")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_vote_is_counted_and_thanked(open_page: OpenPage, *, script: bool) -> None:
    """The question "Was this helpful?" works with and without a script, and stays on the page."""
    page = open_page("fees/network-fee/", java_script_enabled=script)
    page.get_by_role("button", name="No", exact=True).click()
    expect(page.locator("#sorry")).to_be_visible()
    expect(page.locator("#thanks")).to_be_hidden()
    assert "/fees/network-fee/" in page.url


def test_terminal_and_browser_find_the_same(open_page: OpenPage, served: Desk) -> None:
    """`frontdesk search` and the search page give the same answers in the same order, in both languages."""
    queries = {
        "en": ["i forgot my password", "fees for sendng bitcoin", "how long does a withdrawal ta", "talk to a human"],
        "es": ["olvidé mi contraseña", "comisiones", "retirar dinero al banco", "telefono robado"],
    }
    for language, asked in queries.items():
        root = "es/" if language == "es" else ""
        for query in asked:
            page = open_page(f"{root}search/?q={query.replace(' ', '+')}")
            links = page.locator("[data-fd-results] .fd-hits a")
            expect(links.first).to_be_visible()
            shown = [link.get_attribute("href") or "" for link in links.all()]
            assert [href.removeprefix(served.url + root).strip("/") for href in shown] == in_the_terminal(
                served, query, language
            )


def in_the_terminal(served: Desk, query: str, language: str) -> list[str]:
    """What `frontdesk search --json` prints."""
    command = [sys.executable, "-m", "frontdesk", "search", query, "--language", language, "--json"]
    done = subprocess.run(
        [*command, "--project", str(served.project)], cwd=ROOT, capture_output=True, check=True, text=True
    )
    found: list[str] = json.loads(done.stdout)["results"]
    return found
