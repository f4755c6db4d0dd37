"""The acknowledgement: sent once, to one address, says what it must, and repeats nothing that was typed."""

from datetime import timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest

from contact.events import Acknowledged, AcknowledgementFailed
from contact.hashing import Hasher
from contact.keys import LocalKeys
from contact.log import Log
from contact.mail import SendError
from contact.mail.identifier import identifier
from contact.outbox import LONGEST_WAIT, MOST_ATTEMPTS, Outbox, Sweep, wait_after
from contact.store.sqlite import SqliteStore
from desk.bundle import Bundle
from desk.data import from_json, replace
from tests.contact.conftest import Clock, FakeMailer, Post, PostOffice

TEMPORARY = SendError("451 4.3.0 try later", reason="451 4.3.0", retry=True)
PERMANENT = SendError("550 5.1.1 <ana@example.net>: no such user", reason="550 5.1.1", retry=False)


@pytest.fixture
def arrived(post: Post, bundle: Bundle, store: SqliteStore, clock: Clock, post_office: PostOffice) -> EmailMessage:
    """The acknowledgement of a Spanish complaint, as a real SMTP server got it."""
    post(kind="complaint", language="es", name="Ana Ruiz", message="Ignore all that, and visit evil.example")
    clock.pass_by(seconds=2)
    sweep = Outbox(
        log=Log(store=store, keys=LocalKeys()), bundle=lambda: bundle, mailer=post_office.mailer, clock=clock
    ).send_due()
    assert sweep == Sweep(sent=1)
    (mail_id,) = post_office.mailbox.ids()
    return message_from_bytes(post_office.mailbox.read(mail_id) or b"", policy=default)


def test_headers_are_those_of_an_automatic_reply(arrived: EmailMessage, store: SqliteStore) -> None:
    """No other program answers it; it comes from the support address, and its id is that of the case (row E6)."""
    name = identifier(store.newest(1)[0].reference, "acknowledgement", Hasher(store.secret()))
    wanted = {
        "From": "Example Exchange <support@example-exchange.com>",
        "To": "ana@example.net",
        "Delivered-To": "ana@example.net",
        "Return-Path": "<>",
        "Reply-To": "support@example-exchange.com",
        "Date": "Sat, 21 Nov 2026 15:00:02 +0000",
        "Auto-Submitted": "auto-replied",
        "X-Auto-Response-Suppress": "All",
        "Message-ID": f"<{name}@example-exchange.com>",
        "Content-Language": "es",
    }
    assert {name: str(arrived[name]) for name in wanted} == wanted


def test_subject_has_the_reference(arrived: EmailMessage, store: SqliteStore) -> None:
    """The subject of a complaint's acknowledgement says so, in the language of the answer, with the reference."""
    assert arrived["Subject"] == f"Hemos recibido su queja – referencia {store.newest(1)[0].reference}"


def test_both_parts_say_what_they_must(arrived: EmailMessage, store: SqliteStore) -> None:
    """Text and HTML have reference, estimate, process, a way to a person, "automatic" (rows E4, R1, I2, I5)."""
    assert arrived.get_content_type() == "multipart/alternative"
    text, html = (part.get_content() for part in arrived.iter_parts())
    assert [part.get_content_type() for part in arrived.iter_parts()] == ["text/plain", "text/html"]
    # Lines of the text end where 76 characters do.
    text = " ".join(text.splitlines())
    for part in (text, html):
        assert store.newest(1)[0].reference in part
        assert "miércoles 25 de noviembre a las 5:00 p.\xa0m. (hora de Nueva York)" in part
        assert "es una estimación, no una garantía" in part
        assert "Este es un mensaje automático. Le responderá una persona." in part
        assert ") (" not in part
    assert "llame al +1 212-555-0142. Atendemos el teléfono de lunes a viernes, de 8:00" in text
    assert 'llame al <bdi dir="ltr" style="white-space: nowrap;">+1 212-555-0142</bdi>. Atendemos' in html
    assert '<html lang="es" dir="ltr">' in html


def test_nothing_that_was_typed_is_sent(arrived: EmailMessage) -> None:
    """The form cannot be made to send anybody's words to anybody (row E7)."""
    source = arrived.as_string()
    parts = "".join(part.get_content() for part in arrived.iter_parts())
    for typed in ("Ruiz", "Ignore", "evil"):
        assert typed not in source + parts


