"""Answers in the contact form: what may help stands below the message while it is written (row F6, point 8 of search)."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import violations
from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.browser

WATCHED = """
(status) => {
  window.said = [];
  new MutationObserver(() => window.said.push(status.textContent)).observe(status, { childList: true });
}
"""
COVERED = """
() => {
  const focused = document.activeElement, button = document.querySelector(".fd-form [type=submit]");
  const isCovered = focused.getBoundingClientRect().bottom > button.getBoundingClientRect().top;
  return [isCovered ? focused.id || focused.textContent : "", focused === button];
}
"""
PHONE = {"viewport": {"width": 360, "height": 640}, "is_mobile": True, "has_touch": True}


def _tabbed(page: Page) -> Iterator[str]:
    """From the message to the button: what each press of Tab leads to, if the button covers any of it."""
    while True:
        name, is_button = page.evaluate(COVERED)
        if is_button:
            return
        yield name
        page.keyboard.press("Tab")


def written(page: Page, text: str) -> None:
    """Write the message by the keyboard."""
    page.locator("#form-message").click()
    page.keyboard.type(text)


def test_answers_stand_below_the_message_while_it_is_written(open_page: OpenPage) -> None:
    """At most three; the focus stays, the number is said politely, the button to send is on the screen of a small phone."""
    page = open_page("es/contact/", **PHONE)
    written(page, "Me robaron el teléfono y no puedo entrar")
    answers = page.locator(".fd-answers")
    expect(answers.locator("a").first).to_contain_text("robaron el teléfono")
    assert 1 <= answers.locator("a").count() <= 3
    expect(page.locator("#form-message")).to_be_focused()
    expect(page.locator(".fd-form [role=status]", has_text="Debajo de su mensaje")).to_have_count(1)
    expect(page.get_by_role("button", name="Enviar")).to_be_in_viewport(ratio=1)
    assert violations(page) == []


def test_what_has_been_said_is_not_said_again(open_page: OpenPage) -> None:
    """A screen reader hears of the answers when their number changes, not after each word that is written."""
    page = open_page("contact/")
    written(page, "I forgot my password")
    status = page.locator(".fd-answers + [role=status]")
    expect(status).not_to_be_empty()
    status.evaluate(WATCHED)
    first = page.locator(".fd-answers a").first.element_handle()
    page.keyboard.type(" and password")
    page.wait_for_function("(link) => !link.isConnected", arg=first)
    assert page.evaluate("said") == []


@pytest.mark.parametrize("size", [(360, 640), (1280, 800), (640, 360)])
def test_the_button_covers_nothing_that_has_the_focus(open_page: OpenPage, size: tuple[int, int]) -> None:
    """The button to send stays on the screen, and below whatever the Tab key leads to (WCAG 2.4.11)."""
    page = open_page("contact/", viewport=dict(zip(("width", "height"), size, strict=True)))
    written(page, "I forgot my password")
    expect(page.locator(".fd-answers")).to_be_visible()
    covered = [name for name in _tabbed(page) if name]
    assert covered == []


def test_an_answer_opens_beside_the_form(open_page: OpenPage) -> None:
    """It opens in a new tab, which its name says, and the message stays as it is."""
    page = open_page("contact/")
    written(page, "I forgot my password")
    link = page.locator(".fd-answers a").first
    expect(link).to_have_accessible_name(re.compile(r"\(opens in a new tab\)$"))
    with page.context.expect_page() as opened:
        link.click()
    expect(opened.value.get_by_role("heading", level=1)).to_have_text("I forgot my password. How do I reset it?")
    expect(page.locator("#form-message")).to_have_value("I forgot my password")


def test_answers_go_with_the_text(open_page: OpenPage) -> None:
    """Who empties the field sees none any more."""
    page = open_page("contact/")
    written(page, "I forgot my password")
    expect(page.locator(".fd-answers")).to_be_visible()
    page.locator("#form-message").fill("")
    expect(page.locator(".fd-answers")).to_be_hidden()


def test_a_message_that_no_answer_fits_shows_none(open_page: OpenPage) -> None:
    """Only what is good enough is shown: thanks and talk of the weather are answered by nothing."""
    page = open_page("contact/")
    message = page.locator("#form-message")
    written(page, "I forgot my password")
    expect(page.locator(".fd-answers")).to_be_visible()
    message.fill("The weather is nice in Chicago today and I like trains")
    expect(page.locator(".fd-answers")).to_be_hidden()


def test_answers_do_not_stand_beside_a_warning(open_page: OpenPage) -> None:
    """While the page says that a secret was taken out of the message, it offers nothing else."""
    page = open_page("contact/")
    written(page, "I forgot my password, my card is 4111 1111 1111 1111")
    expect(page.locator(".fd-answers")).to_be_visible()
    page.get_by_role("button", name="Send").click()
    expect(page.locator("[data-fd-errors]")).to_be_focused()
    expect(page.locator(".fd-answers")).to_be_hidden()
