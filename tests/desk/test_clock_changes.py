"""Days on which the clocks change (row P2): an opening begins and ends when the local clock first shows its time."""

from datetime import date, timedelta

import pytest

from desk.calendar import Calendar, Hours, Opening, SpecialDay, is_open, openings_between
from tests.desk.sample import at, calendar, every_day

ALL_DAY = Hours(0, 24 * 60)


def shown(opening: Opening) -> tuple[str, str]:
    """An opening as day and time in UTC."""
    return f"{opening.start:%d %H:%M}", f"{opening.end:%d %H:%M}"


@pytest.mark.parametrize(
    ("zone", "day", "expected"),
    [
        ("America/New_York", "2027-03-13", [("13 14:00", "13 22:00"), ("14 13:00", "14 21:00")]),
        ("America/New_York", "2026-10-31", [("31 13:00", "31 21:00"), ("01 14:00", "01 22:00")]),
        ("Europe/Madrid", "2027-03-27", [("27 08:00", "27 16:00"), ("28 07:00", "28 15:00")]),
        ("Europe/Madrid", "2026-10-24", [("24 07:00", "24 15:00"), ("25 08:00", "25 16:00")]),
    ],
)
def test_nine_stays_nine_when_the_clocks_change(zone: str, day: str, expected: list[tuple[str, str]]) -> None:
    """The desk opens an hour earlier or later in UTC, at the same time on its own clock."""
    start = at(f"{day}T00:00+00:00")
    desk = every_day(Hours(9 * 60, 17 * 60), zone=zone)
    found = openings_between(desk, start, start + timedelta(days=2))
    assert [shown(opening) for opening in found] == expected


def test_nine_moves_by_half_an_hour_on_lord_howe() -> None:
    """Lord Howe Island is at UTC+10:30 in winter and at UTC+11 in summer."""
    desk = every_day(Hours(9 * 60, 17 * 60), zone="Australia/Lord_Howe")
    found = openings_between(desk, at("2026-10-02T12:00+00:00"), at("2026-10-04T12:00+00:00"))
    assert [shown(opening) for opening in found] == [("02 22:30", "03 06:30"), ("03 22:00", "04 06:00")]


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("America/New_York", "2027-03-14T00:00-05:00/2027-03-15T00:00-04:00", 23),
        ("America/New_York", "2026-11-01T00:00-04:00/2026-11-02T00:00-05:00", 25),
        ("Europe/Madrid", "2027-03-28T00:00+01:00/2027-03-29T00:00+02:00", 23),
        ("Europe/Madrid", "2026-10-25T00:00+02:00/2026-10-26T00:00+01:00", 25),
        ("Australia/Lord_Howe", "2026-10-04T00:00+10:30/2026-10-05T00:00+11:00", 23.5),
        ("Australia/Lord_Howe", "2027-04-04T00:00+11:00/2027-04-05T00:00+10:30", 24.5),
    ],
)
def test_a_whole_day_is_as_long_as_it_really_is(zone: str, day: str, hours: float) -> None:
    """Open all day, a desk is open for 23, 25, 23.5 or 24.5 hours."""
    start, end = map(at, day.split("/"))
    (opening,) = openings_between(every_day(ALL_DAY, zone=zone), start, end)
    assert (opening.end - opening.start).total_seconds() / 3600 == hours


@pytest.mark.parametrize(
    ("opens", "closes", "expected"),
    [
        ((2, 30), (5, 0), ("14 07:00", "14 09:00")),  # opens at 3:00, when the clock first shows 2:30 or later
        ((1, 0), (2, 30), ("14 06:00", "14 07:00")),  # closes when the clock jumps over 2:30
        ((2, 30), (3, 15), ("14 07:00", "14 07:15")),
    ],
)
def test_an_hour_that_the_clocks_skip_begins_when_it_ends(
    opens: tuple[int, int], closes: tuple[int, int], expected: tuple[str, str]
) -> None:
    """On 14 March 2027 New York goes from 1:59 to 3:00; hours within that gap fall on the instant of the jump."""
    hours = Hours(opens[0] * 60 + opens[1], closes[0] * 60 + closes[1])
    found = openings_between(every_day(hours), at("2027-03-14T00:00-05:00"), at("2027-03-15T00:00-04:00"))
    assert [shown(opening) for opening in found] == [expected]


def test_hours_that_lie_wholly_in_a_skipped_hour_are_none() -> None:
    """From 2:10 to 2:50 nobody could come: the clock never shows those times."""
    desk = every_day(Hours(2 * 60 + 10, 2 * 60 + 50))
    assert openings_between(desk, at("2027-03-14T00:00-05:00"), at("2027-03-15T00:00-04:00")) == []


