"""The calendar against a person who looks at the clock every minute: all that can be asked of an instant and a span."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from desk.calendar import Calendar, add, elapsed, is_open, next_opening, openings_between
from desk.duration import Duration
from tests.desk.clock_reference import Minutes

# What was asked, the calendar's answer, and what the person saw.
Compared = tuple[str, object, object]


def compared(
    calendar: Calendar, seen: Minutes, start: datetime, end: datetime, *, hours: int, days: int
) -> Iterator[Compared]:
    """Every question, with both answers. `start` is not after `end`, and both were watched."""
    yield "open", is_open(calendar, start), seen.open_at(start)
    found = [(opening.start, opening.end) for opening in openings_between(calendar, start, end)]
    runs = seen.runs(start, end)
    yield "openings between", found, runs
    yield "elapsed", elapsed(calendar, start, end), sum((last - first for first, last in runs), timedelta())
    yield "next opening", _within(seen, next_opening(calendar, start)), seen.opens_after(start)
    time = timedelta(hours=hours)
    due = seen.after_open_time(start, time)
    if due is not None:
        yield "business hours", add(calendar, start, Duration(hours, "business hours")), due
        yield "elapsed since", elapsed(calendar, start, due), time
    closing = seen.after_business_days(start, days)
    if closing is not None:
        yield "business days", add(calendar, start, Duration(days, "business days")), closing


def _within(seen: Minutes, instant: datetime | None) -> datetime | None:
    """None for what was not watched any more."""
    return instant if instant is not None and instant < seen.end else None
