"""What a customer sees when something is wrong: in what they typed, or on our side."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.browser

WITH_AND_WITHOUT_SCRIPT = pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])


@WITH_AND_WITHOUT_SCRIPT
def test_an_empty_form_is_explained_field_by_field(open_page: OpenPage, *, script: bool) -> None:
    """Every missing field is named in a summary that has the focus, and beside the field itself."""
    page = open_page("contact/", java_script_enabled=script, expect_errors=True)
    page.get_by_role("button", name="Send").click()
    summary = page.locator(".fd-error-summary")
    expect(summary.locator("h2")).to_have_text("There is a problem")
    expect(summary.locator("a")).to_have_text(
        [
            "Choose whether this is a request or a complaint",
            "Choose what it is about",
            "Write your message",
            "Enter an e-mail address or a phone number, so that we can answer you",
        ]
    )
    if script:
        expect(summary).to_be_focused()
    expect(page.locator(".fd-field--error .fd-error")).to_have_count(4)


@WITH_AND_WITHOUT_SCRIPT
def test_what_was_typed_is_kept(open_page: OpenPage, *, script: bool) -> None:
    """A wrong phone number costs nobody their message."""
    page = open_page("contact/", java_script_enabled=script, expect_errors=True)
    typed(page, phone="call me maybe")
    page.get_by_role("button", name="Send").click()
    expect(page.locator(".fd-error-summary a")).to_have_text(["Enter a phone number in full, like +1 212 555 0142"])
    expect(page.locator("#form-message")).to_have_value("Line one\nLine <two>")
    expect(page.locator("#form-phone")).to_have_value("call me maybe")
    expect(page.locator("#form-topic")).to_have_value("payments")
    expect(page.get_by_label("A question or request")).to_be_checked()
    page.locator("#form-phone").fill("+1 212 555 0199")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("We have received your message")


def test_a_lost_connection_keeps_the_message_and_names_the_phone(open_page: OpenPage) -> None:
    """T1: when the backend cannot be reached, the page says so, keeps the text and shows the number."""
    page = open_page("contact/", expect_errors=True)
    typed(page, phone="+1 212 555 0199")
    page.context.set_offline(offline=True)
    page.get_by_role("button", name="Send").click()
    summary = page.locator(".fd-error-summary")
    expect(summary).to_contain_text("Your message could not be sent")
    expect(summary.locator("a[href^='tel:']")).to_have_text("+1 212-555-0142")
    expect(page.locator("#form-message")).to_have_value("Line one\nLine <two>")


def test_an_address_that_leads_nowhere_offers_search_and_a_person(open_page: OpenPage) -> None:
    """The 404 page works at any depth, in the language of the address, with its styles and links."""
    page = open_page("es/no/such/page", expect_errors=True)
    expect(page.get_by_role("heading", level=1)).to_have_text("Esta página no existe")
    expect(page.locator("main .fd-phone").first).to_be_visible()
    page.locator("main .fd-search input").fill("contraseña")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/es/search/#q="))
    expect(page.locator("[data-fd-results] li a").first).to_be_visible()


def typed(page: Page, *, phone: str) -> None:
    """A form that lacks nothing."""
    page.get_by_label("A question or request").check()
    page.locator("#form-topic").select_option("payments")
    page.locator("#form-message").fill("Line one\nLine <two>")
    page.locator("#form-phone").fill(phone)
