"""What happened to cases, as reports read it from every store: in order of time, without a word of a customer (row Q7)."""

from collections.abc import Iterable
from datetime import timedelta

import pytest

from contact.events import Acknowledged, Feedback
from contact.store import Change, History, NewCase, Store, Told
from tests.contact.stores.places import Place
from tests.contact.stores.samples import NOW, following, new_case, reference

MAIL = Acknowledged(
    message_id="m", language="en", subject="s", text="t", html="h", template_digest="d", commit="c", attempts=1
)


def told(case: NewCase) -> History:
    return History(case.reference, [Told(event.number, event.at, event.kind, event.body) for event in case.events])


def references(histories: Iterable[History]) -> list[str]:
    return [history.reference for history in histories]


def test_histories_come_in_order_of_time(place: Place, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """All of them once each, though they are read in pages and many came at the same instant."""
    place.read_by(3, monkeypatch)
    cases = [new_case(number, at=NOW - timedelta(minutes=number // 5)) for number in range(13)]
    for case in cases:
        store.record(case)
    in_order = sorted(cases, key=lambda case: (case.events[0].at, case.reference))
    found = [History(reference, list(events)) for reference, events in store.histories()]
    assert sorted(found) == sorted(told(case) for case in cases)
    assert [events[0].at for _, events in found] == [case.events[0].at for case in in_order]


def test_histories_take_their_beginning_and_leave_their_end(store: Store) -> None:
    """`since` belongs to it, `until` does not, to the microsecond: pieces of time together are the whole."""
    step = timedelta(microseconds=1)
    for number in range(5):
        store.record(new_case(number, at=NOW + number * step))
    pieces = [(None, NOW + step), (NOW + step, NOW + 3 * step), (NOW + 3 * step, None)]
    found = [references(store.histories(*piece)) for piece in pieces]
    assert found == [[reference(0)], [reference(1), reference(2)], [reference(3), reference(4)]]
    assert references(store.histories(NOW + step, NOW + step)) == []


def test_words_of_an_acknowledgement_are_left_out(store: Store) -> None:
    """Such an event has an empty body; each other one comes as it was recorded, in the order of its number."""
    case = new_case(1)
    store.record(case)
    second, third = following(case.reference, case.events[0], MAIL, Feedback(score=3))
    store.append(Change(reference=case.reference, events=[second, third]))
    expected = [
        *told(case).events,
        Told(2, second.at, "acknowledged", ""),
        Told(3, third.at, "feedback", third.body),
    ]
    (history,) = store.histories()
    assert list(history.events) == expected
    (again,) = store.histories_of([case.reference])
    assert list(again.events) == expected


def test_histories_of_some_cases(place: Place, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the order in which they were asked for; what is not there is left out."""
    place.read_by(2, monkeypatch)
    for number in range(5):
        store.record(new_case(number))
    asked = [reference(number) for number in (3, 9, 0, 4, 1)]
    assert references(store.histories_of(asked)) == [reference(number) for number in (3, 0, 4, 1)]
    assert references(store.histories_of([])) == []
