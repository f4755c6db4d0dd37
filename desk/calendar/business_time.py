"""Add a duration to an instant, and tell how much business time has passed between two.

`elapsed` is the inverse of adding business hours. Knows nothing of what a duration is promised for.
"""

from bisect import bisect_left, bisect_right
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from desk.calendar.business_days import closing_after
from desk.calendar.model import Calendar, Window
from desk.calendar.windows import LENGTH, MICROSECOND, YEAR, in_utc, window, window_number, windows_from
from desk.duration import Duration
from desk.months import months_later


def add(calendar: Calendar, start: datetime, duration: Duration) -> datetime:
    """The instant by which `duration` has passed since `start`, in UTC.

    Business hours run only while open. Business days end with the last opening of the day: what arrives on a Monday, or on
    the weekend before it, is due one business day later on Tuesday at closing time. Calendar days and months end at the
    same local time; where a month is too short, on its last day.
    """
    start = in_utc(start)
    match duration.unit:
        case "minutes" | "hours":
            return start + timedelta(**{duration.unit: duration.amount})
        case "calendar days" | "weeks" | "months":
            local = start.astimezone(ZoneInfo(calendar.time_zone))
            day = _later_day(local.date(), duration)
            return datetime.combine(day, local.time(), local.tzinfo).astimezone(UTC)
        case "business hours":
            return _add_open_time(calendar, start, timedelta(hours=duration.amount) // MICROSECOND)
        case "business days":
            return closing_after(calendar, start, duration.amount)


def elapsed(calendar: Calendar, start: datetime, end: datetime) -> timedelta:
    """For how long the desk was open between two instants; nothing where `end` is not after `start`."""
    start, end = in_utc(start), in_utc(end)
    if end <= start:
        return timedelta()
    first, last = window_number(start), window_number(end)
    passed = _open_until(window(calendar, last), end) - _open_until(window(calendar, first), start)
    passed += sum(window(calendar, number).passed[-1] for number in range(first, last))
    return passed * MICROSECOND


def _open_until(some: Window, instant: datetime) -> int:
    """Microseconds of being open from the beginning of a window to an instant in it."""
    number = bisect_right(some.opens, instant) - 1
    if number < 0:
        return 0
    return some.passed[number] + (min(instant, some.closes[number]) - some.opens[number]) // MICROSECOND


def _add_open_time(calendar: Calendar, start: datetime, left: int) -> datetime:
    last = start
    left += _open_until(window(calendar, window_number(start)), start)
    for some in windows_from(calendar, start):
        if left <= some.passed[-1]:
            number = bisect_left(some.passed, left) - 1
            return some.opens[number] + (left - some.passed[number]) * MICROSECOND
        left -= some.passed[-1]
        last = some.closes[-1] if some.closes else last
        if some.end - last > YEAR * LENGTH:
            break
    raise ValueError(f"calendar '{calendar.name}' is never open")


def _later_day(day: date, duration: Duration) -> date:
    if duration.unit == "months":
        return months_later(day, duration.amount)
    return day + timedelta(days=duration.amount * (7 if duration.unit == "weeks" else 1))
