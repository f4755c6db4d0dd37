"""When a desk is open (row P2)."""

from datetime import date, timedelta

import pytest

from desk.calendar import Calendar, Hours, Opening, SpecialDay, is_open, next_opening, openings, openings_between
from tests.desk.sample import at, calendar, every_day

NINE_TO_FIVE = Hours(9 * 60, 17 * 60)
MORNING, AFTERNOON = Hours(9 * 60, 13 * 60), Hours(14 * 60, 17 * 60)
NIGHT = Hours(22 * 60, 30 * 60)
ALL_DAY = Hours(0, 24 * 60)
OFFICE = calendar(weekdays=[NINE_TO_FIVE])
NEVER_OPEN = calendar()


@pytest.mark.parametrize(
    ("now", "there"),
    [
        ("2026-11-20T08:59:59-05:00", False),
        ("2026-11-20T09:00-05:00", True),
        ("2026-11-20T16:59:59.999999-05:00", True),
        ("2026-11-20T17:00-05:00", False),
        ("2026-11-21T12:00-05:00", False),
    ],
)
def test_a_desk_is_open_from_its_first_instant_until_just_before_its_last(now: str, *, there: bool) -> None:
    """On a Friday somebody is there from 9:00:00 to 16:59:59; on a Saturday nobody is."""
    assert is_open(OFFICE, at(now)) is there


def test_the_same_instant_is_open_in_whatever_time_zone_it_is_written() -> None:
    """Ten in the evening in Madrid is four in the afternoon in New York."""
    assert is_open(OFFICE, at("2026-11-20T22:00+01:00"))
    assert not is_open(OFFICE, at("2026-11-20T23:00+01:00"))


def test_a_lunch_break_closes_the_desk() -> None:
    """Two intervals a day are two openings, and the second one is the next opening during lunch."""
    desk = calendar(weekdays=[MORNING, AFTERNOON])
    assert openings_between(desk, at("2026-11-20T00:00-05:00"), at("2026-11-21T00:00-05:00")) == [
        Opening(at("2026-11-20T09:00-05:00"), at("2026-11-20T13:00-05:00")),
        Opening(at("2026-11-20T14:00-05:00"), at("2026-11-20T17:00-05:00")),
    ]
    assert not is_open(desk, at("2026-11-20T13:30-05:00"))
    assert next_opening(desk, at("2026-11-20T13:30-05:00")) == at("2026-11-20T14:00-05:00")


def test_a_night_shift_runs_past_midnight() -> None:
    """22:00 to 06:00 on Friday is open on Saturday at 05:59."""
    desk = calendar(weekdays=[NIGHT])
    assert is_open(desk, at("2026-11-21T05:59-05:00"))
    assert not is_open(desk, at("2026-11-21T06:00-05:00"))
    assert next_opening(desk, at("2026-11-21T05:59-05:00")) == at("2026-11-23T22:00-05:00")


def test_a_night_shift_that_meets_the_next_day_is_one_opening() -> None:
    """Until 06:00 and again from 06:00 is no break; neither is an overlap."""
    desk = every_day(Hours(6 * 60, 8 * 60), NIGHT)
    assert openings_between(desk, at("2026-11-20T20:00-05:00"), at("2026-11-21T20:00-05:00")) == [
        Opening(at("2026-11-20T22:00-05:00"), at("2026-11-21T08:00-05:00"))
    ]
    assert next_opening(desk, at("2026-11-20T23:00-05:00")) == at("2026-11-21T22:00-05:00")


def test_a_desk_that_never_closes_has_no_next_opening() -> None:
    """At any instant it is open, and it opens at none."""
    desk = every_day(ALL_DAY)
    assert is_open(desk, at("2026-11-20T00:00-05:00"))
    assert next_opening(desk, at("2026-11-20T00:00-05:00")) is None


