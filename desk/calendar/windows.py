"""Turn a calendar into its openings, two weeks at a time, and keep what was worked out.

A window is the same whoever asks and whenever, so two threads that need one at once both work it out (a tenth of a
millisecond) rather than wait for each other; no lock is held. Knows nothing of what is asked of the openings.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate, count
from zoneinfo import ZoneInfo

from desk.calendar.local_time import instant_of
from desk.calendar.model import Calendar, Opening, Window

LENGTH = timedelta(weeks=2)
MICROSECOND = timedelta(microseconds=1)
# Kept for each calendar: twenty years, about a megabyte.
MOST_KEPT = 520
# A calendar that is not open within this many windows, which is more than a year, is never open.
YEAR = 29

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAY = timedelta(days=1)


def in_utc(instant: datetime) -> datetime:
    """The same instant; comparing two datetimes is quickest where both are in UTC."""
    return instant if instant.tzinfo is UTC else instant.astimezone(UTC)


def window_number(instant: datetime) -> int:
    """The number of the window in which an instant lies."""
    return (instant - _EPOCH) // LENGTH


def window(calendar: Calendar, number: int) -> Window:
    """The window of a number."""
    kept = calendar.windows
    found = kept.get(number)
    if found is None:
        if len(kept) >= MOST_KEPT:
            kept.clear()
        found = kept[number] = _window(calendar, number)
    return found


def windows_from(calendar: Calendar, instant: datetime) -> Iterator[Window]:
    """The window in which an instant lies, and those after it, without end."""
    return (window(calendar, number) for number in count(window_number(instant)))


def span_of(number: int) -> tuple[datetime, datetime]:
    """The first instant of a window, and the first one after it."""
    start = _EPOCH + number * LENGTH
    return start, start + LENGTH


def days_about(start: datetime, end: datetime, zone: ZoneInfo) -> Iterator[date]:
    """The local days whose hours may fall between two instants.

    Hours that began on the day before may still run past midnight; where a day is skipped, that is two days before.
    """
    first = start.astimezone(zone).date() - 2 * _DAY
    days = (end.astimezone(zone).date() - first).days + 2
    return (first + number * _DAY for number in range(days))


def _window(calendar: Calendar, number: int) -> Window:
    start, end = span_of(number)
    found: Iterable[Opening]
    if calendar.parts:
        found = (opening for part in calendar.parts for opening in _kept_openings(part, number))
    else:
        found = _openings(calendar, start, end)
    joined = _joined(sorted(found))
    lengths = ((opening.end - opening.start) // MICROSECOND for opening in joined)
    return Window(
        start,
        end,
        tuple(opening.start for opening in joined),
        tuple(opening.end for opening in joined),
        tuple(accumulate(lengths, initial=0)),
    )


def _kept_openings(calendar: Calendar, number: int) -> Iterator[Opening]:
    found = window(calendar, number)
    return map(Opening, found.opens, found.closes)


def _openings(calendar: Calendar, start: datetime, end: datetime) -> Iterator[Opening]:
    zone = ZoneInfo(calendar.time_zone)
    for day in days_about(start, end, zone):
        for hours in calendar.hours_on(day):
            opens = max(instant_of(day, hours.opens, zone), start)
            closes = min(instant_of(day, hours.closes, zone), end)
            # Both ends may fall on one instant where the clocks skip an hour.
            if opens < closes:
                yield Opening(opens, closes)


def _joined(openings: Iterable[Opening]) -> list[Opening]:
    """Those that meet or overlap as one."""
    joined: list[Opening] = []
    for opening in openings:
        if joined and opening.start <= joined[-1].end:
            joined[-1] = Opening(joined[-1].start, max(joined[-1].end, opening.end))
        else:
            joined.append(opening)
    return joined
