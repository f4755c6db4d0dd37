"""The durations that answers are held against: those that a desk might promise, and those that this one does.

Pure arithmetic of calendars; knows no case.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby

from desk.calendar import Calendar, add
from desk.duration import UNITS, Duration
from desk.settings import Settings

# What is said of a group, and offered for a promise that was not kept, is one of these: shortest first.
USUAL: tuple[Duration, ...] = (
    Duration(15, "minutes"),
    Duration(30, "minutes"),
    *(Duration(hours, "business hours") for hours in range(1, 9)),
    *(Duration(days, "business days") for days in (1, 2, 3, 4, 5, 7, 10, 15, 20)),
    Duration(6, "weeks"),
    Duration(8, "weeks"),
)


def ladder_of(settings: Settings) -> tuple[Duration, ...]:
    """The usual ones and those that the settings promise, each unit from the shortest to the longest."""
    promised = {duration for times in settings.response_times.values() for duration in times.values()}
    promised |= {topic.response_time for topic in settings.topics if topic.response_time}
    rungs = {*USUAL, *promised}
    return tuple(sorted(rungs, key=lambda rung: (UNITS.index(rung.unit), rung.amount)))


def kept(
    ladder: Sequence[Duration], calendar: Calendar, start: datetime, answered: datetime | None
) -> tuple[bool, ...]:
    """For each duration whether it had not passed when the answer came."""
    return tuple(_kept(ladder, calendar, start, answered)) if answered else (False,) * len(ladder)


def _kept(ladder: Sequence[Duration], calendar: Calendar, start: datetime, answered: datetime) -> Iterator[bool]:
    for _, rungs in groupby(ladder, key=lambda rung: rung.unit):
        enough = False
        for rung in rungs:
            # Within one unit, whatever is longer is enough too.
            enough = enough or answered <= add(calendar, start, rung)
            yield enough
