"""Turn a local day and minutes after midnight into an instant in UTC.

Knows what to do where the clocks are put forward or back. Knows nothing of hours.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from desk.calendar.model import MINUTES_A_DAY

_SECOND = timedelta(seconds=1)
_MINUTE = timedelta(minutes=1)


def instant_of(day: date, minutes: int, zone: ZoneInfo) -> datetime:
    """The first instant at which the local clock shows this time; where the clocks skip it, the instant of the skip."""
    days, rest = divmod(minutes, MINUTES_A_DAY)
    if days:
        day += timedelta(days=days)
    local = datetime.combine(day, time(rest // 60, rest % 60))
    found = local.replace(tzinfo=zone).astimezone(UTC)
    shown = found.astimezone(zone).replace(tzinfo=None)
    return found if shown == local else _end_of_gap(local, found, shown - local, zone)


def last_minute_of(end: datetime, zone: str) -> datetime:
    """The instant that is told as an end: of a day that ends at midnight its last minute.

    "By Thursday, 12:00 AM" would be read as the end of Thursday, a day late.
    """
    return end - _MINUTE if end.astimezone(ZoneInfo(zone)).time() == time() else end


def _end_of_gap(local: datetime, found: datetime, gap: timedelta, zone: ZoneInfo) -> datetime:
    """The first second at which the clock shows `local` or later; a skipped time counts on from the clock before the skip."""
    before, after = found - gap, found
    while after - before > _SECOND:
        middle = before + (after - before) // _SECOND // 2 * _SECOND
        if middle.astimezone(zone).replace(tzinfo=None) < local:
            before = middle
        else:
            after = middle
    return after
