"""Count business days: each ends when the hours that began on it do.

A calendar of several desks has days too: those of the clock on which it is told, each up to the last instant at which
somebody is there. Knows nothing of hours and minutes that are added.
"""

from bisect import bisect_right
from datetime import date, datetime
from itertools import count
from zoneinfo import ZoneInfo

from desk.calendar.local_time import instant_of
from desk.calendar.model import MINUTES_A_DAY, Calendar
from desk.calendar.opening_times import openings_between
from desk.calendar.windows import MOST_KEPT, YEAR, days_about, span_of, window_number


def closing_after(calendar: Calendar, start: datetime, days: int) -> datetime:
    """The end of the business day that comes so many days after the one in which an instant (UTC) falls."""
    first = window_number(start)
    found = _closings(calendar, first)
    left = bisect_right(found, start) + days
    quiet = 0
    for number in count(first):
        found = _closings(calendar, number)
        if left < len(found):
            return found[left]
        left -= len(found)
        quiet = 0 if found else quiet + 1
        if quiet > YEAR:
            break
    raise ValueError(f"calendar '{calendar.name}' is never open")


def _closings(calendar: Calendar, number: int) -> tuple[datetime, ...]:
    """The ends of business days within a window; worked out once, as the window is."""
    kept = calendar.closings
    found = kept.get(number)
    if found is None:
        if len(kept) >= MOST_KEPT:
            kept.clear()
        start, end = span_of(number)
        zone = ZoneInfo(calendar.time_zone)
        closings = (_closing(calendar, day, zone) for day in days_about(start, end, zone))
        found = kept[number] = tuple(sorted(closing for closing in closings if closing and start <= closing < end))
    return found


def _closing(calendar: Calendar, day: date, zone: ZoneInfo) -> datetime | None:
    """When a business day ends; None for a day on which nobody comes."""
    if calendar.parts:
        found = openings_between(calendar, instant_of(day, 0, zone), instant_of(day, MINUTES_A_DAY, zone))
        return found[-1].end if found else None
    spans = [
        (instant_of(day, hours.opens, zone), instant_of(day, hours.closes, zone)) for hours in calendar.hours_on(day)
    ]
    # A day, or hours, that the clocks skip are none.
    return max((closes for opens, closes in spans if opens < closes), default=None)
