"""From a question in a customer's own words to an acknowledgement in their mail."""

import re
from collections.abc import Mapping
from datetime import datetime

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import OpenPage
from tests.browser.served import Desk, take_time

pytestmark = pytest.mark.browser

REFERENCE = re.compile(r"[2-9CDFGHJKMPQRTVWX]{3}-[2-9CDFGHJKMPQRTVWX]{4}-[2-9CDFGHJKMPQRTVWX]{3}")
SPANISH: Mapping[str, str] = {
    "message": "Perdí el teléfono ayer y ahora no puedo entrar. <b>¿Qué hago?</b>",
    "name": "Ana Núñez",
    "phone": "+34 912 345 678",
}


def send_in_spanish(page: Page, email: str) -> str:
    """Fill in the Spanish form, send it, and give back the reference that the page shows."""
    page.get_by_label("Una consulta o solicitud").check()
    page.get_by_label("¿Sobre qué tema?").select_option(label="No puedo entrar en mi cuenta")
    for name, text in SPANISH.items():
        page.locator(f"#form-{name}").fill(text)
    page.locator("#form-email").fill(email)
    take_time(page)
    page.get_by_role("button", name="Enviar").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hemos recibido su mensaje")
    shown = page.locator(".fd-reference").inner_text()
    assert REFERENCE.fullmatch(shown)
    return shown


def assert_acknowledged(served: Desk, reference: str, email: str) -> None:
    """One mail in Spanish, with the reference, an estimate and the way to a person, and nothing that was typed."""
    message = served.inbox.wait_for(reference)
    body = message.get_body(("plain",))
    rich = message.get_body(("html",))
    assert body is not None
    assert rich is not None
    text = body.get_content()
    assert message["To"] == email
    assert message["Auto-Submitted"] == "auto-replied"
    assert message["Content-Language"] == "es"
    for words in (reference, "Este es un mensaje automático", "+1 212-555-0142", "hora de Nueva York"):
        assert words in " ".join(text.split())
    for typed in ("Perdí", "Ana", "912"):
        assert typed not in text + rich.get_content() + str(message["Subject"])


def test_a_customer_finds_the_answer_in_their_own_words(open_page: OpenPage) -> None:
    """F6: who types "my phone is gone and I can't log in" finds what to do, by the keyboard alone."""
    page = open_page()
    page.keyboard.press("/")
    page.keyboard.type("my phone with the authenticator is gone and I can't log in")
    page.keyboard.press("Enter")
    first = page.locator("[data-fd-results] li a").first
    expect(first).to_have_text("I lost the phone with my authenticator app. How do I get in?")
    first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "I lost the phone with my authenticator app. How do I get in?"
    )
    expect(page.locator("article")).to_contain_text("backup codes")


def test_a_search_is_a_link(open_page: OpenPage) -> None:
    """A search can be sent to somebody: its address holds the words, and its title names them."""
    page = open_page("search/?q=tax+forms")
    expect(page.locator("[data-fd-results] h2")).to_contain_text("“tax forms”")
    expect(page).to_have_title(re.compile("tax forms"))


def test_nothing_found_leads_to_a_person(open_page: OpenPage) -> None:
    """A search without result says so and offers the contact form."""
    page = open_page("search/?q=xyzzyplugh")
    expect(page.locator("[data-fd-results]")).to_contain_text("No answer found for “xyzzyplugh”.")
    page.locator("[data-fd-results] a", has_text="Ask us").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Contact us")


def test_the_hours_are_beside_every_answer(open_page: OpenPage) -> None:
    """P1, P2: number, week and open-now stand beside an answer, and the number can be tapped."""
    page = open_page("fees/what-does-it-cost/")
    block = page.locator(".fd-contact")
    expect(block.locator("a[href='tel:+12125550142']")).to_have_text("+1 212-555-0142")
    expect(block.locator("table")).to_contain_text("Monday to Friday")
    expect(block.locator("[data-fd-open]")).to_have_text(re.compile(r"^(Open now, until|Closed now\. Opens) "))


