"""A duration added to an instant, unit by unit (rows R1, C3)."""

from datetime import date

import pytest

from desk.calendar import Hours, SpecialDay, add
from desk.duration import Duration, parse_duration
from tests.desk.sample import at, calendar, every_day

OFFICE = calendar(weekdays=[Hours(9 * 60, 17 * 60)])
LUNCH = calendar(weekdays=[Hours(9 * 60, 13 * 60), Hours(14 * 60, 17 * 60)])


@pytest.mark.parametrize(
    ("start", "duration", "due"),
    [
        ("2026-11-21T03:00-05:00", "30 minutes", "2026-11-21T03:30-05:00"),
        ("2026-11-21T03:00-05:00", "36 hours", "2026-11-22T15:00-05:00"),
        ("2026-10-31T12:00-04:00", "24 hours", "2026-11-01T11:00-05:00"),  # the day of 25 hours
        ("2026-10-31T12:00-04:00", "1 calendar day", "2026-11-01T12:00-05:00"),
        ("2027-03-13T02:30-05:00", "1 calendar day", "2027-03-14T03:30-04:00"),  # 2:30 is skipped
        ("2026-11-21T12:00-05:00", "2 weeks", "2026-12-05T12:00-05:00"),
        ("2026-11-21T12:00-05:00", "40 calendar days", "2026-12-31T12:00-05:00"),
    ],
)
def test_minutes_hours_and_calendar_days_run_on_a_weekend_too(start: str, duration: str, due: str) -> None:
    """They ask nothing of opening hours; a calendar day ends at the time of day at which it began."""
    assert add(OFFICE, at(start), parse_duration(duration)) == at(due)


@pytest.mark.parametrize(
    ("start", "hours", "due"),
    [
        ("2026-11-20T10:00-05:00", 4, "2026-11-20T14:00-05:00"),
        ("2026-11-20T15:00-05:00", 4, "2026-11-23T11:00-05:00"),
        ("2026-11-20T15:00-05:00", 2, "2026-11-20T17:00-05:00"),  # at closing time, not at the next opening
        ("2026-11-21T12:00-05:00", 1, "2026-11-23T10:00-05:00"),
        ("2026-11-20T09:00-05:00", 9, "2026-11-23T10:00-05:00"),
    ],
)
def test_business_hours_run_only_while_the_desk_is_open(start: str, hours: int, due: str) -> None:
    """What is left over on Friday evening goes on running on Monday morning."""
    assert add(OFFICE, at(start), Duration(hours, "business hours")) == at(due)


def test_business_hours_stop_for_lunch() -> None:
    """Two hours from noon end at three where the desk is closed from one to two."""
    assert add(LUNCH, at("2026-11-20T12:00-05:00"), Duration(2, "business hours")) == at("2026-11-20T15:00-05:00")


def test_business_hours_skip_a_holiday() -> None:
    """An hour begun on the eve of Thanksgiving ends on the day after."""
    desk = calendar(weekdays=[Hours(9 * 60, 17 * 60)], special=[SpecialDay(day=date(2026, 11, 26))])
    assert add(desk, at("2026-11-25T16:30-05:00"), Duration(1, "business hours")) == at("2026-11-27T09:30-05:00")


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        ("2026-11-23T00:00-05:00", 1, "2026-11-24T17:00-05:00"),
        ("2026-11-23T16:59-05:00", 1, "2026-11-24T17:00-05:00"),
        ("2026-11-23T17:00-05:00", 1, "2026-11-25T17:00-05:00"),  # after closing is the next day's post
        ("2026-11-21T12:00-05:00", 1, "2026-11-24T17:00-05:00"),  # a Saturday
        ("2026-11-20T12:00-05:00", 1, "2026-11-23T17:00-05:00"),  # a Friday
        ("2026-11-20T12:00-05:00", 5, "2026-11-27T17:00-05:00"),
    ],
)
def test_business_days_end_when_the_desk_closes(start: str, days: int, due: str) -> None:
    """The day on which a message arrives is day nought; what comes outside hours arrives when the desk opens."""
    assert add(OFFICE, at(start), Duration(days, "business days")) == at(due)


def test_business_days_skip_a_holiday_and_end_early_on_a_short_day() -> None:
    """From Wednesday over Thanksgiving to a Friday on which the desk closes at one."""
    special = [SpecialDay(day=date(2026, 11, 26)), SpecialDay(day=date(2026, 11, 27), hours=(Hours(540, 780),))]
    desk = calendar(weekdays=[Hours(9 * 60, 17 * 60)], special=special)
    assert add(desk, at("2026-11-25T12:00-05:00"), Duration(1, "business days")) == at("2026-11-27T13:00-05:00")


def test_business_days_of_a_desk_that_never_closes_end_at_midnight() -> None:
    """Open around the clock, a day ends with its last minute."""
    desk = every_day(Hours(0, 24 * 60))
    assert add(desk, at("2026-11-21T12:00-05:00"), Duration(1, "business days")) == at("2026-11-23T00:00-05:00")
    assert add(desk, at("2026-11-21T12:00-05:00"), Duration(3650, "business hours")) == at("2027-04-22T15:00-04:00")


@pytest.mark.parametrize("unit", ["business hours", "business days"])
def test_business_time_of_a_desk_that_never_opens_is_an_error(unit: str) -> None:
    """There is no such instant; the settings refuse such a calendar, and the search for it ends."""
    with pytest.raises(ValueError, match=r"^calendar 'desk' is never open$"):
        add(calendar(), at("2026-11-21T12:00-05:00"), parse_duration(f"1 {unit}"))
