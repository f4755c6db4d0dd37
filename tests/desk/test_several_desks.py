"""A calendar of several desks is open when any of them is (row P2)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest

from desk.calendar import (
    Calendar,
    Hours,
    Opening,
    SpecialDay,
    add,
    elapsed,
    is_open,
    next_opening,
    openings,
    openings_between,
)
from desk.data import from_json, to_json
from desk.duration import parse_duration
from tests.desk.sample import at, calendar, every_day

NINE_TO_FIVE = Hours(9 * 60, 17 * 60)
NEW_YORK = calendar(weekdays=[NINE_TO_FIVE])
MADRID = calendar(weekdays=[NINE_TO_FIVE], zone="Europe/Madrid")
TOKYO = calendar(weekdays=[NINE_TO_FIVE], zone="Asia/Tokyo")


def several(*parts: Calendar, zone: str = "America/New_York") -> Calendar:
    """A desk of some desks, told on a clock."""
    return Calendar(name="several", time_zone=zone, parts=parts)


SUN = several(NEW_YORK, MADRID, TOKYO)


@pytest.mark.parametrize(
    ("now", "there"),
    [
        ("2026-11-22T18:59-05:00", False),  # Sunday, before nine in Tokyo
        ("2026-11-22T19:00-05:00", True),
        ("2026-11-23T03:00-05:00", True),  # Tokyo closes, Madrid opens
        ("2026-11-23T16:59-05:00", True),
        ("2026-11-23T17:00-05:00", False),
    ],
)
def test_somebody_is_there_as_long_as_one_desk_is_open(now: str, *, there: bool) -> None:
    """From nine in Tokyo to five in New York."""
    assert is_open(SUN, at(now)) is there


def test_desks_that_hand_over_are_one_opening() -> None:
    """Where one closes as the next one opens, or later, there is no break; else there is."""
    assert openings_between(SUN, at("2026-11-22T00:00-05:00"), at("2026-11-24T12:00-05:00")) == [
        Opening(at("2026-11-22T19:00-05:00"), at("2026-11-23T17:00-05:00")),
        Opening(at("2026-11-23T19:00-05:00"), at("2026-11-24T12:00-05:00")),
    ]
    assert next_opening(SUN, at("2026-11-23T12:00-05:00")) == at("2026-11-23T19:00-05:00")


def test_each_desk_keeps_its_own_clock_and_its_own_holidays() -> None:
    """On a holiday one desk is missing. In the week in which only Madrid has changed its clocks, the two overlap."""
    labor_thanksgiving = calendar(
        weekdays=[NINE_TO_FIVE], zone="Asia/Tokyo", special=[SpecialDay(day=date(2026, 11, 23))]
    )
    desk = several(NEW_YORK, labor_thanksgiving)
    assert next_opening(desk, at("2026-11-20T17:00-05:00")) == at("2026-11-23T09:00-05:00")
    two = several(calendar(weekdays=[Hours(11 * 60, 17 * 60)]), MADRID)
    for day, hours in (("2026-10-23", 14), ("2026-10-26", 13), ("2026-11-02", 14)):
        assert elapsed(two, at(f"{day}T00:00-04:00"), at(f"{day}T23:00-04:00")) == timedelta(hours=hours)


def test_two_desks_at_once_pass_no_double_time() -> None:
    """An hour in which both are open is one business hour."""
    desk = several(NEW_YORK, NEW_YORK, MADRID)
    start, end = at("2026-11-23T00:00-05:00"), at("2026-11-24T00:00-05:00")
    assert elapsed(desk, start, end) == timedelta(hours=14)
    assert add(desk, start, parse_duration("10 business hours")) == at("2026-11-23T13:00-05:00")


@pytest.mark.parametrize(
    ("start", "duration", "due"),
    [
        ("2026-11-20T12:00-05:00", "1 business day", "2026-11-23T00:00-05:00"),  # Friday; Sunday is open from 19:00
        ("2026-11-25T12:00-05:00", "1 business day", "2026-11-27T00:00-05:00"),  # open until midnight
        ("2026-11-26T12:00-05:00", "1 business day", "2026-11-27T17:00-05:00"),
        ("2026-11-20T16:00-05:00", "2 business hours", "2026-11-22T20:00-05:00"),
        ("2026-11-20T16:00-05:00", "2 weeks", "2026-12-04T16:00-05:00"),
    ],
)
def test_a_business_day_is_one_of_the_clock_on_which_the_calendar_is_told(start: str, duration: str, due: str) -> None:
    """It ends with the last instant of the day at which somebody is there (row R1)."""
    assert add(SUN, at(start), parse_duration(duration)) == at(due)


def test_a_night_shift_belongs_to_the_day_on_which_it_began() -> None:
    """What arrives at three in the night from Friday to Saturday is of Friday, and due when Monday's shift ends."""
    desk = calendar(weekdays=[Hours(22 * 60, 30 * 60)])
    assert add(desk, at("2026-11-21T03:00-05:00"), parse_duration("1 business day")) == at("2026-11-24T06:00-05:00")


