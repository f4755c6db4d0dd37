"""Events of cases -> what has to be done about them, for the index of open work; and whether that index says so.

A case of today is put in with its events (contact.log). Those of an earlier Frontdesk are gone through once, the newest day
first; whoever is stopped goes on where they were. Knows no command: `told` hears how many cases have been looked at.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, time, timedelta
from itertools import islice

from contact.case import Case
from contact.doubt import Doubt
from contact.events import Event, NewEvent
from contact.standing import Work, standing_of, work_of
from contact.store import FoundWork, History, Store
from desk.data import UnreadableError

# So many are put in, or compared, at once: who records a case meanwhile waits for a few milliseconds.
TOGETHER = 500


def work_after(reference: str, events: Sequence[Event | NewEvent]) -> Work | None:
    """What has to be done after these events of a case, from its first one on."""
    try:
        return work_of(reference, standing_of(events))
    except (UnreadableError, TypeError):
        # Changed by hand: contact.verify tells of it, and what is to be added to the case must not fail for it.
        return None


def fill(store: Store, told: Callable[[int], object] = lambda _: None) -> int:
    """Put in all that is missing, and say how many cases were looked at; quick where nothing is. Raises StoreError."""
    looked_at = 0
    while (before := store.work_missing_before()) is not None:
        looked_at += fill_day(store, before)
        told(looked_at)
    return looked_at


def fill_day(store: Store, before: datetime) -> int:
    """Put in the last day before an instant; from then on only what is from before that day is missing."""
    since = datetime.combine((before - timedelta(microseconds=1)).astimezone(UTC).date(), time(), UTC)
    looked_at = 0
    histories = store.histories(since, before)
    while some := [_found(history) for history in islice(histories, TOGETHER)]:
        store.put_work(some, before)
        looked_at += len(some)
    first = store.first_event_at()
    store.put_work([], since if first and first < since else None)
    return looked_at


def work_after_told(history: History) -> Work | None:
    """The same, where the events are told without their chain."""
    events = [NewEvent(at=told.at, kind=told.kind, body=told.body) for told in history.events]
    return work_after(history.reference, events)


def _found(history: History) -> FoundWork:
    return FoundWork(history.reference, history.events[-1].number, work_after_told(history))


class Compared:
    """Compares cases with the index, many at once. Those that are not in it yet are passed over."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._missing_before = store.work_missing_before()
        self._waiting: dict[str, Work | None] = {}
        self._differ: list[str] = []

    def add_case(self, case: Case) -> None:
        """Compare it too."""
        if self._missing_before is None or case.events[0].at >= self._missing_before:
            self._waiting[case.reference] = work_after(case.reference, case.events)
        if len(self._waiting) >= TOGETHER:
            self._compare()

    def doubts(self) -> Iterator[Doubt]:
        """Where the two differ, also at a second look: cases move while they are read."""
        self._compare()
        again, self._differ = self._differ, []
        for reference in again:
            case = self._store.find(reference)
            self._waiting = {reference: work_after(reference, case.events)} if case else {}
            self._compare()
        for reference in self._differ:
            yield Doubt(about=reference, what="the list of what is due says something else of it than its events")

    def _compare(self) -> None:
        indexed = {work.reference: work for work in self._store.work_on(list(self._waiting))}
        self._differ += [one for one, expected in self._waiting.items() if indexed.get(one) != expected]
        self._waiting = {}
