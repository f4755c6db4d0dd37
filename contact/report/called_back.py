"""Cases -> how soon customers were called who had asked for it, by queue (row C3): what the site tells as an estimate.

Counted while the phone is answered, from when the window began until the first attempt. Knows no file.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from math import ceil

from contact.case import Case
from contact.events import CallbackEnded, Event, body_of
from contact.report.figures import HALF, MOST, percentile
from contact.standing import standing_of
from desk.calendar import elapsed
from desk.data import Data, field
from desk.duration import Duration
from desk.measured import LEAST, CalledBack
from desk.settings import Settings

# What is said of a queue is one of these, the first that is enough.
_USUAL = (
    *(Duration(minutes, "minutes") for minutes in (5, 10, 15, 20, 30, 45)),
    *(Duration(hours, "hours") for hours in (1, 2, 3, 4, 6, 8, 12, 16, 24, 40)),
)
_MINUTES = {"minutes": 1, "hours": 60}
_MINUTE = timedelta(minutes=1)


class _Calls(Data, kw_only=True):
    """The calls of a queue: `minutes` counts those that were tried, by how long it took."""

    asked: int = 0
    in_goal: int = 0
    minutes: Counter[int] = field(default_factory=Counter)

    def merge(self, other: "_Calls") -> None:
        """All of another one too."""
        self.asked += other.asked
        self.in_goal += other.in_goal
        self.minutes.update(other.minutes)


class Calls:
    """Counts the calls among cases that are read for something else."""

    def __init__(self, settings: Settings, as_of: datetime) -> None:
        self._settings, self._as_of = settings, as_of
        self._by_queue: dict[str, _Calls] = defaultdict(_Calls)

    def watched(self, cases: Iterable[Case]) -> Iterator[Case]:
        """The same cases."""
        for case in cases:
            self._count(case)
            yield case

    def figures(self) -> tuple[CalledBack, ...]:
        """All queues together, then each; none that is small, or that leaves few when it is taken from the whole."""
        whole = _Calls()
        for calls in self._by_queue.values():
            whole.merge(calls)
        if whole.asked < LEAST:
            return ()
        return (_figures("", whole), *(_figures(queue, calls) for queue, calls in _shown(self._by_queue, whole.asked)))

    def _count(self, case: Case) -> None:
        if not any(event.kind == "callback-requested" for event in case.events):
            return
        events = [event for event in case.events if event.at < self._as_of]
        standing = standing_of(events or case.events[:1])
        callback, first = standing.callback, standing.first_attempt_at
        # Until its goal is past, a call says nothing yet; one that its customer took back by then says nothing ever.
        if (
            callback is None
            or callback.goal_due >= self._as_of
            or (first is None and _was_withdrawn(events, callback.goal_due))
        ):
            return
        calls = self._by_queue[callback.queue]
        calls.asked += 1
        if first:
            calls.in_goal += first <= callback.goal_due
            took = elapsed(self._settings.calendar("phone"), callback.earliest, first)
            calls.minutes[ceil(took / _MINUTE)] += 1


def _was_withdrawn(events: Sequence[Event], until: datetime) -> bool:
    ended = (body_of(event) for event in events if event.kind == "callback-ended" and event.at <= until)
    return any(isinstance(body, CallbackEnded) and body.because == "withdrawn" for body in ended)


def _shown(by_queue: Mapping[str, _Calls], whole: int) -> Iterator[tuple[str, _Calls]]:
    largest_first = sorted(by_queue.items(), key=lambda item: (-item[1].asked, item[0]))
    shown = [(queue, calls) for queue, calls in largest_first if queue and calls.asked >= LEAST]
    while shown and 0 < whole - sum(calls.asked for _, calls in shown) < LEAST:
        shown.pop()
    yield from sorted(shown, key=lambda item: item[0])


def _figures(queue: str, calls: _Calls) -> CalledBack:
    half, most = (percentile(calls.minutes, calls.asked, share) for share in (HALF, MOST))
    return CalledBack(
        queue=queue, calls=calls.asked, in_goal=calls.in_goal, half_within=_within(half), most_within=_within(most)
    )


def _within(minutes: int | None) -> str:
    """The first of the usual durations that is long enough; empty where so many were not called at all."""
    enough = (usual for usual in _USUAL if minutes is not None and usual.amount * _MINUTES[usual.unit] >= minutes)
    return str(next(enough, ""))
