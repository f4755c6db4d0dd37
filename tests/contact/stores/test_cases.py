"""Cases in every store: recorded once, found as they were, added to without a gap (rows T1, T2, N3)."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from contact.case import Case
from contact.events import Assigned, Feedback, Reopened
from contact.store import Change, Finished, NewMail, Recorded, ReferenceTakenError, Store, StoreError
from tests.contact.stores.places import Place
from tests.contact.stores.samples import LEASE, NOW, RECEIVED, as_found, following, new_case, reference, waiting


def references(cases: Iterable[Case]) -> list[str]:
    return [case.reference for case in cases]


def test_case_is_found_as_it_was_recorded(store: Store) -> None:
    """Reference, key, texts and events come back to the byte (row T2)."""
    case = new_case(texts={"request": bytes(range(256)), "note": b""})
    assert store.record(case) == Recorded(reference=case.reference, key="key-1", received=RECEIVED, new=True)
    assert store.find(case.reference) == as_found(case)


def test_what_was_never_recorded_is_not_found(store: Store) -> None:
    """An unknown reference and an unknown alias have no case, and an empty log has none at all."""
    assert (store.find(reference(1)), store.find_alias("a"), store.first_event_at()) == (None, None, None)
    assert [*store.newest(9), *store.walk(), *store.outbox(), *store.heads_on(NOW.date()), *store.seals()] == []


def test_instants_are_kept_to_the_microsecond_in_utc(store: Store) -> None:
    """An instant of another time zone is the same instant afterwards, in UTC."""
    at = datetime(2026, 11, 1, 3, 59, 59, 999_999, tzinfo=ZoneInfo("America/New_York"))
    store.record(new_case(at=at))
    (case,) = store.newest(1)
    assert (case.received_at, case.received_at.tzinfo) == (at, UTC)


def test_text_of_many_bytes_comes_back(store: Store) -> None:
    """A long text is kept whole."""
    case = new_case(texts={"request": bytes(range(256)) * 1000})
    store.record(case)
    assert store.find(case.reference) == as_found(case)


def test_known_token_gives_the_case_that_came_first(store: Store) -> None:
    """A message that is sent twice is one case; of the second nothing is written (row E3)."""
    first = new_case(1, mails=[waiting()])
    store.record(first)
    again = new_case(2, token="token-1", mails=[waiting()], aliases=["a"])
    assert store.record(again) == Recorded(reference=reference(1), key="key-1", received=RECEIVED, new=False)
    assert (store.find(reference(2)), store.find_alias("a"), len(list(store.outbox()))) == (None, None, 1)


def test_taken_reference_is_refused(store: Store) -> None:
    """Another case never gets the same reference, and nothing of it is written (row T2)."""
    store.record(new_case(1))
    with pytest.raises(ReferenceTakenError):
        store.record(new_case(1, token="another", mails=[waiting()], aliases=["a"]))
    assert (store.find_alias("a"), list(store.outbox()), len(store.newest(9))) == (None, [], 1)


def test_known_token_counts_before_a_taken_reference(store: Store) -> None:
    """Who sends the same again is told of the first case, whatever reference is tried."""
    store.record(new_case(1))
    assert store.record(new_case(1)).new is False


def test_case_is_found_by_its_aliases(store: Store) -> None:
    """By each alias, whether it came with the case or later; one that is taken stays with its first case."""
    store.record(new_case(1, aliases=["a", "b"]))
    store.record(new_case(2, aliases=["b", "c", "c"]))
    store.append(Change(reference=reference(1), events=[], aliases=["c", "d"]))
    assert [store.find_alias(alias) for alias in "abcd"] == [reference(number) for number in (1, 1, 2, 1)]


def test_cases_of_a_sender_are_found_together(store: Store) -> None:
    """All that one person wrote, in the order of references; those without a sender belong to nobody (row N3)."""
    for number, sender in ((5, "ana"), (2, ""), (9, "ana"), (1, "ben"), (3, "ana")):
        store.record(new_case(number, sender=sender))
    assert list(store.of_sender("ana")) == [reference(number) for number in (3, 5, 9)]
    assert [list(store.of_sender(sender)) for sender in ("", "eve")] == [[], []]


def test_newest_come_first(store: Store) -> None:
    """By the time they were received, and no more than asked for."""
    for number, minutes in ((1, 5), (2, 9), (3, 1), (4, 7)):
        store.record(new_case(number, at=NOW + timedelta(minutes=minutes)))
    assert references(store.newest(3)) == [reference(number) for number in (2, 4, 1)]


def test_walk_begins_with_the_oldest(place: Place, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """All cases whole and once each, though they are read in pages and many came at the same instant."""
    place.read_by(3, monkeypatch)
    cases = [new_case(number, at=NOW - timedelta(minutes=number // 5)) for number in range(14)]
    for case in cases:
        store.record(case)
    walked = list(store.walk())
    assert [case.received_at for case in walked] == sorted(case.events[0].at for case in cases)
    assert sorted(walked, key=lambda case: case.reference) == [as_found(case) for case in cases]


def test_walk_takes_its_beginning_and_leaves_its_end(store: Store) -> None:
    """`since` belongs to it, `until` does not, to the microsecond."""
    step = timedelta(microseconds=1)
    for number in range(5):
        store.record(new_case(number, at=NOW + number * step))
    numbers = [reference(number) for number in range(5)]
    assert references(store.walk(NOW + step, NOW + 3 * step)) == numbers[1:3]
    assert references(store.walk(since=NOW + 3 * step)) == numbers[3:]
    assert references(store.walk(until=NOW + 2 * step)) == numbers[:2]
    assert references(store.walk(NOW + step, NOW + step)) == []


def test_walk_holds_nothing_up(place: Place, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half-way through a walk others read and write."""
    place.read_by(1, monkeypatch)
    for number in range(3):
        store.record(new_case(number, at=NOW + timedelta(minutes=number)))
    walk = store.walk()
    next(walk)
    store.record(new_case(7, at=NOW - timedelta(minutes=1)))
    assert references(walk) == [reference(1), reference(2)]


