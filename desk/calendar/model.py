"""What a calendar is: weekly hours, special days and a time zone; or other calendars, open when any of them is.

Knows nothing of instants: on a day on which the clocks change, `09:00` is still 09:00 here.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cached_property
from itertools import groupby

from desk.data import Data, field

MINUTES_A_DAY = 24 * 60
# As the settings write them, in the order in which Python numbers them.
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class Hours(Data, frozen=True, order=True):
    """From `opens` to `closes`, minutes after local midnight; past midnight, `closes` is more than 1440."""

    opens: int
    closes: int


class SpecialDay(Data, frozen=True, kw_only=True):
    """A day that differs from its weekday: a holiday or a dated exception. No hours means closed all day."""

    day: date
    hours: tuple[Hours, ...] = ()
    name: Mapping[str, str] = field(default_factory=dict)


class Opening(Data, frozen=True, order=True):
    """One stretch of being open: from `start` until just before `end`, in UTC."""

    start: datetime
    end: datetime


class Window(Data, frozen=True):
    """The openings within some weeks, cut to them, in the shape in which they are searched fast.

    `passed[number]` is how long the desk was open before opening `number`, in microseconds; the last one is the whole.
    """

    start: datetime
    end: datetime
    opens: tuple[datetime, ...]
    closes: tuple[datetime, ...]
    passed: tuple[int, ...]


# dict=True gives room for what was worked out before; it is no field, and neither compared nor written to JSON.
class Calendar(Data, frozen=True, kw_only=True, dict=True):
    """Weekly hours (Monday first), special days by date, and the IANA zone in which both are meant.

    A calendar with `parts` has no hours and no special days of its own; `time_zone` is the clock on which it is told.
    """

    name: str
    time_zone: str
    weekly: tuple[tuple[Hours, ...], ...] = ()
    special_days: Mapping[date, SpecialDay] = field(default_factory=dict)
    parts: "tuple[Calendar, ...]" = ()

    def hours_on(self, day: date) -> tuple[Hours, ...]:
        """The hours that begin on a local day; none for a calendar with parts, whose hours are theirs."""
        special = self.special_days.get(day)
        if special is not None:
            return special.hours
        return self.weekly[day.weekday()] if self.weekly else ()

    def desks(self) -> "tuple[Calendar, ...]":
        """The calendars with hours of their own: the parts, else this one."""
        return self.parts or (self,)

    def runs(self) -> "Iterator[tuple[int, int, tuple[Hours, ...]]]":
        """Neighboring weekdays of the same hours: the first one, the last one, and the hours; none for one with parts."""
        first = 0
        for hours, days in groupby(self.weekly):
            after = first + len(list(days))
            yield first, after - 1, hours
            first = after

    def differing(self, first: date, last: date) -> "Iterator[tuple[SpecialDay, Calendar]]":
        """The special days of every desk, from the first to the last day, whose hours are not those of their weekday."""
        found = [
            (special, desk)
            for desk in self.desks()
            for day, special in desk.special_days.items()
            if first <= day <= last and special.hours != desk.weekly[day.weekday()]
        ]
        yield from sorted(found, key=lambda each: each[0].day)

    @cached_property
    def windows(self) -> dict[int, Window]:
        """The openings that were worked out so far; only `desk.calendar.windows` writes here."""
        return {}

    @cached_property
    def closings(self) -> dict[int, tuple[datetime, ...]]:
        """The ends of business days that were worked out so far; only `desk.calendar.business_days` writes here."""
        return {}
