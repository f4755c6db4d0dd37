"""Asking for a call, without an account: on a phone, in the dark, by keyboard, in Spanish, and without a script (rows C1, L1)."""

import re
import secrets

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import violations
from tests.browser.conftest import OpenPage
from tests.browser.served import Desk, take_time

pytestmark = pytest.mark.browser

WITH_AND_WITHOUT_SCRIPT = pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])


def number() -> str:
    """A number of nobody: calls to one number are asked for once."""
    return f"212 555 {secrets.randbelow(10_000):04}"


def ask(page: Page, phone: str) -> None:
    """Fill in what has to be, and send it."""
    page.get_by_label("The number that we should call").fill(phone)
    page.get_by_label("What is it about?").select_option("locked-out")
    take_time(page)
    page.get_by_role("button", name="Ask for the call").click()


@WITH_AND_WITHOUT_SCRIPT
def test_who_cannot_get_in_asks_for_a_call(open_page: OpenPage, *, script: bool) -> None:
    """L1, C1, C3: from the page of an answer to the confirmation and the status, without a cookie, a log-in or a script."""
    page = open_page("access/forgot-password/", java_script_enabled=script)
    page.get_by_role("link", name="Ask us to call you").click()
    assert page.url.endswith("/contact/callback/?topic=locked-out")
    if script:
        expect(page.get_by_label("What is it about?")).to_have_value("locked-out")
    ask(page, number())
    expect(page.get_by_role("heading", level=1)).to_have_text("We will call you")
    main = page.locator("main")
    expect(main).to_contain_text("this is an estimate, not a guarantee")
    expect(main).to_contain_text("your recovery phrase or a private key")
    # axe waits for timers, which a page without scripts has none of.
    assert not script or violations(page) == []
    code = page.locator(".fd-code").inner_text()
    main.get_by_role("link", name="Status of your message").click()
    page.get_by_label("Status code").fill(code)
    page.get_by_role("button", name="Show the status").click()
    expect(main).to_contain_text("You have asked us to call you. A person will call you.")
    assert page.context.cookies() == []


@WITH_AND_WITHOUT_SCRIPT
def test_who_cannot_get_in_writes(open_page: OpenPage, *, script: bool) -> None:
    """L1: the same for the contact form, with the fixed topic; nothing is asked of a session, and none begins."""
    page = open_page("contact/?topic=locked-out", java_script_enabled=script)
    page.get_by_label("A question or request").check()
    page.get_by_label("What is it about?").select_option("locked-out")
    page.get_by_label("Your message").fill("The app does not open.")
    page.get_by_label("Your phone number").fill(number())
    take_time(page)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("We have received your message")
    expect(page.locator("main table")).to_contain_text("I cannot get into my account")
    assert page.context.cookies() == []


def test_days_and_hours_are_those_of_the_customers_clock(open_page: OpenPage) -> None:
    """C1: the openings of the phone, on another clock; nobody is asked for an hour who wants to be called at once."""
    page = open_page("contact/callback/", timezone_id="America/Los_Angeles")
    days, parts = page.get_by_label("Which day suits you?"), page.get_by_label("Which part of the day?")
    expect(parts).to_be_hidden()
    monday = days.locator("option", has_text="Monday").first
    days.select_option(monday.get_attribute("value"))
    expect(parts).to_be_visible()
    expect(parts).to_have_accessible_description("These are times on your clock.")
    # 8 to 20 in New York is 5 to 17 there; the evening has no room.
    assert parts.locator("option").all_inner_texts()[-1].replace("\u00a0", " ") == "12:00 PM to 5:00 PM"
    parts.select_option("afternoon")
    ask(page, number())
    window = page.locator("tr", has_text="You can be called").locator("td")
    expect(window).to_contain_text("12:00 PM to November")
    expect(window).to_contain_text("(Los Angeles time)")


@WITH_AND_WITHOUT_SCRIPT
def test_number_of_another_country_is_explained(open_page: OpenPage, *, script: bool) -> None:
    """C5, W1: the same sentence from page and backend; the summary leads to the field, and what was typed is still there."""
    page = open_page("contact/callback/", java_script_enabled=script, expect_errors=True)
    ask(page, "+34 612 34 56 78")
    summary = page.locator(".fd-error-summary")
    expect(summary.get_by_role("link")).to_have_text(re.compile("We can call numbers of these countries only"))
    expect(page.get_by_label("The number that we should call")).to_have_value("+34 612 34 56 78")
    summary.get_by_role("link").click()
    expect(page.get_by_label("The number that we should call")).to_be_focused()
    assert not script or violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_page_fits_a_phone_and_breaks_no_rule(open_page: OpenPage, scheme: str) -> None:
    """W1: 360 pixels wide, in both colour schemes, in Spanish, with axe."""
    page = open_page("es/contact/callback/", viewport={"width": 360, "height": 740}, color_scheme=scheme)
    expect(page.get_by_role("heading", level=1)).to_have_text("Pídanos que le llamemos")
    days = page.get_by_label("¿Qué día prefiere?")
    days.select_option(index=2)
    expect(page.get_by_label("¿En qué parte del día?")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert violations(page) == []


def test_form_is_filled_in_by_keyboard(open_page: OpenPage) -> None:
    """W1: each field in its order, and the button, with nothing but keys."""
    page = open_page("contact/callback/")
    page.get_by_label("The number that we should call").focus()
    page.keyboard.type(number())
    page.keyboard.press("Tab")
    page.keyboard.type("As soon")
    page.keyboard.press("Tab")
    page.keyboard.type("Something")
    for _ in range(4):
        page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Ask for the call")).to_be_focused()
    take_time(page)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("We will call you")


def test_mail_tells_of_the_call(open_page: OpenPage, served: Desk) -> None:
    """E3, C5: who gives an address has the reference in a mail, and what nobody asks for."""
    page = open_page("contact/callback/")
    page.get_by_label("Your e-mail address").fill(f"call-{secrets.token_hex(4)}@example.com")
    ask(page, number())
    reference = page.locator(".fd-reference").inner_text()
    mail = served.inbox.wait_for(reference).get_body(("plain",))
    assert mail is not None
    text = " ".join(mail.get_content().split())
    assert "We will call you at the telephone number that you gave." in text
    assert "We try to call by" in text
    assert "Or ask us to call you" not in text


def test_contact_block_offers_a_call_beside_the_number(open_page: OpenPage) -> None:
    """C4: beside the number, not in its place; on the page of the form the number stands alone."""
    page = open_page("")
    block = page.locator(".fd-contact")
    expect(block.locator(".fd-phone").first).to_have_attribute("href", "tel:+12125550142")
    block.get_by_role("link", name="Ask us to call you").click()
    expect(page.locator(".fd-contact .fd-phone").first).to_be_visible()
    expect(page.locator(".fd-contact").get_by_role("link", name="Ask us to call you")).to_have_count(0)