@pytest.mark.parametrize(
    ("path", "now", "text"),
    [
        (
            "es/contact/",
            "2026-11-21T12:00-05:00",
            "Cerrado ahora. Abre el lunes a las 9:00 a.\xa0m. Hasta entonces puede ",
        ),
        (
            "es/contact/",
            "2026-11-23T08:30-05:00",
            "Cerrado ahora. Abre a las 9:00 a.\xa0m. Hasta entonces puede dejar ",
        ),
        ("es/contact/", "2026-11-23T10:00-05:00", "Abierto ahora, hasta la 1:00 p.\xa0m."),
        ("es/contact/", "2026-11-23T15:00-05:00", "Abierto ahora, hasta las 4:00 p.\xa0m."),
        (
            "contact/",
            "2026-11-21T12:00-05:00",
            "Closed now. Opens Monday at 9:00 AM. Until then you can leave a voicemail; ",
        ),
        ("contact/", "2026-11-23T08:30-05:00", "Closed now. Opens at 9:00 AM. Until then you can leave a voicemail; "),
        ("contact/", "2026-11-23T10:00-05:00", "Open now, until 1:00 PM"),
    ],
)
def test_open_now_is_a_sentence(open_page: OpenPage, path: str, now: str, text: str) -> None:
    """P2, P3, W3: a day only where it is another one, in Spanish the article that the hour takes, and the voicemail."""
    page = open_page(path)
    opens = [("2026-11-23T09:00-05:00", "2026-11-23T13:00-05:00"), ("2026-11-23T14:00-05:00", "2026-11-23T16:00-05:00")]

    def two_openings(route: Route) -> None:
        published = route.fetch().json()
        minutes = [[int(datetime.fromisoformat(at).timestamp()) // 60 for at in pair] for pair in opens]
        published["calendars"][published["channels"]["phone"]["calendar"]]["openings"] = minutes
        published |= {"from": minutes[0][0] - 10 * 24 * 60, "until": minutes[-1][1] + 10 * 24 * 60}
        route.fulfill(json=published)

    page.route("**/desk.json", two_openings)
    page.clock.set_fixed_time(datetime.fromisoformat(now))
    page.reload()
    expect(page.locator("[data-fd-open=phone]").first).to_contain_text(text)


def test_the_form_is_sent_in_spanish_without_a_script(open_page: OpenPage, served: Desk) -> None:
    """E3, L1, W3: without JavaScript the Spanish form gives a reference, and the acknowledgement arrives with it."""
    page = open_page("es/contact/", java_script_enabled=False)
    reference = send_in_spanish(page, "sin-script@example.com")
    assert_acknowledged(served, reference, "sin-script@example.com")


def test_the_form_is_sent_in_spanish_with_a_script(open_page: OpenPage, served: Desk) -> None:
    """E3, W3: with JavaScript too."""
    page = open_page("es/contact/")
    reference = send_in_spanish(page, "con-script@example.com")
    assert_acknowledged(served, reference, "con-script@example.com")


def test_a_reload_of_the_confirmation_sends_nothing_again(open_page: OpenPage, served: Desk) -> None:
    """Post, redirect, get: the confirmation can be reloaded, and shows the same reference without a second mail."""
    page = open_page("es/contact/", java_script_enabled=False)
    reference = send_in_spanish(page, "reload@example.com")
    served.inbox.wait_for(reference)
    page.reload()
    expect(page.locator(".fd-reference")).to_have_text(reference)
    assert sum(to == ["reload@example.com"] for to in served.inbox.recipients) == 1


def test_a_double_click_gives_one_reference(open_page: OpenPage, served: Desk) -> None:
    """Two clicks on Send are one case and one mail."""
    page = open_page("contact/")
    page.get_by_label("A complaint").check()
    page.locator("#form-topic").select_option("fees")
    page.locator("#form-message").fill("I was charged twice.")
    page.locator("#form-email").fill("twice@example.com")
    take_time(page)
    page.get_by_role("button", name="Send").dblclick()
    expect(page.get_by_role("heading", level=1)).to_have_text("We have received your complaint")
    served.inbox.wait_for(page.locator(".fd-reference").inner_text())
    assert sum(to == ["twice@example.com"] for to in served.inbox.recipients) == 1


def test_the_topic_comes_along_from_the_answer(open_page: OpenPage) -> None:
    """The form that is opened from an answer has its topic chosen already."""
    page = open_page("access/forgot-password/")
    page.locator(".fd-contact .md-button").click()
    expect(page.locator("#form-topic")).to_have_value("locked-out")
