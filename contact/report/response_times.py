"""The log and a period -> how quickly people were answered, and how often by the time that they had been told (rows R1, R6).

The same log, settings and period give the same report: it tells of the log as its newest seal found it, not of now.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime

from contact.case import Case
from contact.report.called_back import Calls
from contact.report.figures import GroupFigures, group_figures, part
from contact.report.groups import Cells, Key, Tally, cells_of, groups_of, promises_of
from contact.report.ladder import ladder_of
from contact.report.period import Period
from contact.report.rows import LeftOut, Row, row_of
from contact.report.shown import Node, shown_nodes
from contact.seal import end_of
from contact.store import Seal, Store
from desk.data import Data, field
from desk.duration import Duration
from desk.measured import LEAST, VERSION, CalledBack, Kept
from desk.settings import Settings

# Is told of each case what counts of it, or why it is left out: so that every figure can be followed to its cases (row Q7).
Seen = Callable[[Case, Row | LeftOut], None]

DEFINITIONS: Mapping[str, str] = {
    "period": "Messages recorded on these days, both included; days are those of UTC. "
    "Where 'counted_to' is earlier, the period ends with it. What happened after the day "
    "'counted_to' is not in the figures.",
    "channel": "That whose response time was promised: voicemail is under phone, chat and app under form.",
    "answered": "The first reply, update or resolution by a person after the message came in. Assigning is no answer, nor "
    "is the acknowledgement.",
    "in_time": "Answered by the estimate that the customer was given.",
    "messages": "Those whose estimate was past at the end of 'counted_to', answered or not. One that was not answered "
    "counts as not in time, and as slower than every one that was.",
    "left_out": "not-due: the estimate was not past yet. automatic: automatic mail, which nobody answers. suspected: looks "
    "like the work of a program, and nobody replied to it or let its acknowledgement go.",
    "business_minutes": "Minutes within the hours of the calendar that the estimate was made with, as the settings have it "
    "now; rounded up.",
    "clock_minutes": "Minutes by the clock; rounded up.",
    "median, percentile_90": "Nearest rank: the shortest time within which at least half, or 9 of 10, of all messages were "
    "answered. null: so many were not.",
    "half_within, most_within": "The first duration of a list within which at least half, or 9 of 10, were answered.",
    "surge": "The message came in while a notice of a surge was in force.",
    "promises": "By the response time that was promised, without those of a surge: how many were answered within it, and "
    "how many would have been within others.",
    "callbacks": "Calls that customers asked for whose goal was past at the end of 'counted_to', by queue; empty: all. "
    "half_within, most_within: until the first attempt, from when the window began, while the phone is answered. in_goal: "
    "tried within the desk's own goal. What a customer took back before the goal was past is left out.",
    "small_groups": f"Groups under {LEAST} messages are not shown, nor is one that, taken from a larger "
    "one with the others beside it, would leave so few; all count in the larger groups.",
}


class Sealed(Data, frozen=True, kw_only=True):
    """The seal that the report is made over."""

    day: date
    digest: str


class ResponseTimes(Data, frozen=True, kw_only=True):
    """The file. `small_groups` counts those that are not shown."""

    version: int
    report: str
    since: date
    until: date
    counted_to: date
    seal: Sealed | None
    received: int
    left_out: Mapping[LeftOut, int]
    small_groups: int
    groups: tuple[GroupFigures, ...]
    promises: tuple[Kept, ...]
    callbacks: tuple[CalledBack, ...]
    definitions: Mapping[str, str]


def response_times(
    store: Store,
    settings: Settings,
    period: Period,
    as_of: date | None = None,
    seen: Seen = lambda _case, _row: None,
) -> ResponseTimes:
    """The report of a period, over the newest seal, or the newest up to the day `as_of`. Raises StoreError."""
    seal = _seal(store, as_of)
    counted_to = seal.day if seal else (as_of or period.until)
    ladder = ladder_of(settings)
    reading = _Reading(settings=settings, ladder=ladder, as_of=end_of(counted_to))
    calls = Calls(settings, reading.as_of)
    cases = calls.watched(store.walk(period.start, min(period.end, reading.as_of)))
    cells = cells_of(reading.rows(cases, seen))
    groups = groups_of(cells)
    allowed = shown_nodes(cells)
    shown = tuple(_shown(groups, cells, ladder, allowed))
    return ResponseTimes(
        version=VERSION,
        report="response-times",
        since=period.since,
        # Of a period that is not over, only what is over has been measured.
        until=max(period.since, min(period.until, counted_to)),
        counted_to=counted_to,
        seal=Sealed(day=seal.day, digest=seal.digest) if seal else None,
        received=reading.received,
        left_out=dict(sorted(reading.left_out.items())),
        small_groups=len(groups) - len(shown),
        groups=shown,
        promises=tuple(_promises(cells, ladder, allowed)),
        callbacks=calls.figures(),
        definitions=DEFINITIONS,
    )


class _Reading(Data, kw_only=True):
    """Turns cases into rows, and counts those that become none."""

    settings: Settings
    ladder: Sequence[Duration]
    as_of: datetime
    received: int = 0
    left_out: Counter[LeftOut] = field(default_factory=Counter)

    def rows(self, cases: Iterable[Case], seen: Seen) -> Iterator[Row]:
        """The rows of cases that were all received before `as_of`."""
        for case in cases:
            self.received += 1
            row = row_of(case, self.settings, self.ladder, self.as_of)
            seen(case, row)
            if isinstance(row, Row):
                yield row
            else:
                self.left_out[row] += 1


def _seal(store: Store, as_of: date | None) -> Seal | None:
    return next((seal for seal in reversed(store.seals()) if as_of is None or seal.day <= as_of), None)


def _shown(
    groups: Mapping[Key, Tally], cells: Cells, ladder: Sequence[Duration], allowed: Collection[Node]
) -> Iterator[GroupFigures]:
    usual, surge = groups_of(cells, surge=False), groups_of(cells, surge=True)
    for key, tally in groups.items():
        if Node("whole", key) in allowed:
            # Where there was no surge, the part without one is the whole.
            without = part(usual[key]) if key in surge and Node("usual", key) in allowed else None
            yield group_figures(
                key, tally, ladder, without, part(surge[key]) if Node("surge", key) in allowed else None
            )


def _promises(cells: Cells, ladder: Sequence[Duration], allowed: Collection[Node]) -> Iterator[Kept]:
    for key, tally in promises_of(cells).items():
        if Node("promise", key) in allowed:
            within = {str(rung): count for rung, count in zip(ladder, tally.kept, strict=True)}
            yield Kept(channel=key.channel, kind=key.kind, topic=key.topic, messages=tally.messages, within=within)
