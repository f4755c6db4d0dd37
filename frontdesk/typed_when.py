"""A day or a time as it is typed after an option -> an instant on the clock of the desk. Knows no command."""

import argparse
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from desk.calendar import MINUTES_A_DAY, Calendar, add
from desk.duration import Duration, parse_duration

WHEN = "a day such as 2026-12-01, or a time such as '3 business days'"

When = date | Duration

# Beyond these, a calendar has no next day any more.
FIRST_YEAR, LAST_YEAR = 2, 9998


# A case of which nothing is due for longer would be out of everybody's sight.
LATEST = timedelta(days=366)


class NoDayError(ValueError):
    """A day that is over already, or too far off; the message says what to give instead."""


def typed_when(text: str) -> When:
    """A day, or how long from now. Raises argparse's error."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        pass
    try:
        return parse_duration(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is neither {WHEN.replace(', or', ' nor')}") from None


def instant_of(when: When, calendar: Calendar, now: datetime) -> datetime:
    """The instant: of a day its last opening's end, or midnight where nobody comes. Raises NoDayError."""
    found = add(calendar, now, when) if isinstance(when, Duration) else _end_of(when, calendar)
    if found <= now:
        raise NoDayError(f"{when} is over: give a later day")
    if found > now + LATEST:
        raise NoDayError(f"{when} is more than a year off: give an earlier day")
    return found


def _end_of(when: date, calendar: Calendar) -> datetime:
    if not FIRST_YEAR <= when.year <= LAST_YEAR:
        return datetime.combine(when, time(), UTC)
    closes = max((hours.closes for hours in calendar.hours_on(when)), default=MINUTES_A_DAY - 1)
    hour, minute = divmod(min(closes, MINUTES_A_DAY - 1), 60)
    return datetime.combine(when, time(hour, minute), ZoneInfo(calendar.time_zone)).astimezone(UTC)
