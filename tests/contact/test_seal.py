"""Seals: a case that is missing, cut short or slipped in shows, and so does a seal that was changed (row T2)."""

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, timedelta

import pytest

from contact.chain import first_broken
from contact.doubt import Doubt
from contact.events import Resolved
from contact.log import Log
from contact.outbox import Outbox
from contact.seal import HEADS_IN_A_PART, made, seal_due, sealed_heads
from contact.sender import Sender
from contact.store import Head
from contact.store.sqlite import SqliteStore
from contact.upkeep import Upkeep
from contact.verify import doubts
from tests.contact.conftest import Clock, Post
from tests.contact.test_crash import eventually

DAY = date(2026, 11, 21)
# A little after midnight of the next day.
AFTERWARDS = datetime(2026, 11, 22, 0, 10, tzinfo=UTC)


def found_in(log: Log, now: datetime = AFTERWARDS) -> list[Doubt]:
    """What does not add up."""
    return list(doubts(log, now, lambda _count: None, texts=True))


@pytest.fixture
def sealed(log: Log, post: Post, outbox: Outbox) -> Log:
    """Three messages, acknowledged, and the seal of their day."""
    for number in range(3):
        post(message=f"message {number}")
    outbox.send_due()
    assert [seal.heads for seal in seal_due(log.store, AFTERWARDS)] == [3]
    return log


def by_hand(store: SqliteStore, *statements: str) -> None:
    """Change the file as somebody would who knows their way about."""
    with closing(sqlite3.connect(store.path)) as other, other:
        for trigger in ("events_stay", "events_are_final", "seals_stay", "seals_are_final"):
            other.execute(f"DROP TRIGGER {trigger}")
        for statement in statements:
            other.execute(statement)


def test_a_day_is_sealed_once_it_is_over(log: Log, post: Post) -> None:
    """Not before midnight in UTC, nor just after it, when events may still be on their way; then once."""
    post()
    assert seal_due(log.store, AFTERWARDS - timedelta(seconds=1)) == []
    (seal,) = seal_due(log.store, AFTERWARDS)
    assert (seal.day, seal.heads, seal.previous) == (DAY, 1, "")
    assert seal_due(log.store, AFTERWARDS) == []


def test_days_on_which_nothing_happened_are_sealed_too(log: Log, post: Post) -> None:
    """Each seal follows the one before, without a gap in which one could be missing."""
    post()
    seals = seal_due(log.store, AFTERWARDS + timedelta(days=3))
    assert [(seal.day.day, seal.heads) for seal in seals] == [(21, 1), (22, 0), (23, 0), (24, 0)]
    assert [seal.previous for seal in seals] == ["", *(seal.digest for seal in seals[:-1])]


def test_an_empty_log_has_no_seal(log: Log) -> None:
    """There is nothing to prove yet."""
    assert seal_due(log.store, AFTERWARDS) == []


def test_a_seal_covers_the_last_event_of_the_day(sealed: Log) -> None:
    """The head is the acknowledgement, and what it was chained to."""
    (seal,) = sealed.store.seals()
    heads = list(sealed_heads(sealed.store, seal))
    events = [sealed_case.events[-1] for sealed_case in sealed.store.walk()]
    assert sorted((head.reference, head.number, head.digest) for head in heads) == sorted(
        (event.reference, 2, event.digest) for event in events
    )


def test_a_day_of_many_cases_is_kept_in_parts(log: Log) -> None:
    """No part is larger than a store can keep in one place, and all of it is read again."""
    heads = [Head(reference=f"{number:06}", number=1, digest="0" * 64) for number in range(HEADS_IN_A_PART + 1)]
    seal, parts = made(DAY, "", heads)
    assert (seal.heads, seal.parts, len(parts)) == (HEADS_IN_A_PART + 1, 2, 2)
    log.store.keep_seal(seal, parts)
    assert list(sealed_heads(log.store, seal)) == heads


def test_an_untouched_log_adds_up(sealed: Log) -> None:
    """Nothing to say."""
    assert found_in(sealed) == []