@pytest.mark.parametrize(
    ("opens", "closes", "expected"),
    [
        ((0, 30), (1, 30), ("01 04:30", "01 05:30")),  # closes the first time the clock shows 1:30
        ((1, 30), (3, 0), ("01 05:30", "01 08:00")),  # opens the first time, and is open for 2.5 hours
    ],
)
def test_an_hour_that_comes_twice_counts_the_first_time(
    opens: tuple[int, int], closes: tuple[int, int], expected: tuple[str, str]
) -> None:
    """On 1 November 2026 New York has two hours from 1:00 to 1:59."""
    hours = Hours(opens[0] * 60 + opens[1], closes[0] * 60 + closes[1])
    found = openings_between(every_day(hours), at("2026-11-01T00:00-04:00"), at("2026-11-02T00:00-05:00"))
    assert [shown(opening) for opening in found] == [expected]


def test_a_half_hour_that_lord_howe_skips_begins_when_it_ends() -> None:
    """On 4 October 2026 Lord Howe Island goes from 1:59 to 2:30: who opens at 2:15 opens then."""
    desk = every_day(Hours(2 * 60 + 15, 4 * 60), zone="Australia/Lord_Howe")
    found = openings_between(desk, at("2026-10-04T00:00+10:30"), at("2026-10-05T00:00+11:00"))
    assert [shown(opening) for opening in found] == [("03 15:30", "03 17:00")]


def test_a_day_that_a_country_skips_is_no_day() -> None:
    """Samoa had no 30 December 2011: it went from the 29th to the 31st."""
    desk = every_day(Hours(9 * 60, 17 * 60), zone="Pacific/Apia")
    found = openings_between(desk, at("2011-12-29T00:00-10:00"), at("2012-01-01T00:00+14:00"))
    assert [shown(opening) for opening in found] == [("29 19:00", "30 03:00"), ("30 19:00", "31 03:00")]


def test_a_night_shift_through_the_change_has_an_hour_more() -> None:
    """From 22:00 to 6:00 is nine hours in the night in which the clocks go back."""
    desk = every_day(Hours(22 * 60, 30 * 60))
    assert is_open(desk, at("2026-11-01T05:59-05:00"))
    assert not is_open(desk, at("2026-11-01T06:00-05:00"))
    (_, night, _) = openings_between(desk, at("2026-10-31T00:00-04:00"), at("2026-11-02T00:00-05:00"))
    assert shown(night) == ("01 02:00", "01 11:00")


@pytest.mark.parametrize(
    ("day", "hours", "expected"),
    [
        (date(2027, 3, 14), Hours(2 * 60 + 30, 5 * 60), ("14 07:00", "14 09:00")),
        (date(2027, 3, 13), Hours(22 * 60, 26 * 60 + 30), ("14 03:00", "14 07:00")),  # until 2:30, which is skipped
        (date(2026, 11, 1), Hours(90, 3 * 60), ("01 05:30", "01 08:00")),
        (date(2026, 10, 31), Hours(22 * 60, 25 * 60 + 30), ("01 02:00", "01 05:30")),  # until the first 1:30
    ],
)
def test_an_exception_on_such_a_day_is_read_as_its_hours_are(
    day: date, hours: Hours, expected: tuple[str, str]
) -> None:
    """In the night of the change, and in the one before it that runs into it."""
    desk = calendar(special=[SpecialDay(day=day, hours=(hours,))])
    found = openings_between(desk, at(f"{day}T00:00+00:00"), at(f"{day}T00:00+00:00") + timedelta(days=3))
    assert [shown(opening) for opening in found] == [expected]


def test_desks_in_two_zones_change_on_different_days() -> None:
    """From 8 to 29 March 2026 New York is an hour nearer to Madrid: nine in the morning there is two, not three."""
    nine = Hours(9 * 60, 10 * 60)
    desk = Calendar(
        name="several",
        time_zone="UTC",
        parts=(every_day(nine), every_day(nine, zone="Europe/Madrid")),
    )
    for day, expected in (
        ("2026-03-06", [("06 08:00", "06 09:00"), ("06 14:00", "06 15:00")]),
        ("2026-03-20", [("20 08:00", "20 09:00"), ("20 13:00", "20 14:00")]),
        ("2026-04-03", [("03 07:00", "03 08:00"), ("03 13:00", "03 14:00")]),
    ):
        found = openings_between(desk, at(f"{day}T00:00+00:00"), at(f"{day}T23:00+00:00"))
        assert [shown(opening) for opening in found] == expected