@pytest.mark.parametrize("days", [1, 400, 1200])
def test_a_desk_that_never_closes_is_open_all_of_any_span(days: int) -> None:
    """However long the span, it is one opening from its first instant to its last."""
    start = at("2026-11-20T12:00-05:00")
    end = start + timedelta(days=days)
    assert openings_between(every_day(ALL_DAY), start, end) == [Opening(start, end)]


def test_a_day_off_after_two_years_without_one_is_seen() -> None:
    """A desk that is open for two years on end closes on the day that the settings say."""
    day_off = SpecialDay(day=date(2028, 12, 25))
    desk = every_day(ALL_DAY, special=[day_off])
    assert openings_between(desk, at("2026-01-01T00:00-05:00"), at("2029-01-01T00:00-05:00")) == [
        Opening(at("2026-01-01T00:00-05:00"), at("2028-12-25T00:00-05:00")),
        Opening(at("2028-12-26T00:00-05:00"), at("2029-01-01T00:00-05:00")),
    ]


def test_a_desk_that_never_opens_has_no_opening() -> None:
    """It is closed at any instant; looking for an opening ends."""
    now = at("2026-11-20T12:00-05:00")
    assert not is_open(NEVER_OPEN, now)
    assert next_opening(NEVER_OPEN, now) is None
    assert list(openings(NEVER_OPEN, now)) == []


def test_a_special_day_without_hours_is_closed() -> None:
    """A holiday on a Thursday moves the next opening to Friday."""
    desk = calendar(weekdays=[NINE_TO_FIVE], special=[SpecialDay(day=date(2026, 11, 26))])
    assert not is_open(desk, at("2026-11-26T12:00-05:00"))
    assert next_opening(desk, at("2026-11-25T17:00-05:00")) == at("2026-11-27T09:00-05:00")


def test_a_special_day_replaces_the_hours_of_its_weekday() -> None:
    """Hours of a dated exception count instead of those of the weekday, also on a day that is else closed."""
    short, sunday = (
        SpecialDay(day=date(2026, 12, 24), hours=(Hours(9 * 60, 13 * 60),)),
        SpecialDay(day=date(2026, 12, 27), hours=(Hours(10 * 60, 12 * 60),)),
    )
    desk = calendar(weekdays=[NINE_TO_FIVE], special=[short, sunday])
    assert not is_open(desk, at("2026-12-24T13:00-05:00"))
    assert is_open(desk, at("2026-12-27T11:00-05:00"))


def test_a_holiday_does_not_end_the_shift_of_the_night_before() -> None:
    """Who came on Wednesday evening stays until six on Thursday, the holiday."""
    desk = every_day(NIGHT, special=[SpecialDay(day=date(2026, 11, 26))])
    assert is_open(desk, at("2026-11-26T05:00-05:00"))
    assert not is_open(desk, at("2026-11-26T23:00-05:00"))


def test_openings_between_are_cut_to_the_span() -> None:
    """Nothing outside the two instants is told, and nothing at all where they are one."""
    start, end = at("2026-11-20T10:00-05:00"), at("2026-11-20T11:30-05:00")
    assert openings_between(OFFICE, start, end) == [Opening(start, end)]
    assert openings_between(OFFICE, start, start) == []


def test_next_opening_at_an_opening_is_the_one_after() -> None:
    """At nine sharp the desk opens now; the next opening is tomorrow's."""
    assert next_opening(OFFICE, at("2026-11-19T09:00-05:00")) == at("2026-11-20T09:00-05:00")


def test_hours_on_a_day_are_those_of_its_weekday() -> None:
    """Monday is the first day of the week."""
    week = tuple((Hours(day * 60, day * 60 + 30),) for day in range(7))
    desk = Calendar(name="desk", time_zone="UTC", weekly=week)
    assert desk.hours_on(date(2026, 11, 23)) == (Hours(0, 30),)
    assert desk.hours_on(date(2026, 11, 22)) == (Hours(360, 390),)
