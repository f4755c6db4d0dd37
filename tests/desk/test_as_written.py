"""Dates and opening hours as people write them are offered as they are read, unless they could mean two things."""

import pytest

from desk.as_written import date_as_written, hours_as_written


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("31.12.2026", "2026-12-31"),
        ("11/21/2026", "2026-11-21"),
        ("21/11/2026", "2026-11-21"),
        ("04/04/2026", "2026-04-04"),
        ("2026/1/5", "2026-01-05"),
        ("21 November 2026", "2026-11-21"),
        ("Nov. 21st, 2026", "2026-11-21"),
    ],
)
def test_a_date_is_read_as_it_was_meant(written: str, meant: str) -> None:
    """With dots or slashes, or with the name of the month."""
    assert str(date_as_written(written)) == meant


@pytest.mark.parametrize("written", ["03/04/2026", "31.02.2026", "32/13/2026", "11/21/26", "2026", "last week", ""])
def test_a_date_that_may_be_two_or_none_is_not_guessed(written: str) -> None:
    """3 April in one country is 4 March in another."""
    assert date_as_written(written) is None


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("7am-9pm", "07:00-21:00"),
        ("7:00-21:00", "07:00-21:00"),
        ("8-20", "08:00-20:00"),
        ("9-5pm", "09:00-17:00"),
        ("1-5pm", "13:00-17:00"),
        ("9:30 a.m. to 5 p.m.", "09:30-17:00"),
        ("9.00 – 17.30", "09:00-17:30"),
        ("8h30-17h", "08:30-17:00"),
        ("8-12 and 2-6pm", "08:00-12:00, 14:00-18:00"),
        ("12pm-8pm", "12:00-20:00"),
        ("10pm-6am", "22:00-06:00"),
    ],
)
def test_hours_are_read_as_they_were_meant(written: str, meant: str) -> None:
    """On a clock of 12 or of 24 hours."""
    assert hours_as_written(written) == meant


@pytest.mark.parametrize(
    "written", ["9-5", "1-5", "8 to 8", "25-26", "13pm-14pm", "8-12,", "08:60-20:00", "8-12m", "closed", ""]
)
def test_hours_that_may_be_two_or_none_are_not_guessed(written: str) -> None:
    """Without am and pm, "9-5" would run past midnight."""
    assert hours_as_written(written) is None
