"""The check of telephone hours (row P6): so many hours on each weekday that is no federal holiday, on a toll-free number."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from desk.calendar import Calendar, openings_between
from desk.finding import Finding
from desk.holiday_dates import Source, holidays_of
from desk.phone import is_toll_free
from desk.profiles.clocks import SATURDAY
from desk.profiles.model import Row
from generator.rules.profiles.checked import Checked

HOUR = timedelta(hours=1)
DAYS_AHEAD = 365
FEDERAL = Source(country="US")
_EXAMPLE = 'phone:\n  number: "+1 800 555 0142"\n  hours: phone'


def short_phone_hours(checked: Checked, row: Row) -> Iterator[Finding]:
    """The number costs callers nothing, and people answer it long enough on every day of the year ahead."""
    settings, rule = checked.settings, "profile-phone-hours"
    phone = settings.channels.phone
    if phone is None:
        wrong = "there is no 'phone:' below 'channels:'"
        yield checked.finding(row, "channels", wrong, _EXAMPLE, rule="profile-phone-hours")
        return
    if not is_toll_free(phone.number):
        wrong = f"{phone.shown} is not toll-free"
        fix = 'number: "+1 800 555 0142"'
        yield checked.finding(row, "channels.phone.number", wrong, fix, rule=rule)
    short = dict(_short_days(settings.calendar("phone"), checked.today, row.hours * HOUR))
    if short:
        day, hours = next(iter(short.items()))
        wrong = f"the telephone is answered {hours / HOUR:g} hours on {day:%A} {day}"
        wrong += f", and less than {row.hours} on {len(short)} weekdays within a year" if len(short) > 1 else ""
        yield checked.finding(row, f"hours.{phone.hours}", wrong, _fix(day, len(short), row.hours), rule=rule)


def _fix(day: date, count: int, hours: int) -> str:
    span = f"08:00-{8 + hours:02d}:00"
    if count > DAYS_AHEAD // 7:
        return f"weekly:\n  monday-friday: {span}"
    return f"exceptions:   (in place of what stands there for that day)\n  - date: {day}\n    hours: {span}"


def _short_days(calendar: Calendar, today: date, wanted: timedelta) -> Iterator[tuple[date, timedelta]]:
    """The weekdays that are no federal holiday, on which the telephone is answered for less than `wanted`."""
    holidays = holidays_of(FEDERAL, range(today.year, today.year + 2))
    for day in (today + timedelta(days=number) for number in range(1, DAYS_AHEAD + 1)):
        if day.weekday() < SATURDAY and day not in holidays:
            answered = _open_time(calendar, day)
            if answered < wanted:
                yield day, answered


def _open_time(calendar: Calendar, day: date) -> timedelta:
    zone = ZoneInfo(calendar.time_zone)
    start, end = (datetime.combine(day + timedelta(days=more), time(), zone).astimezone(UTC) for more in (0, 1))
    return sum((opening.end - opening.start for opening in openings_between(calendar, start, end)), timedelta())