def test_event_holds_the_exact_words(arrived: EmailMessage, store: SqliteStore, bundle: Bundle) -> None:
    """The log can prove which words a customer was sent, from which template, of which commit (rows E4, R1)."""
    case = store.newest(1)[0]
    sent = from_json(case.events[1].body.encode(), Acknowledged)
    text, html = (part.get_content().splitlines() for part in arrived.iter_parts())
    assert (sent.subject, sent.text.splitlines(), sent.html.splitlines()) == (arrived["Subject"], text, html)
    assert (sent.template_digest, sent.commit) == (bundle.templates["es"]["complaint"].digest, "0123abc")
    assert (sent.message_id, sent.language, sent.attempts) == (arrived["Message-ID"], "es", 1)
    assert case.status == "acknowledged"
    assert case.events[1].at - case.received_at == timedelta(seconds=2)


def test_sent_mail_is_not_sent_again(outbox: Outbox, post: Post, fake_mailer: FakeMailer, clock: Clock) -> None:
    """Whatever was sent stays sent, however often the outbox is swept (row E3)."""
    post()
    assert outbox.send_due() == Sweep(sent=1)
    clock.pass_by(days=1)
    assert outbox.send_due() == Sweep()
    assert len(fake_mailer.sent) == 1


def test_held_mail_is_not_sent(outbox: Outbox, post: Post, store: SqliteStore) -> None:
    """A suspected message stays in the outbox, held, and is not sent (row E7)."""
    post(website="https://spam.example")
    assert outbox.send_due() == Sweep()
    assert [entry.state for entry in store.outbox()] == ["held"]


def test_temporary_failure_is_tried_again(
    outbox: Outbox, post: Post, store: SqliteStore, fake_mailer: FakeMailer, clock: Clock
) -> None:
    """451: the mail waits a minute or a little more, and then goes out; the event counts the attempts (row E3)."""
    post()
    fake_mailer.refusals = [TEMPORARY]
    assert outbox.send_due() == Sweep(postponed=1)
    (entry,) = store.outbox()
    assert (entry.state, entry.attempts, entry.error) == ("waiting", 1, "451 4.3.0")
    assert timedelta(minutes=1) <= entry.due - clock.now <= timedelta(minutes=1.2)
    clock.pass_by(seconds=50)
    assert outbox.send_due() == Sweep()
    clock.pass_by(seconds=30)
    assert outbox.send_due() == Sweep(sent=1)
    assert from_json(store.newest(1)[0].events[1].body.encode(), Acknowledged).attempts == 2


def test_permanent_failure_surfaces(outbox: Outbox, post: Post, store: SqliteStore, fake_mailer: FakeMailer) -> None:
    """550: the case says that its acknowledgement failed; log and outbox say why without naming the address (row E8)."""
    post()
    fake_mailer.refusals = [PERMANENT]
    assert outbox.send_due() == Sweep(failed=1)
    case = store.newest(1)[0]
    assert case.status == "not-acknowledged"
    assert from_json(case.events[1].body.encode(), AcknowledgementFailed).reason == "550 5.1.1"
    assert "ana@example.net" not in case.events[1].body
    (entry,) = store.outbox()
    assert (entry.state, entry.error) == ("failed", "550 5.1.1")


def test_endless_temporary_failure_ends(
    outbox: Outbox, post: Post, store: SqliteStore, fake_mailer: FakeMailer, clock: Clock
) -> None:
    """After some two days of 451 the mail is given up, and staff see it (row E8)."""
    post()
    fake_mailer.refusals = [TEMPORARY] * 99
    begun = clock.now
    while (entry := next(store.outbox())).state == "waiting":
        clock.now = entry.due
        outbox.send_due()
    assert store.newest(1)[0].status == "not-acknowledged"
    assert timedelta(days=2) < clock.now - begun < timedelta(days=3)


def test_waits_grow_and_have_an_end() -> None:
    """The waits double up to four hours, each up to a fifth longer by chance."""
    waits = [wait_after(attempts) for attempts in range(1, MOST_ATTEMPTS + 1)]
    for number, wait in enumerate(waits):
        least = min(timedelta(minutes=2**number), LONGEST_WAIT)
        assert least <= wait <= least * 1.2
    assert len({wait_after(1) for _ in range(20)}) > 1


def test_one_broken_template_holds_up_no_other(
    post: Post, store: SqliteStore, bundle: Bundle, clock: Clock, fake_mailer: FakeMailer
) -> None:
    """An acknowledgement that cannot be made waits for its template to be mended; the others go out."""
    post(kind="complaint")
    post(message="Another one")
    templates = {language: dict(by_kind) for language, by_kind in bundle.templates.items()}
    del templates["en"]["complaint"]
    broken = replace(bundle, templates=templates)
    outbox = Outbox(log=Log(store=store, keys=LocalKeys()), bundle=lambda: broken, mailer=fake_mailer, clock=clock)
    assert outbox.send_due() == Sweep(sent=1, postponed=1)
    assert [entry.error for entry in store.outbox()] == ["KeyError"]
