"""From the form to the confirmation, from there to the status and back, without an account (rows R3, L1, E7)."""

import re
import secrets
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.served import Desk, take_time

pytestmark = pytest.mark.browser

MESSAGE = 'My transfer has not arrived.\n<b>"Where"</b> is it?'
WITH_AND_WITHOUT_SCRIPT = pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])


def sent(page: Page) -> tuple[str, str]:
    """Send the English form; the reference and the status code that the confirmation shows."""
    page.get_by_label("A complaint").check()
    page.locator("#form-topic").select_option("payments")
    page.locator("#form-message").fill(MESSAGE)
    # One address gets only a few mails a day.
    page.locator("#form-email").fill(f"status-{secrets.token_hex(4)}@example.com")
    take_time(page)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("We have received your complaint")
    return page.locator(".fd-reference").inner_text(), page.locator(".fd-code").inner_text()


@WITH_AND_WITHOUT_SCRIPT
def test_status_is_looked_up_with_what_the_mail_says(open_page: OpenPage, served: Desk, *, script: bool) -> None:
    """R3, L1: link and code stand in the acknowledgement; the page shows state and dates, and nothing of the message."""
    page = open_page("contact/", java_script_enabled=script)
    reference, code = sent(page)
    body = served.inbox.wait_for(reference).get_body(("plain",))
    assert body is not None
    assert code in body.get_content()
    link = re.search(r"https://help\.example-exchange\.com/(_desk/status\?\S+)", body.get_content())
    assert link is not None
    page.goto(served.url + link[1])
    expect(page.get_by_label("Reference")).to_have_value(reference)
    page.get_by_label("Status code").fill(code.lower())
    page.get_by_role("button", name="Show the status").click()
    expect(page.locator(".fd-reference")).to_have_text(reference)
    expect(page.locator("main table")).to_contain_text("November")
    expect(page.locator("main")).not_to_contain_text("transfer")
    expect(page.locator("main")).not_to_contain_text("Deposits")
    page.get_by_role("link", name="Español").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Estado de su mensaje")
    expect(page.get_by_label("Número de referencia")).to_have_value(reference)


@WITH_AND_WITHOUT_SCRIPT
def test_wrong_code_is_explained_on_the_form(open_page: OpenPage, *, script: bool) -> None:
    """W1: the summary takes the focus, leads to the field, and the reference need not be typed again."""
    page = open_page("status/", java_script_enabled=script, expect_errors=True)
    page.get_by_label("Reference").fill("7kq 4m2p 9xw")
    page.get_by_label("Status code").fill("22222-22222")
    page.get_by_role("button", name="Show the status").click()
    summary = page.locator(".fd-error-summary")
    expect(summary.locator("h2")).to_have_text("There is a problem")
    expect(page).to_have_title("There is a problem: Status of your message – Example Exchange")
    if script:
        expect(summary).to_be_focused()
    summary.get_by_role("link").click()
    expect(page.get_by_label("Reference")).to_have_value("7kq 4m2p 9xw")
    expect(page.get_by_label("Reference")).to_be_focused()
    expect(page.get_by_label("Status code")).to_have_value("")


def test_status_is_a_link_away_from_every_page(open_page: OpenPage) -> None:
    """R3: from the footer, from the contact page, in the language of the page."""
    page = open_page("es/access/forgot-password/")
    page.locator("footer").get_by_role("link", name="Estado de su mensaje").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Estado de su mensaje")
    assert page.url.endswith("/es/status/")
    page = open_page("contact/")
    page.get_by_role("link", name="You have written to us already? See how things stand.").click()
    assert page.url.endswith("/status/")


def test_confirmation_can_be_saved_and_reloaded_in_another_language(open_page: OpenPage) -> None:
    """E7: the copy is a file named by the reference; a bookmark shows the same again."""
    page = open_page("contact/")
    reference, _ = sent(page)
    expect(page.locator("dl.fd-typed dd").first).to_have_text(MESSAGE, use_inner_text=True)
    with page.expect_download() as started:
        page.get_by_role("link", name="Save a copy").click()
    assert started.value.suggested_filename == f"{reference}.txt"
    assert MESSAGE in Path(started.value.path()).read_text(encoding="utf-8")
    page.reload()
    expect(page.locator(".fd-reference")).to_have_text(reference)
    page.get_by_role("link", name="Español").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hemos recibido su queja")
    expect(page.locator(".fd-reference")).to_have_text(reference)


def test_printed_confirmation_has_all_that_counts(open_page: OpenPage) -> None:
    """E7: on paper stand the reference, the code, the address of the status page, and what was sent; no buttons."""
    page = open_page("contact/", viewport={"width": 360, "height": 740})
    reference, code = sent(page)
    # The widest reference that there can be.
    page.locator(".fd-reference").evaluate("element => { element.textContent = 'WWW-MMMM-WWW'; }")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.reload()
    expect(page.get_by_role("button", name="Print this page")).to_be_visible()
    page.emulate_media(media="print")
    for text in (reference, code, f"_desk/status?case={reference}", "What you sent", "My transfer has not arrived."):
        expect(page.get_by_text(text).first).to_be_visible()
    expect(page.get_by_role("button", name="Print this page")).to_be_hidden()
    expect(page.get_by_role("link", name="Save a copy")).to_be_hidden()


def test_print_button_prints(open_page: OpenPage) -> None:
    """Without a script it is not there; with one it does what it says."""
    page = open_page("contact/")
    sent(page)
    page.evaluate("window.print = function () { document.title = 'printed'; }")
    page.get_by_role("button", name="Print this page").click()
    expect(page).to_have_title("printed")
    plain = open_page(page.url.partition("/_desk/")[2].join(("_desk/", "")), java_script_enabled=False)
    expect(plain.get_by_role("button", name="Print this page")).to_be_hidden()
    expect(plain.get_by_role("link", name="Save a copy")).to_be_visible()
