"""What has to be done about open cases, in every store: put in with the events it follows from, soonest first (row R2)."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from contact.events import Assigned, Feedback
from contact.standing import Work
from contact.store import Change, FoundWork, NewCase, Store
from desk.data import replace
from tests.contact.stores.samples import NOW, following, new_case, reference


def work(number: int, days: int = 1, *, queue: str = "money", to: str = "") -> Work:
    """What has to be done about the case of a number, so many days from now."""
    return Work(
        reference=reference(number),
        due=NOW + timedelta(days=days),
        task="answer",
        queue=queue,
        to=to,
        kind="request",
        topic="fees",
    )


def with_work(number: int, todo: Work | None) -> NewCase:
    return replace(new_case(number), work=todo)


def numbers(found: Sequence[Work]) -> list[str]:
    return [one.reference for one in found]


def test_soonest_comes_first(store: Store) -> None:
    """By due date and then by reference, and no more than asked for."""
    todo = [work(1, 5), work(2, 3), work(3, 9), work(4, 3)]
    for number, one in enumerate(todo, start=1):
        store.record(with_work(number, one))
    assert list(store.due(limit=3)) == [todo[1], todo[3], todo[0]]
    assert numbers(store.due(limit=9)) == [reference(number) for number in (2, 4, 1, 3)]


def test_due_date_is_kept_to_the_microsecond_in_utc(store: Store) -> None:
    """An instant of another time zone is the same instant afterwards, in UTC."""
    at = datetime(2026, 11, 1, 3, 59, 59, 999_999, tzinfo=ZoneInfo("America/New_York"))
    store.record(with_work(1, replace(work(1), due=at)))
    (found,) = store.due(limit=9)
    assert (found.due, found.due.tzinfo) == (at, UTC)


def test_work_of_a_queue_of_a_person_and_before_an_instant(store: Store) -> None:
    """Each narrows the list down, and together they do (row C2)."""
    todo = [
        work(1, to="Ana"),
        work(2, 2, to="Ana", queue="cards"),
        work(3, 3, to="Ben"),
        work(4, 4),
        work(5, 5, to="Ana"),
    ]
    for number, one in enumerate(todo, start=1):
        store.record(with_work(number, one))
    assert numbers(store.due(limit=9, queue="money")) == [reference(number) for number in (1, 3, 4, 5)]
    assert numbers(store.due(limit=9, to="Ana")) == [reference(number) for number in (1, 2, 5)]
    assert numbers(store.due(limit=9, to="Ana", queue="money")) == [reference(1), reference(5)]
    assert numbers(store.due(limit=1, to="Ana", queue="money")) == [reference(1)]
    assert numbers(store.due(limit=9, before=NOW + timedelta(days=3))) == [reference(1), reference(2)]
    assert numbers(store.due(limit=9, to="Ana", before=NOW + timedelta(days=2))) == [reference(1)]
    assert numbers(store.due(limit=9, queue="cards", to="Ben")) == []
    assert numbers(store.due(limit=9, to=None)) == [reference(4)]
    assert numbers(store.due(limit=9, to=None, queue="cards")) == []


def test_list_goes_on_behind_a_work(store: Store) -> None:
    """Page by page nothing is missing and nothing comes twice, also where many are due at the same instant."""
    for number in range(7):
        store.record(with_work(number, work(number, number // 3)))
    pages, last = list[str](), None
    while page := store.due(limit=2, queue="money", after=last):
        pages += numbers(page)
        last = page[-1]
    assert pages == [reference(number) for number in range(7)]


def test_event_changes_the_work_and_takes_it_away(store: Store) -> None:
    """After each event the case has the work that follows from it, or none (row R2)."""
    case = with_work(1, work(1))
    store.record(case)
    second = following(case.reference, case.events[0], Assigned(queue="cards", to="Ana", by="Ben"))
    store.append(Change(reference=case.reference, events=second, work=work(1, 2, queue="cards", to="Ana")))
    assert list(store.due(limit=9)) == [work(1, 2, queue="cards", to="Ana")]
    assert [list(store.due(limit=9, queue="money")), list(store.due(limit=9, to="Ben"))] == [[], []]
    third = following(case.reference, second[-1], Feedback(score=5))
    store.append(Change(reference=case.reference, events=third))
    assert [list(store.due(limit=9)), list(store.work_on([case.reference]))] == [[], []]
    fourth = following(case.reference, third[-1], Feedback(score=5))
    store.append(Change(reference=case.reference, events=fourth, work=work(1, 3)))
    assert list(store.due(limit=9)) == [work(1, 3)]


def test_addition_without_events_leaves_the_work(store: Store) -> None:
    """A text or a mail that is added changes nothing about what has to be done."""
    store.record(with_work(1, work(1)))
    store.append(Change(reference=reference(1), events=[], texts={"2": b"more"}))
    assert list(store.due(limit=9)) == [work(1)]


def test_overtaken_addition_leaves_the_work(store: Store) -> None:
    """Nothing is written of it, so nothing else has to be done (row T2)."""
    case = with_work(1, work(1))
    store.record(case)
    late = following(
        case.reference, following(case.reference, case.events[0], Feedback(score=1))[-1], Feedback(score=2)
    )
    for todo in (None, work(1, 9)):
        assert store.append(Change(reference=case.reference, events=late, work=todo)) == "overtaken"
    assert list(store.due(limit=9)) == [work(1)]


def test_message_that_is_known_leaves_the_work(store: Store) -> None:
    """A message that is sent twice is one case with one work (row E3)."""
    store.record(with_work(1, work(1)))
    store.record(replace(with_work(2, work(2)), token="token-1"))
    assert list(store.due(limit=9)) == [work(1)]


def test_work_on_some_cases(store: Store) -> None:
    """What the index has of them; of a case that is closed or not there nothing."""
    for number in range(5):
        store.record(with_work(number, None if number == 2 else work(number)))
    found = store.work_on([reference(number) for number in (3, 2, 0, 9)])
    assert sorted(found, key=lambda one: one.reference) == [work(0), work(3)]
    assert list(store.work_on([])) == []


def test_nothing_is_missing_from_a_new_log(store: Store) -> None:
    """Only logs of an earlier Frontdesk have cases that are not in the index."""
    assert store.work_missing_before() is None
    store.record(with_work(1, work(1)))
    assert store.work_missing_before() is None


def test_found_work_is_put_in(store: Store) -> None:
    """What was worked out for cases of before is there then, and the place up to which it was done is remembered."""
    for number in range(3):
        store.record(with_work(number, work(number) if number else None))
    until = NOW - timedelta(microseconds=1)
    found = [
        FoundWork(reference(0), 1, work(0)),
        FoundWork(reference(1), 1, None),
        FoundWork(reference(2), 1, work(2, 7)),
    ]
    store.put_work(found, until)
    assert list(store.due(limit=9)) == [work(0), work(2, 7)]
    assert store.work_missing_before() == until
    store.put_work([], until - timedelta(days=1))
    assert store.work_missing_before() == until - timedelta(days=1)
    store.put_work([], None)
    assert store.work_missing_before() is None


@pytest.mark.parametrize("todo", [None, work(1, 9)])
def test_found_work_is_not_put_over_a_later_event(store: Store, todo: Work | None) -> None:
    """Who worked it out before an event came in between is too late: what follows from the event stays (row T2)."""
    case = with_work(1, work(1))
    store.record(case)
    second = following(case.reference, case.events[0], Feedback(score=1))
    store.append(Change(reference=case.reference, events=second, work=work(1, 2)))
    store.put_work([FoundWork(case.reference, 1, todo), FoundWork(reference(5), 1, todo)], None)
    assert list(store.due(limit=9)) == [work(1, 2)]
