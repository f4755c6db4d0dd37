"""The outbox: every mail is dealt with on its own, nobody's lease is overdrawn, and what is stuck shows (rows E3, E8)."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from email.message import EmailMessage

import pytest

from contact.events import AcknowledgementFailed, body_of
from contact.log import Log
from contact.mail import SendError
from contact.mail.smtp import LONGEST_SEND_SECONDS
from contact.outbox import CLAIMED_AT_ONCE, LEASE, LONGEST_SEND, MOST_ATTEMPTS, Outbox, Sweep, is_stuck, wait_after
from contact.release import release
from contact.sender import Sender
from contact.store import Appended, Change, Entry, OutboxState, StoreError
from contact.store.sqlite import SqliteStore
from desk.data import replace
from tests.contact.conftest import Clock, FakeMailer, Post
from tests.contact.test_crash import eventually

GONE = SendError("550 5.1.1 no such user", reason="550 5.1.1", retry=False)
BUSY = SendError("451 4.3.0 try later", reason="451 4.3.0", retry=True)


@dataclass
class SlowMailer(FakeMailer):
    """Takes a while for each mail."""

    clock: Clock = field(default_factory=Clock)
    takes: timedelta = timedelta(0)

    def send(self, message: EmailMessage) -> str:
        self.clock.now += self.takes
        return super().send(message)


def test_no_mail_is_begun_that_may_outlast_its_lease(outbox: Outbox, post: Post, clock: Clock) -> None:
    """Ten are claimed at once; what a slow server leaves no time for is given back, and sent by a new claim (row E3)."""
    for number in range(CLAIMED_AT_ONCE):
        post(email=f"customer-{number}@example.net")
    slow = SlowMailer(clock=clock, takes=(LEASE - LONGEST_SEND) / 2)
    assert replace(outbox, mailer=slow).send_due() == Sweep(sent=CLAIMED_AT_ONCE)
    assert len({message["Message-ID"] for message in slow.sent}) == len(slow.sent) == CLAIMED_AT_ONCE


def test_a_lease_is_longer_than_any_mail_takes() -> None:
    """What the mail server may take, the outbox allows for (row E3)."""
    assert timedelta(seconds=LONGEST_SEND_SECONDS) == LONGEST_SEND < LEASE


def test_record_that_cannot_be_read_holds_up_no_other(
    outbox: Outbox, post: Post, store: SqliteStore, caplog: pytest.LogCaptureFixture
) -> None:
    """A text that somebody has changed by hand: that one waits, the others go out, and nobody is named (row T1)."""
    post(message="broken")
    post(message="whole")
    broken, whole = (entry.reference for entry in sorted(store.outbox(), key=lambda entry: entry.due))
    with store._file.connection() as connection:  # noqa: SLF001 - behind the log's back
        connection.execute("UPDATE texts SET body = x'0100' WHERE reference = ?", (broken,))
    assert outbox.send_due() == Sweep(sent=1, postponed=1)
    assert [(entry.reference, entry.error) for entry in store.outbox()] == [(broken, "UndecipherableError")]
    assert store.find(whole)
    assert "ana@example.net" not in caplog.text


class Failing(SqliteStore):
    """A store that is locked whenever an acknowledgement is to be marked as sent, so many times."""

    times = 0

    def append(self, change: Change) -> Appended:
        if self.times:
            self.times -= 1
            raise StoreError("locked", retry=True)
        return super().append(change)


@pytest.fixture
def failing(store: SqliteStore) -> Iterator[Failing]:
    opened = Failing(store.path)
    yield opened
    opened.close()


def test_mark_is_tried_again_before_a_mail_is_sent_twice(
    outbox: Outbox, post: Post, failing: Failing, fake_mailer: FakeMailer, store: SqliteStore
) -> None:
    """The store is locked for a moment after the mail has gone: it is marked a moment later, not sent again (row E3)."""
    post()
    failing.times = 2
    assert replace(outbox, log=Log(store=failing, keys=outbox.log.keys)).send_due() == Sweep(sent=1)
    assert len(fake_mailer.sent) == 1
    assert store.newest(1)[0].status == "acknowledged"


def test_store_that_stays_locked_ends_the_sweep(
    outbox: Outbox, post: Post, failing: Failing, fake_mailer: FakeMailer, clock: Clock
) -> None:
    """What was sent and cannot be marked is sent again after the lease, by the same Message-ID (row E3)."""
    post()
    failing.times = 3
    with pytest.raises(StoreError):
        replace(outbox, log=Log(store=failing, keys=outbox.log.keys)).send_due()
    clock.pass_by(seconds=LEASE.total_seconds())
    assert outbox.send_due() == Sweep(sent=1)
    first, second = fake_mailer.sent
    assert first["Message-ID"] == second["Message-ID"]


def test_failed_mail_that_is_tried_again_gets_a_full_round(
    outbox: Outbox, post: Post, store: SqliteStore, fake_mailer: FakeMailer, clock: Clock
) -> None:
    """Two days of 451, then a person asks for another try: the next 451 does not end it at once (row E8)."""
    post()
    fake_mailer.refusals = [BUSY] * (MOST_ATTEMPTS + 1)
    while (entry := only(store)).state == "waiting":
        clock.now = entry.due
        outbox.send_due()
    assert entry.attempts == MOST_ATTEMPTS
    assert release(entry, outbox.log, by="beth", now=clock.now)
    assert store.newest(1)[0].status == "received"
    assert outbox.send_due() == Sweep(postponed=1)
    assert timedelta(minutes=1) <= only(store).due - clock.now <= timedelta(minutes=1.2)
    clock.pass_by(hours=1)
    assert outbox.send_due() == Sweep(sent=1)
    assert store.newest(1)[0].status == "acknowledged"


def test_waits_begin_anew_with_each_round() -> None:
    """The 21st attempt is the first of a second round."""
    assert timedelta(minutes=1) <= wait_after(MOST_ATTEMPTS + 1) <= timedelta(minutes=1.2)


def test_mail_of_an_erased_person_is_given_up(outbox: Outbox, post: Post, store: SqliteStore) -> None:
    """There is no address any more; the event says why (row N3)."""
    post()
    assert outbox.log.add(store.newest(1)[0], outbox.clock(), erase=True)
    assert outbox.send_due() == Sweep(failed=1)
    failed = body_of(store.newest(1)[0].events[-1])
    assert isinstance(failed, AcknowledgementFailed)
    assert failed.reason == "erased"
    assert not release(only(store), outbox.log, by="beth", now=outbox.clock())


@pytest.mark.parametrize(
    ("state", "attempts", "late", "stuck"),
    [
        ("waiting", 0, timedelta(minutes=16), True),
        ("waiting", 0, timedelta(minutes=14), False),
        ("waiting", 4, timedelta(0), False),
        ("waiting", 5, timedelta(0), True),
        ("held", 0, timedelta(days=1), False),
        ("failed", 20, timedelta(days=1), False),
    ],
)
def test_waiting_mail_is_stuck_after_a_quarter_of_an_hour(
    state: OutboxState, attempts: int, late: timedelta, stuck: bool, clock: Clock
) -> None:
    """Nobody came to send it, or so many attempts have failed (row E8)."""
    due = clock.now - late
    entry = Entry(reference="R", mail="acknowledgement", state=state, attempts=attempts, due=due, lease="", error="")
    assert is_stuck(entry, clock.now) == stuck


def only(store: SqliteStore) -> Entry:
    """The one mail in the outbox."""
    (entry,) = store.outbox()
    return entry


def test_workers_share_the_work(outbox: Outbox, post: Post, store: SqliteStore, fake_mailer: FakeMailer) -> None:
    """Several threads send at the same time; each mail goes out once, and each case has one acknowledgement (row E3)."""
    for number in range(5 * CLAIMED_AT_ONCE):
        post(message=f"message {number}", email=f"customer-{number}@example.net")
    fake_mailer.connections = 4
    sender = Sender(outbox, every=timedelta(hours=1))
    sender.start()
    eventually(lambda: not any(store.outbox()))
    sender.stop()
    assert not sender.running
    assert len({message["Message-ID"] for message in fake_mailer.sent}) == len(fake_mailer.sent) == 5 * CLAIMED_AT_ONCE
    assert {len(case.events) for case in store.newest(100)} == {2}


def test_whoever_watches_is_told_what_needs_a_person(
    outbox: Outbox, post: Post, store: SqliteStore, fake_mailer: FakeMailer, caplog: pytest.LogCaptureFixture
) -> None:
    """`frontdesk serve` writes one line, without a name or an address (row E8)."""
    post()
    fake_mailer.refusals = [GONE]
    with caplog.at_level(logging.WARNING, logger="contact.sender"):
        sender = Sender(outbox, every=timedelta(hours=1))
        sender.start()
        eventually(lambda: bool(caplog.messages))
        sender.stop()
    assert caplog.messages == ["mails that cannot be delivered: 1; see `frontdesk outbox list`"]
