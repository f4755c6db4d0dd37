"""A notice -> its instants in words, on the desk's clock, and whether it is in force on a day (row U1).

What stands on a page that nobody builds anew must not become wrong when a notice is over: the dates are in it.
"""

from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from desk.settings import Settings
from desk.settings.model import Notice
from desk.wording import duration, instant, interval
from desk.words import Words
from generator.slower_times import Slower

State = Literal["current", "planned", "past"]


def notice_dates(notice: Notice, settings: Settings, words: Words) -> str:
    """From when until when: `From December 1, 2026, 10:00 PM to December 2, 2026, 2:00 AM (New York time)`."""
    return interval(notice.start, notice.end, desk_zone(settings), words)


def notice_end(notice: Notice, settings: Settings, words: Words) -> str:
    """Until when, for one in force: `Until Wednesday, December 2, 2:00 AM (New York time)`."""
    return words("notice.ends", end=instant(notice.end, desk_zone(settings), words))


def notice_slowness(slower: Slower, settings: Settings, words: Words) -> str:
    """From when until when answers take how long."""
    if slower.duration is None:
        return ""
    dates = interval(slower.start, slower.end, desk_zone(settings), words)
    return words("notice.slower-dated", dates=dates, duration=duration(slower.duration, words))


def state_on(notice: Notice, settings: Settings, today: date) -> State:
    """Whether a notice is in force at any time of a day, as it begins and ends on the desk's clock."""
    start, end = day_span(settings, today)
    return "past" if notice.end <= start else "planned" if notice.start >= end else "current"


def day_span(settings: Settings, today: date) -> tuple[datetime, datetime]:
    """A day on the desk's clock."""
    zone = ZoneInfo(desk_zone(settings))
    start, end = (datetime.combine(day, time(), zone) for day in (today, today + timedelta(days=1)))
    return start.astimezone(UTC), end.astimezone(UTC)


def desk_zone(settings: Settings) -> str:
    """The clock of those who answer messages."""
    return settings.calendar("form").time_zone
