"""An acknowledgement goes to the one address that was typed: no address becomes a header, a second address or a text."""

from email import message_from_bytes, message_from_string
from email.message import EmailMessage
from email.policy import compat32, default

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from contact.events import AcknowledgementFailed
from contact.mail import SendError, message
from contact.mail.message import mail_message
from contact.mail_words import MailWords
from contact.outbox import Outbox, Sweep
from contact.store.sqlite import SqliteStore
from contact.validation import checking
from contact.validation.email import parse_email
from desk.bundle import Bundle
from desk.data import from_json
from tests.contact.conftest import NOW, FakeMailer, Post, PostOffice

WORDS = MailWords(
    language="en", subject="We have it", text="Hello\n", html="<p>Hello</p>", template="request", template_digest=""
)
HEADERS = [
    *("From", "To", "Reply-To", "Subject", "Date", "Message-ID", "Auto-Submitted", "X-Auto-Response-Suppress"),
    *("MIME-Version", "Content-Type", "Content-Language"),
]
ATTACKS = [
    "=?utf-8?q?v=40evil.org=0D=0ASubject=3A_x?=@example.com",
    "=?utf-8?q?a=0D=0ABcc=3A_v=40x.org=0D=0AX=3A?=@example.com",
    "=?utf-8?q?victim=40evil.test=2Cb?=@example.com",
    "=?utf-8?b?dmljdGltQGV2aWwub3JnLCBi?=@example.com",
    "=?utf-8?q?a=40=5B?=@example.com",
    "ana@example.net\r\nBcc: v@example.org",
    "ana@example.net, v@example.org",
    "ana@example.net (v@example.org)",
    "",
]


def addressed_to(recipient: str, bundle: Bundle) -> EmailMessage:
    return mail_message(WORDS, recipient=recipient, identifier="<x@example.net>", settings=bundle.settings, now=NOW)


# Everything that may stand in the first half of an address, and the pieces of which encoded words are made.
LOCAL = st.one_of(
    st.text("abz019!#$%&'*+-/=?^_`{|}~.", min_size=1, max_size=64),
    st.text(min_size=1, max_size=64),
    st.lists(
        st.sampled_from(["=?", "?=", "utf-8", "?q?", "?b?", "=0D=0A", "=2C", "=40", "a", "Bcc:", "_", "ñ", "."])
    ).map("".join),
)


@given(LOCAL, st.sampled_from(["example.com", "münchen.example.de", "xn--exmple-qta.net", f"{'b' * 60}.example.com"]))
def test_accepted_address_stays_what_it_is(bundle: Bundle, local: str, domain: str) -> None:
    """For every address that the form accepts, what a mail program reads has our headers, once each, and that recipient."""
    try:
        recipient = parse_email(f"{local}@{domain}")
    except ValueError:
        reject()
    source = addressed_to(recipient, bundle).as_bytes()
    plain = message_from_bytes(source, policy=compat32)
    decoded = message_from_string(source.decode(), EmailMessage, policy=default)
    for read in (plain, decoded):
        assert read.keys() == HEADERS
        assert [part.get_content_type() for part in read.walk()] == ["multipart/alternative", "text/plain", "text/html"]
    assert [address.addr_spec for address in decoded["To"].addresses] == [recipient]
    assert f"\r\nTo: {recipient}\r\n".encode() in source


@settings(max_examples=40)
@given(st.from_regex(message.PLAIN, fullmatch=True))
def test_address_that_needs_no_proof_would_pass_it(bundle: Bundle, recipient: str) -> None:
    """Letters, digits and a few signs: every mail program reads such an address as it stands, so nobody checks each one."""
    decoded = message_from_bytes(addressed_to(recipient, bundle).as_bytes(), policy=default)
    assert decoded.keys() == HEADERS
    assert [address.addr_spec for address in decoded["To"].addresses] == [recipient]


@pytest.mark.parametrize("recipient", ATTACKS)
def test_address_that_becomes_something_else_is_never_sent_to(bundle: Bundle, recipient: str) -> None:
    """Whatever the form let through, the finished message is read again: it is refused for good."""
    with pytest.raises(SendError) as refused:
        addressed_to(recipient, bundle)
    assert str(refused.value) == "the address would not stay what it is in a mail"
    assert (refused.value.reason, refused.value.retry) == ("unsafe address", False)


@pytest.mark.parametrize("typed", ATTACKS[:5])
def test_such_an_address_is_refused_by_the_form(post: Post, store: SqliteStore, typed: str) -> None:
    """The customer is asked for an address, and nothing is recorded."""
    assert post(email=typed).status == 422
    assert store.newest(1) == []


def test_such_an_address_in_the_log_surfaces(
    post: Post, store: SqliteStore, outbox: Outbox, fake_mailer: FakeMailer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that an older version has recorded is given up at once, and staff see it (row E8)."""
    monkeypatch.setattr(checking, "parse_email", lambda text: text)
    post(email=ATTACKS[0])
    assert outbox.send_due() == Sweep(failed=1)
    assert fake_mailer.sent == []
    case = store.newest(1)[0]
    assert case.status == "not-acknowledged"
    assert from_json(case.events[1].body.encode(), AcknowledgementFailed).reason == "unsafe address"
    assert [(entry.state, entry.error) for entry in store.outbox()] == [("failed", "unsafe address")]


@pytest.mark.parametrize(
    "recipient", ["o'b!#$%&*+/=^_`{|}~-x?y@example.com", f"{'x' * 64}@{'b' * 60}.example.com", "jörg@example.de"]
)
def test_envelope_has_the_same_recipient(bundle: Bundle, post_office: PostOffice, recipient: str) -> None:
    """What the mail server is told to deliver to is that one address, whatever letters it has."""
    post_office.mailer.send(addressed_to(recipient, bundle))
    (mail_id,) = post_office.mailbox.ids()
    assert f"\r\nDelivered-To: {recipient}\r\n" in (post_office.mailbox.read(mail_id) or b"").decode()
