"""A complaint from the form to its resolution, to what the customer thinks of it, to the report (rows T1, R2, R4, K1, K2, Q1)."""

import json
import re
import secrets
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import violations
from tests.browser.conftest import OpenPage
from tests.browser.served import Desk, take_time

pytestmark = pytest.mark.browser

# Figures of the report of a period that count such a complaint.
COUNTED_IN = (
    "received-by-channel/form/complaints",
    "resolution-received-in-by-kind/complaint/resolved",
    "outcomes-by-kind/complaint/partial",
    "feedback/payments/answered",
)
WITH_AND_WITHOUT_SCRIPT = pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])


def complained(page: Page) -> str:
    """Send the English form; the reference that the confirmation shows."""
    page.get_by_label("A complaint").check()
    page.locator("#form-topic").select_option("payments")
    page.locator("#form-message").fill("My transfer has not arrived, and nobody answers.")
    # One address gets only a few mails a day.
    page.locator("#form-email").fill(f"complaint-{secrets.token_hex(4)}@example.com")
    take_time(page)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("We have received your complaint")
    return page.locator(".fd-reference").inner_text()


def mailed(served: Desk, reference: str, holding: str) -> str:
    """The text of the mail about a case that holds some words."""
    served.command("outbox", "send")
    texts = [text_of(message) for message in served.inbox.messages if reference in text_of(message)]
    return next(text for text in texts if holding in text)


def text_of(message: EmailMessage) -> str:
    body = message.get_body(("plain",))
    return str(body.get_content()).replace("\r\n", "\n") if body else ""


def worked_on(served: Desk, reference: str) -> None:
    """What staff do about it in a terminal, up to its end."""
    served.command("requests", "assign", reference, "--queue", "general", "--by", "Ben")
    served.command("requests", "update", reference, "--text", "We are asking the bank.", "--by", "Ben")
    explained = ("--explanation", "The bank took two days longer.", "--remedies", "You may complain to DFS.")
    served.command(
        *("requests", "resolve", reference, "--outcome", "partial", "--text", "The money is there.", *explained),
        *("--redress", "5.00 USD", "--by", "Ben"),
    )


def this_year() -> str:
    """On the desk's clock."""
    return f"{datetime.now(ZoneInfo('America/New_York')):%Y}"


def days() -> tuple[str, str, str, str]:
    """Around today, whatever the time zone."""
    now = datetime.now(UTC)
    return "--since", f"{now - timedelta(days=1):%Y-%m-%d}", "--until", f"{now + timedelta(days=1):%Y-%m-%d}"


@WITH_AND_WITHOUT_SCRIPT
def test_complaint_from_form_to_report(open_page: OpenPage, served: Desk, *, script: bool) -> None:
    """T1, R2, R4, K1, K2: acknowledged, worked on, resolved with reasons, judged once, and counted."""
    page = open_page("contact/", java_script_enabled=script)
    reference = complained(page)
    assert "This is an automatic message" in text_of(served.inbox.wait_for(reference))
    assert reference in served.command("requests", "list")
    worked_on(served, reference)
    assert "We are asking the bank." in mailed(served, reference, "asking the bank")
    resolution = mailed(served, reference, "The bank took two days longer.")
    assert "You may complain to DFS." in resolution
    judged(page, served, resolution, script=script)
    noted_and_counted(served, reference)


def judged(page: Page, served: Desk, resolution: str, *, script: bool) -> None:
    """The link of the mail leads to one question, which is answered once."""
    link = re.search(r"https://help\.example-exchange\.com/(_desk/feedback\?\S+)#(\S+)", resolution)
    assert link is not None
    assert re.search(rf"^\s*{link[2]}$", resolution, re.MULTILINE), "the code stands beside the link, to be typed"
    if script:
        page.goto(f"{served.url}{link[1]}#{link[2]}")
        page.get_by_role("link", name="Español").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Díganos qué le pareció")
        expect(page.locator("#form-feedback-code")).to_have_value(link[2])
    for heading, said in (
        ("Thank you", "We are sorry that we did not do better."),
        ("Thank you", "We have had your answer before; only the first one counts."),
    ):
        page.goto(f"{served.url}{link[1]}#{link[2]}")
        if script:
            expect(page.locator("#form-feedback-code")).to_be_hidden()
            expect(page.locator("#form-case")).to_be_hidden()
        else:
            page.locator("#form-feedback-code").fill(link[2].lower())
        page.get_by_label("Very dissatisfied").check()
        page.get_by_label("What should we know?").fill("Nobody called me back.")
        page.get_by_role("button", name="Send the answer").click()
        expect(page.get_by_role("heading", level=1)).to_have_text(heading)
        expect(page.locator("main")).to_contain_text(said)


def noted_and_counted(served: Desk, reference: str) -> None:
    """The low score stands in the list with what was changed after it, and in the reports."""
    served.command("requests", "improved", reference, "--page", "payments/withdraw-to-bank", "--by", "Ben")
    low = json.loads(served.command("report", "feedback", *days(), "--low", "--json"))["low"]
    (own,) = [case for case in low if case["reference"] == reference]
    assert (own["score"], own["kind"], own["topic"], own["queue"]) == (1, "complaint", "payments", "general")
    assert own["comment"] == "Nobody called me back."
    assert [used["page"] for used in own["used"]] == ["payments/withdraw-to-bank"]
    for figure in COUNTED_IN:
        assert reference in served.command("report", "cases", figure, "--period", this_year())


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_question_can_be_used_by_everybody(open_page: OpenPage, scheme: str) -> None:
    """W1: on a small telephone, in Spanish, in the dark, with the keyboard; what is missing is said beside its field."""
    page = open_page(
        "_desk/feedback?case=7KQ-4M2P-9XW&language=es",
        viewport={"width": 360, "height": 740},
        color_scheme=scheme,
        expect_errors=True,
    )
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.get_by_label("Muy satisfactoria").focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Satisfactoria", exact=True)).to_be_checked()
    page.get_by_role("button", name="Enviar la respuesta").press("Enter")
    expect(page.locator(".fd-error-summary a")).to_have_text(["Escriba el código de nuestro mensaje"])
    expect(page.get_by_label("Satisfactoria", exact=True)).to_be_checked()
    assert violations(page) == []
