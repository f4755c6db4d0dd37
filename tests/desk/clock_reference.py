"""What a calendar means, minute by minute: slow, and written without the arithmetic that it judges.

A person stands at the desk and looks at its clock every minute. An opening begins at the first minute at which the clock
has reached its time, and ends at the first minute at which it has reached its closing time. A clock that is put back has
still reached what it showed before. Of a calendar of several desks, there is a person at each of them.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from desk.calendar import Calendar

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
# Longer than any clock is put back.
LEAD = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class Minutes:
    """The minutes from `start` on: `open_ones` says for each whether somebody is there.

    `closings` are the minutes at which the business days end that begin not before `start`.
    """

    start: datetime
    open_ones: Sequence[bool]
    closings: Sequence[datetime]

    @property
    def end(self) -> datetime:
        return self.start + len(self.open_ones) * MINUTE

    def open_at(self, instant: datetime) -> bool:
        return self.open_ones[(instant - self.start) // MINUTE]

    def runs(self, start: datetime, end: datetime) -> list[tuple[datetime, datetime]]:
        """Stretches of open minutes, the first and the last one cut to the instants."""
        found: list[tuple[datetime, datetime]] = []
        first, last = (start - self.start) // MINUTE, -((self.start - end) // MINUTE)
        began = None
        for number in range(first, last + 1):
            is_open = number < last and self.open_ones[number]
            if is_open and began is None:
                began = max(start, self.start + number * MINUTE)
            if not is_open and began is not None:
                found.append((began, min(end, self.start + number * MINUTE)))
                began = None
        return [(one, other) for one, other in found if one < other]

    def opens_after(self, now: datetime) -> datetime | None:
        """The first minute after `now` that is open while the one before it is not; None where none is known of."""
        first = (now - self.start) // MINUTE + 1
        for number in range(first, len(self.open_ones)):
            if self.open_ones[number] and not self.open_ones[number - 1]:
                return self.start + number * MINUTE
        return None

    def after_open_time(self, now: datetime, left: timedelta) -> datetime | None:
        """The instant at which so much time in open minutes has passed since `now`; None where it is not seen."""
        for first, last in self.runs(now, self.end):
            if left <= last - first:
                return first + left
            left -= last - first
        return None

    def after_business_days(self, now: datetime, days: int) -> datetime | None:
        """The closing so many business days after the one in which `now` falls; None where it is not seen."""
        ahead = [closing for closing in self.closings if closing > now]
        return ahead[days] if days < len(ahead) else None


def watched(calendar: Calendar, start: datetime, days: int) -> Minutes:
    """Look at the clock every minute from `start` (UTC) for some days."""
    shown = _highest_shown(calendar.time_zone, start - LEAD, start + days * DAY)
    if not calendar.parts:
        return _one_desk(calendar, shown, start, days)
    desks = [watched(part, start, days).open_ones for part in calendar.parts]
    open_ones = [any(there) for there in zip(*desks, strict=True)]
    dates = _dates(calendar.time_zone, start - LEAD, start + days * DAY)[LEAD // MINUTE :]
    # A day on the clock ends with the last minute of it at which somebody is there.
    last = {day: number for number, (day, there) in enumerate(zip(dates, open_ones, strict=True)) if there}
    closings = [start + (number + 1) * MINUTE for day, number in last.items() if day < dates[-1]]
    return Minutes(start, open_ones, closings)


def _one_desk(calendar: Calendar, shown: Sequence[datetime], start: datetime, days: int) -> Minutes:
    open_ones = [False] * len(shown)
    closings = []
    for spans in _spans(calendar, start, days):
        closed = 0
        for opens, closes in spans:
            # What the clock has reached never falls, so the first minute that reached a time is found by halving.
            first, last = bisect_left(shown, opens), bisect_left(shown, closes)
            open_ones[first:last] = [True] * (last - first)
            # Hours that the clock skips are none, and close no day; of what comes later than it was watched, nothing is known.
            closed = max(closed, last) if first < last or last == len(shown) else closed
        if 0 < closed < len(shown):
            closings.append(start - LEAD + closed * MINUTE)
    return Minutes(start, open_ones[LEAD // MINUTE :], sorted(closings))


@lru_cache(maxsize=64)
def _highest_shown(zone: str, first: datetime, end: datetime) -> Sequence[datetime]:
    """For each minute, the latest time that the clock on the wall has shown so far."""
    reached = datetime.min  # noqa: DTZ901 - what a clock on the wall shows has no time zone
    clock = ZoneInfo(zone)
    shown = []
    for number in range((end - first) // MINUTE):
        reached = max(reached, (first + number * MINUTE).astimezone(clock).replace(tzinfo=None))
        shown.append(reached)
    return shown


@lru_cache(maxsize=64)
def _dates(zone: str, first: datetime, end: datetime) -> Sequence[date]:
    return [moment.date() for moment in _highest_shown(zone, first, end)]


def _spans(calendar: Calendar, start: datetime, days: int) -> list[list[tuple[datetime, datetime]]]:
    """For each day, its opening and closing times as the clock on the wall shows them."""
    first = start.astimezone(UTC).date()
    found = []
    for number in range(-3, days + 3):
        day = first + timedelta(days=number)
        midnight = datetime.combine(day, time())
        hours = calendar.special_days[day].hours if day in calendar.special_days else calendar.weekly[day.weekday()]
        found.append([(midnight + span.opens * MINUTE, midnight + span.closes * MINUTE) for span in hours])
    return found