def test_what_happens_on_a_later_day_changes_no_seal(sealed: Log, post: Post, clock: Clock) -> None:
    """A sealed case goes on; the seal holds the head of its own day."""
    clock.pass_by(days=1)
    post(message="one more")
    assert found_in(sealed) == []


def test_a_missing_case_is_named(sealed: Log, store: SqliteStore) -> None:
    """Whoever deletes a case with all that belongs to it is found out (row T1)."""
    reference = store.newest(1)[0].reference
    tables = ("events", "texts", "mails", "aliases", "cases")
    by_hand(store, *(f"DELETE FROM {table} WHERE reference = '{reference}'" for table in tables))  # noqa: S608 - our own
    what = "it is missing from the log, or its events of that day are (seal of 2026-11-21)"
    assert found_in(sealed) == [Doubt(about=reference, what=what)]


def test_a_case_that_was_cut_short_is_named(sealed: Log, store: SqliteStore) -> None:
    """Without its last event the chain is whole, but the seal knows it."""
    reference = store.newest(1)[0].reference
    by_hand(store, f"DELETE FROM events WHERE reference = '{reference}' AND number = 2")  # noqa: S608 - our own
    assert found_in(sealed) == [
        Doubt(about=reference, what="its acknowledgement was not sent, and is not in the outbox"),
        Doubt(about=reference, what="its events are not those that were sealed (seal of 2026-11-21)"),
    ]


def test_a_case_that_was_slipped_in_is_named(log: Log, post: Post) -> None:
    """A message that claims to be of a day that was sealed without it."""
    post(message="in time")
    seal, parts = made(DAY, "", log.store.heads_on(DAY))
    post(message="from the past")
    log.store.keep_seal(seal, parts)
    (known,) = sealed_heads(log.store, seal)
    (reference,) = {case.reference for case in log.store.walk()} - {known.reference}
    what = "it was put into the log after that day had been sealed (seal of 2026-11-21)"
    assert found_in(log) == [Doubt(about=reference, what=what)]


def test_who_slept_through_the_seal_writes_into_the_day_of_waking(sealed: Log, post: Post, clock: Clock) -> None:
    """Stopped with the time of yesterday in hand: nothing is lost, and nothing is in doubt (rows T1, T2)."""
    clock.pass_by(minutes=-5)
    before = datetime.now(UTC)
    post(message="begun before midnight")
    late = sealed.store.newest(1)[0]
    assert late.received_at >= before
    sealed.add(sealed.store.newest(2)[1], clock.now, Resolved(by="lee", outcome="full"))
    resolved = sealed.store.newest(2)[1]
    assert (resolved.status, resolved.events[-1].at >= before, first_broken(resolved.events)) == (
        "resolved",
        True,
        None,
    )
    assert found_in(sealed) == []


def test_after_a_sleep_sealing_waits(log: Log, post: Post) -> None:
    """What was asleep through midnight gets ten minutes to come to an end; then the day is sealed, once (row T2)."""
    post()
    seconds = 0.0
    upkeep = Upkeep(log.store, ticks=lambda: seconds)
    upkeep.run(AFTERWARDS - timedelta(minutes=11))
    for more, sealed_days in ((8 * 3600, 0), (30, 0), (600, 1), (30, 1)):
        seconds += more
        upkeep.run(AFTERWARDS + timedelta(hours=8, seconds=seconds - 8 * 3600))
        assert len(log.store.seals()) == sealed_days


def test_a_changed_event_is_named(sealed: Log, store: SqliteStore) -> None:
    """The chain says which one."""
    reference = store.newest(1)[0].reference
    first = f"number = 1 AND reference = '{reference}'"
    by_hand(store, f"UPDATE events SET at = replace(at, '15:00', '14:00') WHERE {first}")  # noqa: S608 - our own
    what = "event 1 is not what was recorded, or one before it is missing"
    assert found_in(sealed) == [Doubt(about=reference, what=what)]


def test_a_changed_seal_is_named(sealed: Log, store: SqliteStore) -> None:
    """Neither its digest nor its list of heads can be changed alone."""
    by_hand(store, "UPDATE seals SET heads = 2")
    assert found_in(sealed) == [Doubt(about="2026-11-21", what="this seal is not what was made on that day")]


