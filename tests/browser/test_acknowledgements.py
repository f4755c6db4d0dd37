"""Acknowledgements as people see them: on a phone, in the dark, from right to left; and as their authors preview them."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from desk.mail_fields import MAIL_KINDS
from tests.browser.served import Desk
from tests.contact.arabic import PHONE, REFERENCE, STATUS_CODE, arabic_acknowledgement

pytestmark = pytest.mark.browser

PREVIEW = "_desk/acknowledgements"
ARABIC = arabic_acknowledgement()
# The letters of a piece of text as they stand on the screen, from left to right, line by line.
SHOWN = """([selector, text]) => {
  const walker = document.createTreeWalker(document.querySelector(selector), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const at = walker.currentNode.data.indexOf(text);
    if (at < 0) continue;
    const letters = Array.from(text, (letter, number) => {
      const range = document.createRange();
      range.setStart(walker.currentNode, at + number);
      range.setEnd(walker.currentNode, at + number + 1);
      const box = range.getBoundingClientRect();
      return { letter, left: box.left, top: Math.round(box.top) };
    });
    return letters.sort((one, other) => one.top - other.top || one.left - other.left).map(one => one.letter).join("");
  }
  return null;
}"""


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """An empty page, as wide as a phone."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    yield context.new_page()
    context.close()


def test_every_kind_fits_a_phone(served: Desk, phone: Page) -> None:
    """Nobody has to scroll sideways, in any language (row W1)."""
    for language in ("en", "es"):
        for kind in MAIL_KINDS:
            phone.goto(f"{served.url}{PREVIEW}/{language}/{kind}/html")
            html = phone.content()
            phone.set_content(html)
            assert phone.evaluate("document.documentElement.scrollWidth") <= 360, (language, kind)


@pytest.mark.parametrize("number", [REFERENCE, PHONE, STATUS_CODE])
def test_a_number_keeps_its_order_in_a_text_from_right_to_left(phone: Page, number: str) -> None:
    """As a mail program shows the text part. Without our marks all three are turned around (row W3)."""
    show = '<meta charset="utf-8"><pre dir="rtl">{}</pre>'
    phone.set_content(show.format(ARABIC.text))
    assert phone.evaluate(SHOWN, ["pre", number]) == number
    phone.set_content(show.format(ARABIC.text.replace("\N{LEFT-TO-RIGHT MARK}", "")))
    assert phone.evaluate(SHOWN, ["pre", number]) != number


@pytest.mark.parametrize("number", [REFERENCE, PHONE])
def test_a_number_keeps_its_order_in_html_from_right_to_left(phone: Page, number: str) -> None:
    """Without marks, by the markup around it (row W3)."""
    phone.set_content(ARABIC.html)
    assert phone.evaluate(SHOWN, ["body", number]) == number
    assert "\N{LEFT-TO-RIGHT MARK}" not in ARABIC.html


def test_authors_see_every_kind_and_each_on_a_phone(served: Desk, phone: Page) -> None:
    """From the list to the text, and to the HTML in a frame that runs nothing."""
    phone.goto(served.url + PREVIEW)
    expect(phone.get_by_role("heading", level=2)).to_have_text(list(MAIL_KINDS))
    phone.get_by_role("link", name="Español").nth(list(MAIL_KINDS).index("locked-out")).click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("locked-out, Español")
    expect(phone.locator("pre")).to_contain_text("No necesita iniciar sesión")
    frame = phone.frame_locator('iframe[title="HTML on a phone"]')
    expect(frame.locator("strong").first).to_have_text("7KQ-4M2P-9XW")
    assert phone.locator("iframe").first.get_attribute("sandbox") == ""
    box = phone.locator("iframe").first.bounding_box()
    assert box
    assert box["width"] <= 360