def test_addition_is_written_whole(store: Store) -> None:
    """Events, texts, mails and aliases of one change are there together (row T2)."""
    case = new_case(1, mails=[waiting()])
    store.record(case)
    added = following(
        case.reference, case.events[0], Feedback(score=4), Reopened(by="Ana"), at=NOW + timedelta(hours=1)
    )
    mail = waiting(mail="acknowledgement-3")
    change = Change(reference=case.reference, events=added, texts={"2": b"more"}, mails=[mail], aliases=["a"])
    assert store.append(change) == "written"
    assert store.find(case.reference) == as_found(case, *added, texts={"2": b"more"})
    assert store.find_alias("a") == case.reference
    assert sorted(entry.mail for entry in store.outbox()) == ["acknowledgement", "acknowledgement-3"]


@pytest.mark.parametrize("number", [1, 3, 9])
def test_events_follow_the_last_one(store: Store, number: int) -> None:
    """Behind the first event comes the second; anything else is overtaken, and nothing of it is written (row T2)."""
    case = new_case(1)
    store.record(case)
    before = following(case.reference, None, *[Feedback(score=1)] * (number - 1))
    wrong = following(case.reference, before[-1] if before else None, Feedback(score=5))
    change = Change(
        reference=case.reference,
        events=wrong,
        texts={"2": b"more"},
        mails=[waiting()],
        aliases=["a"],
        erase=True,
    )
    assert store.append(change) == "overtaken"
    assert store.find(case.reference) == as_found(case)
    assert (store.find_alias("a"), list(store.outbox())) == (None, [])


def test_overtaken_addition_leaves_its_mail_alone(store: Store) -> None:
    """Who has missed an event reads it first; the mail that they hold is still theirs (row E3)."""
    case = new_case(1, mails=[waiting()])
    store.record(case)
    (entry,) = store.claim(NOW, LEASE)
    store.append(Change(reference=case.reference, events=following(case.reference, case.events[0], Feedback(score=1))))
    late = following(case.reference, case.events[0], Feedback(score=5))
    finished = Finished(entry=entry, state="sent", due=NOW, error="none")
    assert store.append(Change(reference=case.reference, events=late, finished=finished)) == "overtaken"
    assert list(store.outbox()) == [entry]


