"""A report on a mail of ours comes in by the same door as every message (row E8)."""

import pytest

from contact.arriving.desk import ArrivingDesk
from contact.bounces import Bounces
from contact.log import Log
from contact.mail.identifier import identifier
from contact.outbox import Outbox
from contact.store import StoreError
from contact.store.sqlite import SqliteStore
from desk.data import replace
from tests.contact.conftest import Post


def report(name: str) -> bytes:
    """What a mail server writes about the mail with this name."""
    lines = [
        "From: Mail Delivery System <Mailer-Daemon@mx.example.net>",
        "To: support@example-exchange.com",
        "Content-Type: multipart/report; report-type=delivery-status; boundary=x",
        "",
        "--x",
        "Content-Type: message/delivery-status",
        "",
        "Reporting-MTA: dns; mx.example.net",
        "",
        "Final-Recipient: rfc822; ana@example.net",
        "Action: failed",
        "Status: 5.1.1",
        "--x",
        "Content-Type: text/rfc822-headers",
        "",
        f"Message-ID: <{name}@example-exchange.com>",
        "--x--",
        "",
    ]
    return "\r\n".join(lines).encode()


@pytest.fixture
def taker(arriving: ArrivingDesk) -> ArrivingDesk:
    return replace(arriving, bounces=Bounces(log=arriving.log, clock=arriving.clock).take)


@pytest.fixture
def name(post: Post, store: SqliteStore, log: Log) -> str:
    """That of the acknowledgement of a case, which is still to be sent."""
    post()
    return str(identifier(store.newest(1)[0].reference, "acknowledgement", log.hasher()))


def test_a_report_is_an_event_of_its_case(taker: ArrivingDesk, name: str, outbox: Outbox, store: SqliteStore) -> None:
    """Not a case of its own; told twice, it is written down once."""
    outbox.send_due()
    assert [taker.receive(report(name), "").became for _ in range(2)] == ["bounce", "bounce"]
    (case,) = store.newest(9)
    assert [event.kind for event in case.events] == ["received", "acknowledged", "bounced"]


def test_the_return_path_names_the_mail_too(taker: ArrivingDesk, name: str, outbox: Outbox) -> None:
    """A server that returns nothing of the mail."""
    outbox.send_due()
    assert taker.receive(report("nothing"), "", recipient=f"bounces+{name}@example-exchange.com").became == "bounce"


def test_a_report_that_is_quicker_than_we_are_comes_again(taker: ArrivingDesk, name: str, store: SqliteStore) -> None:
    """The mail is ours and not marked as sent yet: whoever reports is told to do so later."""
    with pytest.raises(StoreError):
        taker.receive(report(name), "")
    assert len(store.newest(9)) == 1


def test_a_forged_report_is_a_message_that_nobody_answers(taker: ArrivingDesk, name: str, store: SqliteStore) -> None:
    """Who knows only the reference cannot make an acknowledgement count as bounced."""
    forged = f"{name[:-4]}0000"
    outcome = taker.receive(report(forged), "")
    assert (outcome.became, outcome.unanswered) == ("case", "report")
    assert {case.status for case in store.newest(9)} == {"received", "not-answered"}
