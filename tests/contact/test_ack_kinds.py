"""The kind of an acknowledgement is chosen when it is sent, and the record says which it was (rows E3, E4, E7, L1, U2)."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage

import pytest

from contact.accept import ACKNOWLEDGEMENT
from contact.acknowledge import acknowledgement
from contact.events import Acknowledged, Received, Wrote, body_of
from contact.log import Arrival, Log
from contact.outbox import Outbox, Sweep
from contact.personal import personal
from contact.status_code import status_code
from contact.store import NewMail
from contact.store.sqlite import SqliteStore
from desk.ack_choice import ACK_KINDS
from desk.bundle import Bundle
from desk.data import replace
from desk.estimate import estimate
from desk.settings.model import AckKind, Notice
from frontdesk.ack_sample import is_ever_sent, sample_case, sample_instant
from tests.contact.conftest import NOW, Clock, FakeMailer, Post

MONDAY_MORNING = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
RUSH = Notice(id="rush", start=NOW, end=NOW + timedelta(days=7), text={"en": "Many write.", "es": "Prisa."}, surge=True)


def told(store: SqliteStore) -> Acknowledged:
    """What the record says of the latest acknowledgement of the newest case."""
    body = body_of(store.newest(1)[0].events[-1])
    assert isinstance(body, Acknowledged)
    return body


@pytest.mark.parametrize(
    ("form", "at", "kind", "opening"),
    [
        ({}, MONDAY_MORNING, "request", "We have received your message.\n"),
        ({}, NOW, "out-of-hours", "We have received your message. It reached us outside our business hours,"),
        ({"kind": "complaint"}, NOW, "complaint", "We are sorry that something has gone wrong."),
        ({"topic": "locked-out"}, NOW, "locked-out", "We have received your message about getting into your account."),
        ({"topic": "locked-out", "kind": "complaint"}, NOW, "complaint", "We are sorry that something has gone wrong."),
    ],
)
def test_the_kind_fits_the_case(
    *,
    post: Post,
    outbox: Outbox,
    store: SqliteStore,
    clock: Clock,
    form: dict[str, str],
    at: datetime,
    kind: str,
    opening: str,
) -> None:
    """Kind, topic and hours of the demonstration desk; the digest names the very template (rows E4, L1)."""
    clock.now = at
    post(**form)
    assert outbox.send_due() == Sweep(sent=1)
    assert (told(store).template, told(store).template_digest) == (kind, outbox.bundle().templates["en"][kind].digest)
    assert told(store).text.startswith(f"Hello,\n\n{opening}")


def test_a_surge_is_told_while_it_lasts(post: Post, outbox: Outbox, bundle: Bundle, store: SqliteStore) -> None:
    """The notice in force when the mail goes out counts, and its words stand in the mail (rows U1, U2)."""
    post()
    rushing = replace(bundle, settings=replace(bundle.settings, notices=(RUSH,)))
    assert replace(outbox, bundle=lambda: rushing).send_due() == Sweep(sent=1)
    assert told(store).template == "surge"
    assert "More people than usual are writing to us" in told(store).text
    assert "Many write." in told(store).text


def test_only_who_asks_for_a_call_is_promised_one(post: Post, bundle: Bundle, store: SqliteStore) -> None:
    """Whoever records a request for a call says so; a telephone number alone does not (row C1)."""
    post(phone="+1 212 555 0199")
    case = store.newest(1)[0]
    assert acknowledgement(case, bundle, NOW).template == "out-of-hours"
    assert acknowledgement(case, bundle, NOW, callback=True).template == "callback"


def test_the_status_code_is_told_beside_a_link_without_it(post: Post, outbox: Outbox, store: SqliteStore) -> None:
    """No address holds a secret; who has the mail can type the code (row R3)."""
    post()
    outbox.send_due()
    case = store.newest(1)[0]
    url = f"https://help.example-exchange.com/_desk/status?case={case.reference}&language=en"
    assert f"\n{url}\n" in told(store).text
    assert f"\n    {status_code(case)}\n" in told(store).text
    assert f'<a href="{url.replace("&", "&amp;")}"' in told(store).html
    assert case.key not in told(store).text + told(store).html


@pytest.fixture
def arrived(log: Log, bundle: Bundle) -> Callable[..., None]:
    """Record an e-mail of the demonstration desk, as contact.arriving does."""

    def record(*, proven: bool) -> None:
        texts = personal({"email": "ana@example.net", "message_id": "<1@example.net>", "references": "<0@example.net>"})
        received = Received(
            channel="email",
            kind="complaint",
            topic="fees",
            language="en",
            page="",
            page_language="en",
            consent_digest="",
            personal_digest=texts.digest,
            estimate=estimate(bundle.settings, channel="email", kind="complaint", topic_id="fees", now=NOW),
            acknowledged_by="email",
            suspected=False,
            commit="",
            proven=proven,
        )
        log.record(Arrival(at=NOW, token="t", texts=texts, bodies=[received], mails=[(ACKNOWLEDGEMENT, "waiting")]))

    return record


def test_mail_that_anybody_may_have_sent_gets_the_short_form(
    arrived: Callable[..., None], outbox: Outbox, store: SqliteStore
) -> None:
    """Reference, estimate and a person; no code, no link but to the site, for the address may be a stranger's (row E7)."""
    arrived(proven=False)
    assert outbox.send_due() == Sweep(sent=1)
    short = told(store)
    reference = store.newest(1)[0].reference
    assert short.template == "short"
    assert short.text == (
        "We have received your message.\n"
        "\n"
        f"Your reference: {reference}\n"
        "Estimate: Wednesday, November 25, 5:00 PM (New York time)\n"
        "\n"
        "A person will read your message and answer you. We expect to answer by\n"
        "Wednesday, November 25, 5:00 PM (New York time); this is an estimate, not a\n"
        "guarantee.\n"
        "\n"
        "To talk to a person now, call +1 212-555-0142. The phone is answered Monday\n"
        "to Friday, 8:00 AM to 8:00 PM; Saturday, 10:00 AM to 4:00 PM (New York\n"
        "time). Or ask us to call you:\n"
        "https://help.example-exchange.com/contact/callback/\n"
        "\n"
        "This is an automatic message. A person will reply to you.\n"
        "\n"
        "Customer Service, Example Exchange\n"
        "https://help.example-exchange.com/\n"
    )
    home = "https://help.example-exchange.com/"
    assert re.findall(r'href="([^"]*)"', short.html) == [f"{home}contact/callback/", home]
    assert status_code(store.newest(1)[0]) not in short.text + short.html


