"""What a calendar means, minute by minute: slow, and written without the arithmetic that it judges.

A person stands at the desk and looks at its clock every minute. An opening begins at the first minute at which the clock
has reached its time, and ends at the first minute at which it has reached its closing time. A clock that is put back has
still reached what it showed before.
"""

from bisect import bisect_left
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from desk.calendar import Calendar

MINUTE = timedelta(minutes=1)
# Longer than any clock is put back.
LEAD = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class Minutes:
    """The minutes from `start` on: `open_ones` says for each whether somebody is there."""

    start: datetime
    open_ones: tuple[bool, ...]

    def open_at(self, instant: datetime) -> bool:
        return self.open_ones[(instant - self.start) // MINUTE]

    def runs(self, start: datetime, end: datetime) -> list[tuple[datetime, datetime]]:
        """Stretches of open minutes, each as its first minute and the first minute after it."""
        found: list[tuple[datetime, datetime]] = []
        minute = start
        while minute < end:
            if self.open_at(minute):
                if found and found[-1][1] == minute:
                    found[-1] = (found[-1][0], minute + MINUTE)
                else:
                    found.append((minute, minute + MINUTE))
            minute += MINUTE
        return found

    def opens_after(self, now: datetime) -> datetime | None:
        """The first minute after `now` that is open while the one before it is not; None where none is known of."""
        first = (now - self.start) // MINUTE + 1
        for number in range(first, len(self.open_ones)):
            if self.open_ones[number] and not self.open_ones[number - 1]:
                return self.start + number * MINUTE
        return None

    def after_open_minutes(self, now: datetime, count: int) -> datetime | None:
        """The end of the `count`th open minute from `now` on; None where there are not so many."""
        for number in range((now - self.start) // MINUTE, len(self.open_ones)):
            count -= self.open_ones[number]
            if count == 0:
                return self.start + (number + 1) * MINUTE
        return None


def watched(calendar: Calendar, start: datetime, days: int) -> Minutes:
    """Look at the clock every minute from `start` (UTC) for some days."""
    shown = _highest_shown(ZoneInfo(calendar.time_zone), start - LEAD, start + timedelta(days=days))
    open_ones = [False] * len(shown)
    for opens, closes in _spans(calendar, start, days):
        # What the clock has reached never falls, so the first minute that reached a time is found by halving.
        first, last = bisect_left(shown, opens), bisect_left(shown, closes)
        open_ones[first:last] = [True] * (last - first)
    return Minutes(start, tuple(open_ones[LEAD // MINUTE :]))


def _highest_shown(zone: ZoneInfo, first: datetime, end: datetime) -> list[datetime]:
    """For each minute, the latest time that the clock on the wall has shown so far."""
    reached = datetime.min  # noqa: DTZ901 - what a clock on the wall shows has no time zone
    shown = []
    for number in range((end - first) // MINUTE):
        reached = max(reached, (first + number * MINUTE).astimezone(zone).replace(tzinfo=None))
        shown.append(reached)
    return shown


def _spans(calendar: Calendar, start: datetime, days: int) -> list[tuple[datetime, datetime]]:
    """Opening and closing times as the clock on the wall shows them."""
    first = start.astimezone(UTC).date()
    found = []
    for number in range(-3, days + 3):
        day = first + timedelta(days=number)
        midnight = datetime.combine(day, time())
        hours = calendar.special_days[day].hours if day in calendar.special_days else calendar.weekly[day.weekday()]
        found += [(midnight + span.opens * MINUTE, midnight + span.closes * MINUTE) for span in hours]
    return found
