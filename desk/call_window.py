"""What a customer chose (a day, a part of it, on which clock) -> from when until when they may be called (row C1).

Only where the telephone is answered. Pure; knows no form and no number.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from desk.calendar import MINUTES_A_DAY, WEEKDAYS, Calendar, Opening, openings_between
from desk.calendar.local_time import instant_of
from desk.data import Data

# The first day on which there is room, instead of a certain one.
SOON = "soon"
# Parts of a day on the customer's clock, in minutes from midnight. theme/assets/frontdesk/callback.js has the same.
PARTS: Mapping[str, tuple[int, int]] = {
    "any": (0, MINUTES_A_DAY),
    "morning": (0, 12 * 60),
    "afternoon": (12 * 60, 17 * 60),
    "evening": (17 * 60, MINUTES_A_DAY),
}
# Less than this before closing, nobody can be expected to call.
SHORTEST = timedelta(minutes=15)
LONGEST_ZONE = 60


class CallWindow(Data, frozen=True, kw_only=True):
    """The customer may be called from `earliest` until `latest`, which were chosen on the clock of `zone`."""

    earliest: datetime
    latest: datetime
    zone: str


def call_window(
    calendar: Calendar, day: str, part: str, now: datetime, *, days_ahead: int, zone: str = ""
) -> CallWindow | None:
    """The window of a choice; None where the desk is closed all the while, or the choice is none.

    `day` is `soon`, a weekday, or a date on the customer's clock, at most `days_ahead`; `part` is one of PARTS. A `zone` that
    is no time zone is that of the desk.
    """
    name = zone if is_zone(zone) else calendar.time_zone
    if part not in PARTS:
        return None
    for candidate in _days(day, now.astimezone(ZoneInfo(name)).date(), days_ahead):
        room = _room(calendar, candidate, part, ZoneInfo(name), now)
        if room:
            return CallWindow(earliest=room[0].start, latest=room[-1].end, zone=name)
    return None


def soonest(calendar: Calendar, now: datetime, days_ahead: int) -> CallWindow | None:
    """The window of who wants to be called as soon as somebody can; None for a desk that does not open."""
    return call_window(calendar, SOON, "any", now, days_ahead=days_ahead)


@lru_cache(maxsize=512)
def is_zone(name: str) -> bool:
    """Whether this is the name of a time zone that can be reckoned with."""
    if not name or len(name) > LONGEST_ZONE:
        return False
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def weekdays_open(calendar: Calendar) -> tuple[str, ...]:
    """The names of the weekdays on which somebody calls in an ordinary week."""
    desks = calendar.desks()
    return tuple(name for number, name in enumerate(WEEKDAYS) if any(desk.weekly[number] for desk in desks))


def _days(chosen: str, today: date, days_ahead: int) -> Iterator[date]:
    for number in range(days_ahead + 1):
        day = today + timedelta(days=number)
        if chosen in {SOON, WEEKDAYS[day.weekday()], day.isoformat()}:
            yield day


def _room(calendar: Calendar, day: date, part: str, zone: ZoneInfo, now: datetime) -> list[Opening]:
    first, last = PARTS[part]
    start, end = (instant_of(day, minutes, zone).astimezone(UTC) for minutes in (first, last))
    start = max(start, now.astimezone(UTC))
    if start >= end:
        return []
    return [opening for opening in openings_between(calendar, start, end) if opening.end - opening.start >= SHORTEST]
