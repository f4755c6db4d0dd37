"""From when until when somebody may be called, by what they chose (row C1), and by when that is told (row C3)."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.calendar import Hours, SpecialDay, is_open
from desk.call_estimate import call_due
from desk.call_window import PARTS, SHORTEST, CallWindow, call_window, is_zone, soonest, weekdays_open
from desk.duration import Duration
from tests.desk.sample import SAMPLE, accepted, at, calendar, every_day

NINE_TO_FIVE = Hours(9 * 60, 17 * 60)
# A Saturday.
NOW = at("2026-11-21T10:00-05:00")
ZONES = ("America/New_York", "Europe/Madrid", "Asia/Tokyo", "Pacific/Apia", "Australia/Lord_Howe")


def shown(window: CallWindow | None) -> str:
    """The window on the customer's clock."""
    assert window is not None
    zone = ZoneInfo(window.zone)
    return f"{window.earliest.astimezone(zone):%a %H:%M} to {window.latest.astimezone(zone):%a %H:%M}"


@pytest.mark.parametrize(
    ("day", "part", "zone", "window"),
    [
        ("soon", "any", "", "Mon 09:00 to Mon 17:00"),
        ("monday", "morning", "", "Mon 09:00 to Mon 12:00"),
        ("tuesday", "afternoon", "America/Los_Angeles", "Tue 12:00 to Tue 14:00"),
        ("2026-11-24", "evening", "Europe/Madrid", "Tue 17:00 to Tue 23:00"),
        ("soon", "morning", "Asia/Tokyo", "Tue 00:00 to Tue 07:00"),
        ("monday", "any", "Nowhere/Land", "Mon 09:00 to Mon 17:00"),
    ],
)
def test_window_is_where_the_choice_meets_the_hours(day: str, part: str, zone: str, window: str) -> None:
    """C1: on the customer's clock; on the desk's, where the customer's is not known."""
    desk = calendar(weekdays=[NINE_TO_FIVE])
    assert shown(call_window(desk, day, part, NOW, days_ahead=7, zone=zone)) == window


def test_today_counts_while_there_is_time() -> None:
    """C1: a quarter of an hour before closing is enough, less is not."""
    desk = every_day(NINE_TO_FIVE)
    closes = at("2026-11-21T17:00-05:00")
    assert shown(soonest(desk, closes - SHORTEST, 7)) == "Sat 16:45 to Sat 17:00"
    assert shown(soonest(desk, closes - SHORTEST + timedelta(minutes=1), 7)) == "Sun 09:00 to Sun 17:00"


def test_holiday_and_a_closed_week_have_no_room() -> None:
    """C1: nobody is told of a call on a day on which nobody works."""
    off = [SpecialDay(day=(NOW + timedelta(days=number)).date()) for number in range(9)]
    assert soonest(every_day(NINE_TO_FIVE, special=off), NOW, 7) is None
    assert (
        call_window(every_day(NINE_TO_FIVE, special=off[:1]), off[0].day.isoformat(), "any", NOW, days_ahead=7) is None
    )


@pytest.mark.parametrize(
    "name", ["", "../etc/passwd", "/etc/localtime", "Europe/Madrid\x00", "x" * 61, "EST5EDT4", "é"]
)
def test_what_is_no_zone_is_that_of_the_desk(name: str) -> None:
    """C1: whatever a browser, or a program, calls its clock."""
    assert not is_zone(name)


def test_weekdays_are_those_of_an_ordinary_week() -> None:
    """C1: what a page without a script offers."""
    assert weekdays_open(calendar(weekdays=[NINE_TO_FIVE], saturday=[NINE_TO_FIVE]))[-2:] == ("friday", "saturday")


@given(
    minutes=st.integers(0, 2 * 366 * 24 * 60),
    zone=st.sampled_from(ZONES),
    part=st.sampled_from(list(PARTS)),
    day=st.sampled_from(["soon", "monday", "sunday"]),
)
def test_somebody_is_there_when_a_window_begins(minutes: int, zone: str, part: str, day: str) -> None:
    """C1: at any instant, in any zone, also where clocks change: not before now, within the hours, within the part of the day."""
    now = NOW + timedelta(minutes=minutes)
    desk = calendar(weekdays=[NINE_TO_FIVE], sunday=[Hours(22 * 60, 26 * 60)])
    window = call_window(desk, day, part, now, days_ahead=7, zone=zone)
    if window is None:
        return
    assert now <= window.earliest < window.latest
    assert is_open(desk, window.earliest)
    assert is_open(desk, window.latest - timedelta(seconds=1))
    assert window.earliest.astimezone(ZoneInfo(zone)).hour * 60 >= PARTS[part][0] - 60


def test_time_stands_still_while_nobody_answers() -> None:
    """C3: minutes and hours run within the hours of the phone; business days as everywhere."""
    settings = accepted(SAMPLE)
    window = CallWindow(earliest=at("2026-11-21T15:50-05:00"), latest=at("2026-11-21T16:00-05:00"), zone="UTC")
    assert call_due(settings, Duration(30, "minutes"), window) == at("2026-11-23T08:20-05:00")
    assert call_due(settings, Duration(13, "hours"), window) == at("2026-11-24T08:50-05:00")
    assert call_due(settings, Duration(1, "business days"), window) == at("2026-11-23T20:00-05:00")
