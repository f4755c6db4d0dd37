"""What a seal needs of every store: the heads of a day, and that a seal stays as it was made (row T2)."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from contact.events import Event, Feedback, Resolved
from contact.store import Change, Head, Seal, SealedDayError, Store
from desk.data import replace
from tests.contact.stores.places import Place
from tests.contact.stores.samples import NOW, following, new_case, reference, waiting

DAY = date(2026, 11, 21)
LAST_INSTANT = datetime(2026, 11, 21, 23, 59, 59, 999_999, tzinfo=UTC)
MIDNIGHT = LAST_INSTANT + timedelta(microseconds=1)
SEAL = Seal(day=DAY, heads=3, parts=2, previous="p", digest="d")


def recorded(store: Store, number: int, *instants: datetime) -> list[Event]:
    """A case with an event at each instant."""
    case = new_case(number, at=instants[0])
    store.record(case)
    events = list(case.events)
    for at in instants[1:]:
        added = following(case.reference, events[-1], Feedback(score=1), at=at)
        assert store.append(Change(reference=case.reference, events=added)) == "written"
        events += added
    return events


def head(event: Event) -> Head:
    return Head(reference=event.reference, number=event.number, digest=event.digest)


def test_head_is_the_last_event_of_the_day(store: Store) -> None:
    """A day ends at midnight in UTC, to the microsecond; what came later belongs to another day."""
    events = recorded(store, 1, NOW, LAST_INSTANT, MIDNIGHT)
    assert list(store.heads_on(DAY)) == [head(events[1])]
    assert list(store.heads_on(DAY + timedelta(days=1))) == [head(events[2])]
    assert list(store.heads_on(DAY - timedelta(days=1))) == []


def test_day_is_that_of_utc(store: Store) -> None:
    """An evening in New York is the next day."""
    events = recorded(store, 1, datetime(2026, 11, 20, 19, 0, tzinfo=ZoneInfo("America/New_York")))
    assert list(store.heads_on(DAY)) == [head(events[0])]


def test_several_events_at_one_instant_have_one_head(store: Store) -> None:
    """The one with the highest number."""
    events = recorded(store, 1, NOW, NOW, NOW)
    assert list(store.heads_on(DAY)) == [head(events[2])]


def test_heads_come_in_the_order_of_references(place: Place, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """One for each case, whenever it was received, also if there are several pages of them."""
    place.read_by(3, monkeypatch)
    numbers = [7, 2, 30, 11, 5, 8, 26, 1, 24]
    heads = {}
    for number in numbers:
        heads[number] = head(recorded(store, number, NOW - number * timedelta(days=1), NOW)[-1])
    recorded(store, 3, NOW - timedelta(days=3))
    assert list(store.heads_on(DAY)) == [heads[number] for number in sorted(numbers)]


def test_seal_is_kept_with_its_parts(store: Store) -> None:
    """Parts come back by number; what is not there is empty."""
    big = bytes(range(256)) * 600
    assert store.keep_seal(SEAL, [big, b"two"]) is True
    assert list(store.seals()) == [SEAL]
    assert [store.seal_part(DAY, number) for number in range(3)] == [big, b"two", b""]
    assert store.seal_part(DAY + timedelta(days=1), 0) == b""


def test_day_is_sealed_once(store: Store) -> None:
    """A second seal of the same day changes nothing of the first."""
    store.keep_seal(SEAL, [b"one", b"two"])
    other = Seal(day=DAY, heads=9, parts=3, previous="x", digest="y")
    assert store.keep_seal(other, [b"1", b"2", b"3"]) is False
    assert list(store.seals()) == [SEAL]
    assert [store.seal_part(DAY, number) for number in range(3)] == [b"one", b"two", b""]


def test_seals_are_listed_from_the_oldest_day(store: Store) -> None:
    """In whatever order they were kept; one over nothing is a seal as well."""
    days = [DAY, DAY - timedelta(days=400), DAY + timedelta(days=30), DAY - timedelta(days=1)]
    for day in days:
        assert store.keep_seal(Seal(day=day, heads=0, parts=0, previous="", digest=str(day)), []) is True
    assert [seal.day for seal in store.seals()] == sorted(days)


def test_log_begins_with_its_first_event(store: Store) -> None:
    """The earliest, also if it was recorded later than others."""
    recorded(store, 1, NOW)
    recorded(store, 2, NOW - timedelta(days=9), NOW)
    recorded(store, 3, NOW + timedelta(days=9))
    assert store.first_event_at() == NOW - timedelta(days=9)


def test_nothing_is_written_into_a_sealed_day_where_that_is_asked(store: Store) -> None:
    """A case and an event that come too late are refused as a whole; another day takes them (row T2)."""
    recorded(store, 1, NOW + timedelta(days=1))
    store.keep_seal(SEAL, [b"one", b"two"])
    late = replace(new_case(2, mails=[waiting()]), unless_sealed=True)
    with pytest.raises(SealedDayError):
        store.record(late)
    assert (store.find(late.reference), list(store.outbox())) == (None, [])
    case = store.find(reference(1))
    assert case is not None
    event = following(case.reference, case.events[-1], Resolved(by="lee", outcome="full"))
    with pytest.raises(SealedDayError):
        store.append(Change(reference=case.reference, events=event, unless_sealed=True))
    assert store.find(reference(1)) == case
    tomorrow = replace(new_case(3, at=NOW + timedelta(days=1)), unless_sealed=True)
    assert store.record(tomorrow).new
    assert not store.record(tomorrow).new
    assert store.append(Change(reference=case.reference, events=event)) == "written"
    assert store.record(replace(late, unless_sealed=False)).new
