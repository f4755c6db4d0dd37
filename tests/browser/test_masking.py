"""Secrets stay in the browser (rows E7, N2): the form takes them out before it sends anything, and says so."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from contact.abuse.masking import without_secrets
from desk.masking import SORTS, rules_json
from desk.words import Words
from tests.browser.conftest import OpenPage
from tests.browser.served import ROOT
from tests.contact.abuse.test_masking import CASES
from tests.contact.abuse.written import many_written_texts

pytestmark = pytest.mark.browser

NAMES = {f"masked.{sort}": f"[{sort}]" for sort in SORTS}
ALL_MASKED = """
([rules, names, texts]) => {
  const ready = frontdeskMask.ready(JSON.parse(rules));
  const masked = (text) => frontdeskMask.withoutSecrets(text, ready, names);
  return texts.map(masked).map((found) => [found.text, found.sorts]);
}
"""
CARD = "4111 1111 1111 1111"


@pytest.fixture
def script(browser: Browser) -> Iterator[Page]:
    """An empty page with the script in it."""
    page = browser.new_page()
    page.add_script_tag(path=ROOT / "theme" / "assets" / "frontdesk" / "mask.js")
    yield page
    page.close()


def test_browser_and_backend_strike_out_the_same(script: Page) -> None:
    """Every case of the shared file, and a thousand texts of pieces of secrets, masked by the script and by Python."""
    texts = [*(case["text"] for case in CASES), *many_written_texts(1000)]
    names = {sort: f"[{sort}]" for sort in SORTS}
    shown = script.evaluate(ALL_MASKED, [rules_json().decode(), names, texts])
    words = Words("en", NAMES)
    expected = [(masked.text, list(masked.sorts)) for masked in (without_secrets(text, words) for text in texts)]
    differing = [
        (text, ours, theirs) for text, ours, theirs in zip(texts, expected, shown, strict=True) if list(ours) != theirs
    ]
    assert differing == []
    assert [text for text, _ in shown[: len(CASES)]] == [case["masked"] for case in CASES]


def filled(page: Page, message: str, name: str = "") -> None:
    """Fill in the Spanish form and press its button."""
    page.get_by_label("Una consulta o solicitud").check()
    page.get_by_label("¿Sobre qué tema?").select_option(label="Depósitos y retiros")
    page.locator("#form-message").fill(message)
    page.locator("#form-name").fill(name)
    page.locator("#form-email").fill("masked@example.net")
    page.get_by_role("button", name="Enviar").click()


def test_a_secret_never_leaves_the_browser(open_page: OpenPage) -> None:
    """The message is shown without the card number, an explanation takes the focus, and only the second press sends it."""
    page = open_page("es/contact/")
    sent: list[Request] = []
    page.on("request", lambda request: sent.append(request) if request.method == "POST" else None)
    filled(page, f"Mi tarjeta {CARD} fue rechazada.\nMi clave es Sol2026", "Ana, NIP 4821")
    summary = page.locator("[data-fd-errors]")
    expect(summary).to_be_focused()
    expect(summary).to_have_attribute("role", "alert")
    expect(summary.locator("a").first).to_have_text(
        "Quitamos lo que parece ser un número de tarjeta, una contraseña. No lo guardamos, y aquí nadie se lo pedirá nunca. "
        "Revise lo que queda y envíelo de nuevo."
    )
    expect(page.locator("#form-message")).to_have_value(
        "Mi tarjeta [número de tarjeta eliminado] fue rechazada.\nMi clave es [contraseña eliminada]"
    )
    expect(page.locator("#form-name")).to_have_value("Ana, NIP [PIN eliminado]")
    assert sent == []
    page.get_by_role("button", name="Enviar").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hemos recibido su mensaje")
    bodies = [request.post_data or "" for request in sent]
    assert len(bodies) == 1
    assert not any(secret in bodies[0] for secret in ("4111", "Sol2026", "4821"))


def test_without_a_script_the_backend_strikes_it_out(open_page: OpenPage) -> None:
    """What is kept, and shown on the confirmation, has no card number in it, and the page says that something is missing."""
    page = open_page("es/contact/", java_script_enabled=False)
    filled(page, f"Mi tarjeta {CARD} fue rechazada.")
    expect(page.get_by_role("heading", level=1)).to_have_text("Hemos recibido su mensaje")
    expect(page.locator("article")).to_contain_text("[número de tarjeta eliminado]")
    expect(page.locator("article")).to_contain_text("Quitamos lo que parece ser un número de tarjeta")
    assert "4111" not in page.content()


def test_a_form_that_comes_back_has_no_secret_in_it(open_page: OpenPage) -> None:
    """Without a script, a mistake elsewhere in the form shows the message again, without the card number."""
    page = open_page("contact/", java_script_enabled=False, expect_errors=True)
    page.locator("#form-message").fill(f"My card is {CARD}")
    page.get_by_role("button", name="Send").click()
    expect(page.locator("#form-message")).to_have_value("My card is [card number removed]")
    expect(page.locator("article")).to_contain_text("We have taken out what looks like a card number")
    assert "4111" not in page.content()


def test_visitors_who_do_not_write_load_none_of_it(open_page: OpenPage) -> None:
    """The rules and the lists of words, 40 kB, are fetched once somebody begins to write."""
    page = open_page("contact/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.reload()
    assert not {"mask.js", "masking.json", "proof.js"} & set(asked)
    with page.expect_request("**/mask.js"):
        page.locator("#form-message").focus()


def test_a_message_is_sent_where_the_rules_cannot_be_loaded(open_page: OpenPage) -> None:
    """A part of the site that does not load keeps nobody from writing: the backend does the same."""
    page = open_page("es/contact/", expect_errors=True)
    page.route("**/masking.json", lambda route: route.abort())
    filled(page, f"Mi tarjeta {CARD} fue rechazada.")
    expect(page.get_by_role("heading", level=1)).to_have_text("Hemos recibido su mensaje")
    expect(page.locator("article")).to_contain_text("[número de tarjeta eliminado]")