def test_a_missing_list_of_heads_is_named(sealed: Log, store: SqliteStore) -> None:
    """The seal alone proves nothing."""
    by_hand(store, "DELETE FROM seal_parts")
    what = "part 0 of the seal of 2026-11-21 is missing or damaged"
    assert found_in(sealed) == [Doubt(about="2026-11-21", what=what)]


def test_a_seal_that_was_taken_out_is_named(sealed: Log, store: SqliteStore) -> None:
    """Its day has none, and the one after it has lost its predecessor."""
    seal_due(store, AFTERWARDS + timedelta(days=1))
    by_hand(store, "DELETE FROM seals WHERE day = '2026-11-21'")
    assert found_in(sealed) == [
        Doubt(about="2026-11-21", what="this day has no seal, and a later one has"),
        Doubt(about="2026-11-22", what="this seal does not follow the one before it"),
    ]


def test_newest_seals_that_are_missing_are_named(sealed: Log, store: SqliteStore) -> None:
    """Taken away at the end, or never made: nothing proves those days."""
    seal_due(store, AFTERWARDS + timedelta(days=2))
    by_hand(store, "DELETE FROM seals WHERE day > '2026-11-21'")
    what = "this day is over and has no seal, nor has any day after it"
    assert found_in(sealed, AFTERWARDS + timedelta(days=2, hours=1)) == [Doubt(about="2026-11-22", what=what)]
    assert found_in(sealed, AFTERWARDS + timedelta(days=1, minutes=59)) == []


def test_a_forgotten_acknowledgement_is_named(log: Log, store: SqliteStore, post: Post) -> None:
    """A case whose mail was taken out of the outbox."""
    post()
    by_hand(store, "DELETE FROM mails")
    reference = store.newest(1)[0].reference
    what = "its acknowledgement was not sent, and is not in the outbox"
    assert found_in(log) == [Doubt(about=reference, what=what)]


def test_a_changed_text_is_named(sealed: Log, store: SqliteStore) -> None:
    """What the customer typed cannot be replaced, not even by another customer's text."""
    first, second = (case.reference for case in store.newest(2))
    body = f"(SELECT body FROM texts WHERE reference = '{second}')"  # noqa: S608 - our own
    by_hand(store, f"UPDATE texts SET body = {body} WHERE reference = '{first}'")  # noqa: S608 - our own
    assert found_in(sealed) == [Doubt(about=first, what="the text 'request' cannot be deciphered")]


def test_a_missing_text_is_named(sealed: Log, store: SqliteStore) -> None:
    """A text is there until the case is erased."""
    reference = store.newest(1)[0].reference
    by_hand(store, f"DELETE FROM texts WHERE reference = '{reference}'")  # noqa: S608 - our own
    what = "the text 'request' is missing, and the case was not erased"
    assert found_in(sealed) == [Doubt(about=reference, what=what)]


def test_upkeep_seals_every_night(log: Log, post: Post, caplog: pytest.LogCaptureFixture) -> None:
    """The desk seals by itself, and says so where an administrator keeps it; asked again it does nothing."""
    post()
    upkeep = Upkeep(log.store)
    for minutes in (0, 1, 60 * 24):
        upkeep.run(AFTERWARDS + timedelta(minutes=minutes))
    first, second = log.store.seals()
    assert [record.getMessage() for record in caplog.records] == [
        f"sealed 2026-11-21: 1 cases, seal {first.digest}",
        f"sealed 2026-11-22: 0 cases, seal {second.digest}",
    ]


def test_the_sender_seals_beside_its_work(post: Post, outbox: Outbox, store: SqliteStore, clock: Clock) -> None:
    """Nobody has to think of it: what sends the mail seals the days that are over."""
    post()
    clock.now = AFTERWARDS
    sender = Sender(outbox, every=timedelta(hours=1))
    sender.start()
    eventually(lambda: [(seal.day, seal.heads) for seal in store.seals()] == [(DAY, 1)])
    sender.stop()
