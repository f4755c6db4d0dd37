"""The index of open work says what follows from the events, also of cases from before there was one (rows R2, T2)."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from contact.doubt import Doubt
from contact.events import Assigned, Erased, Reopened, Replied, Resolved, Updated
from contact.log import Log
from contact.store.sqlite import SqliteStore
from contact.upkeep import Upkeep
from contact.verify import doubts
from contact.work_index import fill, fill_day
from tests.contact.conftest import NOW, Post

DIFFERS = "the list of what is due says something else of it than its events"


def due(log: Log) -> list[tuple[str, str, str]]:
    return [(work.reference, work.task, work.to) for work in log.store.due(limit=99)]


def by_hand(log: Log, statement: str, values: Sequence[str] = ()) -> None:
    """Change the file past the store."""
    assert isinstance(log.store, SqliteStore)
    with closing(sqlite3.connect(log.store.path)) as other, other:
        other.execute(statement, values)


def found_in(log: Log) -> list[Doubt]:
    """What verify says of the list."""
    found = doubts(log, NOW + timedelta(minutes=1), lambda _count: None, texts=False)
    return [doubt for doubt in found if doubt.what == DIFFERS]


def test_message_has_to_be_answered_by_its_estimate(log: Log, post: Post) -> None:
    """From the moment at which it is recorded."""
    post()
    (case,) = log.store.newest(1)
    (work,) = log.store.due(limit=9)
    assert (work.reference, work.task, work.due) == (case.reference, "answer", case.received.estimate.due)


def test_each_event_changes_what_has_to_be_done(log: Log, post: Post) -> None:
    """Until the case is closed; reopened it is there again."""
    post()
    (case,) = log.store.newest(1)
    seen = list[list[tuple[str, str, str]]]()
    for body in (
        Assigned(queue="money", to="Ana", by="Ben"),
        Updated(text="2", personal_digest="d", by="Ana", next_due=NOW + timedelta(days=3)),
        Resolved(outcome="full", by="Ana"),
        Reopened(by="Ana"),
    ):
        log.add(case, NOW, body)
        seen.append(due(log))
    reference = case.reference
    assert seen == [[(reference, "answer", "Ana")], [(reference, "update", "Ana")], [], [(reference, "resolve", "Ana")]]


def test_overtaken_event_counts_with_those_that_came_before(log: Log, post: Post) -> None:
    """Whoever read the case earlier adds to it as it is by then."""
    post()
    (case,) = log.store.newest(1)
    log.add(case, NOW, Assigned(queue="money", to="Ana", by="Ben"))
    log.add(case, NOW, Updated(text="2", personal_digest="d", by="Ben"))
    assert due(log) == [(case.reference, "resolve", "Ana")]


def test_nothing_has_to_be_done_about_an_erased_case(log: Log, post: Post) -> None:
    """It leaves the list with what the customer typed (row N3)."""
    post()
    (case,) = log.store.newest(1)
    log.add(case, NOW, Erased(by="Ana", reason="asked for it", kept_until="2026-11-21"), erase=True)
    assert due(log) == []


@pytest.fixture
def earlier(log: Log, post: Post) -> Log:
    """A log as version 4 left it: four cases of three days, one of them answered, and no index."""
    for number in range(4):
        post(message=f"message {number}")
    for number, case in enumerate(log.store.newest(4)):
        if number == 3:
            log.add(case, NOW, Resolved(outcome="full", by="Ana"))
    references = sorted(case.reference for case in log.store.newest(4))
    for day, reference in zip((19, 20, 20, 21), references, strict=True):
        received_at = f"2026-11-{day}T10:00:00.000000+00:00"
        by_hand(log, "UPDATE cases SET received_at = ? WHERE reference = ?", (received_at, reference))
    for table in ("work", "marks", "calls", "reports"):
        by_hand(log, f"DROP TABLE {table}")
    by_hand(log, "PRAGMA user_version = 4")
    log.store.close()
    return log


def test_log_of_an_earlier_version_says_what_is_missing(earlier: Log) -> None:
    """All cases of before the day after the last one; a new one is in the index at once."""
    assert (due(earlier), earlier.store.work_missing_before()) == ([], datetime(2026, 11, 22, tzinfo=UTC))


def test_what_is_missing_is_put_in(earlier: Log) -> None:
    """Every open case of before, and then nothing is missing; a second time costs nothing."""
    told = list[int]()
    assert fill(earlier.store, told.append) == 4
    assert told == [1, 3, 4]
    opened = {case.reference for case in earlier.store.newest(9) if case.status != "resolved"}
    assert ({reference for reference, _, _ in due(earlier)}, len(opened)) == (opened, 3)
    assert (earlier.store.work_missing_before(), fill(earlier.store, told.append), len(told)) == (None, 0, 3)
    assert found_in(earlier) == []


def test_who_is_stopped_goes_on_where_they_were(earlier: Log) -> None:
    """The newest day comes first, and is not looked at again."""
    before = earlier.store.work_missing_before()
    assert before
    assert fill_day(earlier.store, before) == 1
    assert earlier.store.work_missing_before() == datetime(2026, 11, 21, tzinfo=UTC)
    assert fill(earlier.store) == 3


def test_upkeep_puts_in_what_is_missing(earlier: Log) -> None:
    """A day at each of its rounds, so that nobody waits for it."""
    upkeep = Upkeep(earlier.store)
    counts = list[int]()
    for _ in range(4):
        upkeep.run(NOW)
        counts.append(len(due(earlier)))
    assert (counts[-1], earlier.store.work_missing_before()) == (3, None)
    assert counts == sorted(counts)


def test_verify_passes_over_what_is_missing(earlier: Log) -> None:
    """A log of an earlier version is no damaged one."""
    assert found_in(earlier) == []


@pytest.mark.parametrize(
    "statement",
    ["DELETE FROM work", "UPDATE work SET due = '2030-01-01T00:00:00.000000+00:00'", "UPDATE work SET person = 'Eve'"],
)
def test_verify_tells_where_the_list_is_wrong(log: Log, post: Post, statement: str) -> None:
    """A case that has left the list, or stands in it otherwise than its events say, is named (row T2)."""
    post()
    by_hand(log, statement)
    (case,) = log.store.newest(1)
    assert found_in(log) == [Doubt(about=case.reference, what=DIFFERS)]


def test_verify_tells_of_work_on_a_closed_case(log: Log, post: Post) -> None:
    """What was done does not stay in the list."""
    post()
    (case,) = log.store.newest(1)
    log.add(case, NOW, Resolved(outcome="full", by="Ana"))
    row = (case.reference, NOW.isoformat(), "answer", "", "", "request", "fees")
    by_hand(log, "INSERT INTO work VALUES (?, ?, ?, ?, ?, ?, ?)", row)
    assert found_in(log) == [Doubt(about=case.reference, what=DIFFERS)]


def test_event_changed_by_hand_keeps_nobody_from_adding(log: Log, post: Post) -> None:
    """What cannot be read is told of by verify; the customer's next message is written all the same."""
    post()
    by_hand(log, "DROP TRIGGER events_are_final")
    by_hand(log, "UPDATE events SET body = '{}'")
    (case,) = log.store.newest(1)
    assert log.add(case, NOW, Replied(text="2", personal_digest="d", by="Ana")) is True
    assert due(log) == []
