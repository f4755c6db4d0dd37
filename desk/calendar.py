"""When a desk is open: intervals between two instants, the next opening, and business time added to an instant.

Pure arithmetic over a Calendar; instants are aware datetimes and results are in UTC. Local times become instants through
`zoneinfo`, so a day on which the clocks change is as long as it really is.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from desk.data import Data, field
from desk.duration import Duration

MINUTES_A_DAY = 24 * 60
MINUTE = timedelta(minutes=1)
# A calendar that is not open within this many days is never open: the settings refuse it.
LONGEST_CLOSURE_DAYS = 400


class Hours(Data, frozen=True, order=True):
    """From `opens` to `closes`, minutes after local midnight; past midnight, `closes` is more than 1440."""

    opens: int
    closes: int


class SpecialDay(Data, frozen=True, kw_only=True):
    """A day that differs from its weekday: a holiday or a dated exception. No hours means closed all day."""

    day: date
    hours: tuple[Hours, ...] = ()
    name: Mapping[str, str] = field(default_factory=dict)


class Calendar(Data, frozen=True, kw_only=True):
    """Weekly hours (Monday first), special days by date, and the IANA zone in which both are meant."""

    name: str
    time_zone: str
    weekly: tuple[tuple[Hours, ...], ...]
    special_days: Mapping[date, SpecialDay] = field(default_factory=dict)

    def hours_on(self, day: date) -> tuple[Hours, ...]:
        """The hours that begin on a local day."""
        special = self.special_days.get(day)
        return self.weekly[day.weekday()] if special is None else special.hours


class Opening(Data, frozen=True, order=True):
    """One stretch of being open: from `start` until just before `end`, in UTC."""

    start: datetime
    end: datetime


def openings(calendar: Calendar, since: datetime, until: datetime | None = None) -> Iterator[Opening]:
    """Every opening that ends after `since`, in order, adjoining ones joined; endless unless closed for over a year.

    An opening longer than a year is the last one, and is followed only as far as `until`.
    """
    pending: Opening | None = None
    for opening in _single_openings(calendar, since):
        if pending is not None and opening.start <= pending.end:
            pending = Opening(pending.start, max(pending.end, opening.end))
            endless = pending.end - pending.start > timedelta(days=LONGEST_CLOSURE_DAYS)
            if endless and (until is None or pending.end >= until):
                break
            continue
        if pending is not None:
            yield pending
        pending = opening
    if pending is not None:
        yield pending


def openings_between(calendar: Calendar, start: datetime, end: datetime) -> list[Opening]:
    """The openings within two instants, cut to them."""
    found = []
    for opening in openings(calendar, start, end):
        if max(opening.start, start) >= end:
            break
        found.append(Opening(max(opening.start, start.astimezone(UTC)), min(opening.end, end.astimezone(UTC))))
    return found


def is_open(calendar: Calendar, now: datetime) -> bool:
    """Whether somebody is there at an instant."""
    current = next(openings(calendar, now), None)
    return current is not None and current.start <= now


def next_opening(calendar: Calendar, now: datetime) -> datetime | None:
    """The next instant, after `now`, at which the desk opens; None for a desk that never closes."""
    return next((opening.start for opening in openings(calendar, now) if opening.start > now), None)


def add(calendar: Calendar, start: datetime, duration: Duration) -> datetime:
    """The instant by which `duration` has passed since `start`, in UTC.

    Business hours run only while open. Business days end with the last opening of the day: what arrives on a Monday, or on
    the weekend before it, is due one business day later on Tuesday at closing time. Calendar days end at the same local time.
    """
    match duration.unit:
        case "minutes" | "hours":
            return start.astimezone(UTC) + timedelta(**{duration.unit: duration.amount})
        case "calendar days" | "weeks":
            days = duration.amount * (7 if duration.unit == "weeks" else 1)
            local = start.astimezone(ZoneInfo(calendar.time_zone)) + timedelta(days=days)
            return local.astimezone(UTC)
        case "business hours":
            return _add_open_time(calendar, start, timedelta(hours=duration.amount))
        case "business days":
            return _add_open_days(calendar, start, duration.amount)


def _add_open_time(calendar: Calendar, start: datetime, left: timedelta) -> datetime:
    for opening in openings(calendar, start):
        begin = max(opening.start, start.astimezone(UTC))
        if left <= opening.end - begin:
            return begin + left
        left -= opening.end - begin
    raise ValueError(f"calendar '{calendar.name}' is never open")


def _add_open_days(calendar: Calendar, start: datetime, days: int) -> datetime:
    zone = ZoneInfo(calendar.time_zone)
    day = start.astimezone(zone).date()
    counted = -1
    for _ in range((days + 1) * LONGEST_CLOSURE_DAYS):
        hours = calendar.hours_on(day)
        if hours:
            closing = _instant(day, max(span.closes for span in hours), zone)
            if closing > start:
                counted += 1
            if counted == days:
                return closing
        day += timedelta(days=1)
    raise ValueError(f"calendar '{calendar.name}' is never open")


def _single_openings(calendar: Calendar, since: datetime) -> Iterator[Opening]:
    zone = ZoneInfo(calendar.time_zone)
    # Hours that began on the day before may still run past midnight.
    day = since.astimezone(zone).date() - timedelta(days=1)
    closed_days = 0
    while closed_days <= LONGEST_CLOSURE_DAYS:
        closed_days += 1
        for span in sorted(calendar.hours_on(day)):
            opening = Opening(_instant(day, span.opens, zone), _instant(day, span.closes, zone))
            # Both ends may fall on one instant where the clocks skip an hour.
            if opening.end > since and opening.start < opening.end:
                closed_days = 0
                yield opening
        day += timedelta(days=1)


# Each message asks for the same few openings of this week several times.
@lru_cache(maxsize=4096)
def _instant(day: date, minutes: int, zone: ZoneInfo) -> datetime:
    """The first instant at which the local clock shows this time; where the clocks skip it, the instant of the skip."""
    days, rest = divmod(minutes, MINUTES_A_DAY)
    local = datetime.combine(day + timedelta(days=days), time(rest // 60, rest % 60), tzinfo=zone)
    found = local.astimezone(UTC)
    after = found.astimezone(zone)
    if after.replace(tzinfo=None) == local.replace(tzinfo=None):
        return found
    # A skipped time counts on from the clock before the skip; go back to where that clock ended.
    while (found - MINUTE).astimezone(zone).utcoffset() == after.utcoffset():
        found -= MINUTE
    return found