def test_nothing_is_added_to_a_case_that_is_not_there(store: Store) -> None:
    """Events of an unknown case follow nothing."""
    events = following(reference(1), new_case(1).events[0], Feedback(score=1))
    assert store.append(Change(reference=reference(1), events=events)) == "overtaken"


def test_addition_whose_mail_was_lost_is_not_written(store: Store) -> None:
    """What is said of a mail is written only by whoever holds it."""
    case = new_case(1, mails=[waiting()])
    store.record(case)
    (old,) = store.claim(NOW, LEASE)
    store.claim(NOW + LEASE, LEASE)
    change = Change(
        reference=case.reference,
        events=following(case.reference, case.events[0], Feedback(score=5)),
        texts={"2": b"more"},
        mails=[waiting(mail="another")],
        aliases=["a"],
        finished=Finished(entry=old, state="sent"),
        erase=True,
    )
    assert store.append(change) == "lost"
    assert store.find(case.reference) == as_found(case)
    assert (store.find_alias("a"), [entry.state for entry in store.outbox()]) == (None, ["waiting"])


@pytest.mark.parametrize("twice", ["text", "mail"])
def test_nothing_is_written_over(store: Store, twice: str) -> None:
    """A text or a mail that is there already stays; the whole change is refused, and trying again would not help."""
    case = new_case(1, mails=[waiting()])
    store.record(case)
    change = Change(
        reference=case.reference,
        events=following(case.reference, case.events[0], Feedback(score=5)),
        texts={"request" if twice == "text" else "2": b"more"},
        mails=[NewMail(mail="acknowledgement" if twice == "mail" else "other", state="held", due=NOW)],
        aliases=["a"],
    )
    with pytest.raises(StoreError) as refused:
        store.append(change)
    assert refused.value.retry is False
    assert store.find(case.reference) == as_found(case)
    assert (store.find_alias("a"), [entry.state for entry in store.outbox()]) == (None, ["waiting"])


def test_erased_case_keeps_its_events(store: Store) -> None:
    """Key and texts are gone, those that are added with it as well; chain, mails and aliases stay (row N3)."""
    case = new_case(1, mails=[waiting()], aliases=["a"])
    store.record(case)
    added = following(case.reference, case.events[0], Assigned(queue="q", to="", by="Ana"))
    change = Change(reference=case.reference, events=added, texts={"2": b"more"}, erase=True)
    assert store.append(change) == "written"
    found = store.find(case.reference)
    assert found == Case(
        reference=case.reference, key=case.key, wrapped_key=None, texts={}, events=(*case.events, *added)
    )
    assert (store.find_alias("a"), len(list(store.outbox()))) == (case.reference, 1)
    assert [list(store.walk()), list(store.newest(1))] == [[found], [found]]


def test_token_of_an_erased_case_is_forgotten(store: Store) -> None:
    """Whoever guesses what was typed does not find the case by it: the same message is a new one (row N3)."""
    store.record(new_case(1))
    store.append(Change(reference=reference(1), events=[], erase=True))
    assert store.record(new_case(2, token="token-1")).new is True


def test_erased_text_is_nowhere(place: Place, store: Store) -> None:
    """Key, texts, sender and token are in no place that the store can read, and in no byte of a file (row N3)."""
    kept = [b"wrapped-key-7", b"text of a customer", b"token-7", b"what came later", b"a certain sender"]
    case = new_case(7, texts={"request": b"text of a customer"}, sender="a certain sender")
    store.record(case)
    store.record(new_case(8))
    store.append(Change(reference=case.reference, events=[], texts={"2": b"what came later"}))
    assert [words for words in kept if words not in place.contents()] == []
    store.append(Change(reference=case.reference, events=[], erase=True))
    assert [words for words in kept if words in place.contents()] == []
    assert (b"text-8" in place.contents(), store.of_sender("a certain sender")) == (True, [])
