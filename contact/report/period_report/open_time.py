"""A calendar -> how long the desk was open between two instants, as desk.calendar says it, several times as quickly.

Instants are microseconds. The openings of whole years are worked out once and searched; for a few cases the calendar's own
way is quicker.
"""

from bisect import bisect_right
from itertools import accumulate

from contact.report.period_report.facts import instant_of, microseconds
from desk.calendar import Calendar, openings_between

YEAR = 366 * 24 * 3600 * 1_000_000


class OpenTime:
    """The openings of a calendar over as many years as have been asked for."""

    def __init__(self, calendar: Calendar) -> None:
        self._calendar = calendar
        self._first = self._last = 0
        self._opens: list[int] = []
        self._closes: list[int] = []
        self._passed: list[int] = []

    def between(self, start: int, end: int) -> int:
        """Microseconds of being open from one instant to another; nothing where the second is not after the first."""
        if end <= start:
            return 0
        if start < self._first or end >= self._last:
            self._look_up(start, end)
        return self._until(end) - self._until(start)

    def _until(self, instant: int) -> int:
        number = bisect_right(self._opens, instant) - 1
        if number < 0:
            return 0
        return self._passed[number] + min(instant, self._closes[number]) - self._opens[number]

    def _look_up(self, start: int, end: int) -> None:
        first = min(start, self._first or start) - YEAR
        last = max(end, self._last) + YEAR
        openings = openings_between(self._calendar, instant_of(first), instant_of(last))
        self._opens = [microseconds(opening.start) for opening in openings]
        self._closes = [microseconds(opening.end) for opening in openings]
        lengths = (closes - opens for opens, closes in zip(self._opens, self._closes, strict=True))
        self._passed = list(accumulate(lengths, initial=0))
        self._first, self._last = first, last