def test_the_acknowledgement_of_an_email_belongs_to_its_thread(
    arrived: Callable[..., None], outbox: Outbox, fake_mailer: FakeMailer
) -> None:
    """Mail programs show the two together, under a subject that is ours (RFC 5322, 3.6.4; row E6)."""
    arrived(proven=True)
    assert outbox.send_due() == Sweep(sent=1)
    (sent,) = fake_mailer.sent
    assert (sent["In-Reply-To"], sent["References"]) == ("<1@example.net>", "<0@example.net>\r\n <1@example.net>")
    assert str(sent["Subject"]).startswith("We have received your complaint")


def test_a_later_message_is_acknowledged_by_itself(
    *,
    arrived: Callable[..., None],
    log: Log,
    outbox: Outbox,
    store: SqliteStore,
    clock: Clock,
    fake_mailer: FakeMailer,
) -> None:
    """In the short form, with the time that runs from now, in answer to that message, under a name of its own (row E3)."""
    arrived(proven=True)
    outbox.send_due()
    clock.now = MONDAY_MORNING
    case = store.newest(1)[0]
    texts = personal({"email": "ana@example.net", "message_id": "<2@example.net>", "references": ""})
    wrote = Wrote(channel="email", text="message-3", personal_digest=texts.digest)
    mail = NewMail(mail="acknowledgement-3", state="waiting", due=clock.now)
    assert log.add(case, clock.now, wrote, texts={"message-3": texts}, mails=[mail])
    assert outbox.send_due() == Sweep(sent=1)
    assert told(store).template == "short"
    assert "Estimate: Wednesday, November 25, 5:00 PM (New York time)\n" in told(store).text
    first, second = fake_mailer.sent
    assert second["In-Reply-To"] == "<2@example.net>"
    assert first["Message-ID"] != second["Message-ID"]


def test_no_acknowledgement_has_a_header_of_mass_mail(post: Post, outbox: Outbox, fake_mailer: FakeMailer) -> None:
    """Neither Precedence nor List-*: it goes to one person, who asked for it (RFC 3834, row E6)."""
    post()
    outbox.send_due()
    (sent,) = fake_mailer.sent
    assert isinstance(sent, EmailMessage)
    assert sent.keys() == [
        *("From", "To", "Reply-To", "Subject", "Date", "Message-ID", "Auto-Submitted", "X-Auto-Response-Suppress"),
        *("MIME-Version", "Content-Type", "Content-Language"),
    ]


@pytest.mark.parametrize("kind", ACK_KINDS)
def test_each_kind_is_previewed_in_a_situation_in_which_it_is_sent(bundle: Bundle, kind: AckKind) -> None:
    """Whoever looks at a preview sees what customers see, whatever day it is."""
    settings = replace(bundle.settings, notices=(RUSH,))
    for now in (NOW, MONDAY_MORNING):
        assert is_ever_sent(settings, kind, now)
    assert is_ever_sent(bundle.settings, kind, NOW) == (kind != "surge")
    case = sample_case(settings, kind, sample_instant(settings, kind, NOW))
    assert settings.topic(case.topic_id)