def test_a_day_that_the_clocks_skip_is_no_business_day() -> None:
    """Samoa had no Friday, 30 December 2011."""
    desk = every_day(NINE_TO_FIVE, zone="Pacific/Apia")
    assert add(desk, at("2011-12-29T12:00-10:00"), parse_duration("1 business day")) == at("2011-12-31T17:00+14:00")


def test_time_passes_only_while_the_desk_is_open() -> None:
    """To the microsecond, also over years; and none before it began."""
    start = at("2026-11-20T16:59:59.999999-05:00")
    assert elapsed(NEW_YORK, start, at("2026-11-23T09:00:00.000002-05:00")) == timedelta(microseconds=3)
    assert elapsed(NEW_YORK, start, at("2036-11-20T16:59:59.999999-05:00")) == timedelta(hours=8 * 2609)
    assert elapsed(NEW_YORK, at("2036-11-20T12:00-05:00"), start) == timedelta()


def test_an_opening_has_its_real_beginning() -> None:
    """However long ago it began, and wherever a window of what is kept begins."""
    desk = every_day(Hours(0, 24 * 60), special=[SpecialDay(day=date(2026, 5, 1))])
    for now in (at("2026-05-03T12:00-04:00") + timedelta(days=number) for number in range(0, 40, 3)):
        assert next(openings(desk, now, now)).start == at("2026-05-02T00:00-04:00")


def test_a_calendar_is_written_without_what_was_worked_out_of_it() -> None:
    """The bundle holds the parts, and an equal calendar answers alike."""
    read = from_json(to_json(SUN), Calendar)
    assert read == SUN
    assert b"windows" not in to_json(SUN)
    assert next_opening(read, at("2026-11-20T17:00-05:00")) == at("2026-11-22T19:00-05:00")


def test_threads_that_ask_at_once_hear_the_same() -> None:
    """A new calendar, asked about many years by several threads: no answer is lost or mixed up."""
    desk = several(NEW_YORK, MADRID, TOKYO)
    starts = [at(f"{year}-03-02T00:00-05:00") for year in range(2000, 2030)] * 4
    with ThreadPoolExecutor(8) as threads:
        heard = list(threads.map(lambda start: elapsed(desk, start, start + timedelta(days=7)), starts))
    assert heard == [elapsed(SUN, start, start + timedelta(days=7)) for start in starts]


def test_what_is_kept_of_a_calendar_is_bounded() -> None:
    """A question about a century does not fill the memory, and its answer stays right."""
    desk = calendar(weekdays=[NINE_TO_FIVE])
    start = at("2000-01-03T00:00-05:00")
    assert elapsed(desk, start, at("2100-01-03T00:00-05:00")) == timedelta(hours=8 * 26090)
    assert len(desk.windows) <= 520
    assert is_open(desk, at("2026-11-20T12:00-05:00"))


def test_hours_that_the_clocks_skip_close_no_day() -> None:
    """Who is there from midnight to one, and from 2:10 to 2:50, closes at one in the night without 2:00 to 3:00."""
    desk = every_day(Hours(0, 60), Hours(130, 170))
    one_day = parse_duration("1 business day")
    assert add(desk, at("2027-03-12T00:30-05:00"), one_day) == at("2027-03-13T02:50-05:00")
    assert add(desk, at("2027-03-13T00:30-05:00"), one_day) == at("2027-03-14T01:00-05:00")
