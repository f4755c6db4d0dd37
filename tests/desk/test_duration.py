"""Durations as owners write them (row R1)."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.duration import LARGEST, UNITS, Duration, Unit, parse_duration

UNIT = "write a number and one of minutes, hours, business hours, business days, calendar days, weeks, months"
AMOUNT = "the number must be from 1 to 3650"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("30 minutes", Duration(30, "minutes")),
        ("1 minute", Duration(1, "minutes")),
        ("4 business hours", Duration(4, "business hours")),
        ("1 business day", Duration(1, "business days")),
        ("15 calendar days", Duration(15, "calendar days")),
        ("8 weeks", Duration(8, "weeks")),
        ("  1 Business Day ", Duration(1, "business days")),
        ("3650 hours", Duration(3650, "hours")),
    ],
)
def test_a_duration_is_an_amount_and_a_unit(text: str, expected: Duration) -> None:
    """Singular and plural, capitals and spaces around it are read alike."""
    assert parse_duration(text) == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", UNIT),
        ("soon", UNIT),
        ("1 day", UNIT),  # business or calendar days: the customer will count, so the owner has to say
        ("one business day", UNIT),
        ("1.5 hours", UNIT),
        ("-1 hours", UNIT),
        ("1 business day or two", UNIT),
        ("1business day", UNIT),
        ("0 hours", AMOUNT),
        ("3651 hours", AMOUNT),
        ("99999 weeks", AMOUNT),
        ("100000 weeks", UNIT),
    ],
)
def test_what_is_no_duration_is_refused_with_what_may_be_written(text: str, message: str) -> None:
    """The message names the units, or the amounts."""
    with pytest.raises(ValueError, match=r".") as refused:
        parse_duration(text)
    assert str(refused.value) == message


@pytest.mark.parametrize(
    ("duration", "text"), [(Duration(1, "business days"), "1 business day"), (Duration(2, "weeks"), "2 weeks")]
)
def test_a_duration_is_shown_as_it_would_be_written(duration: Duration, text: str) -> None:
    """One of a unit is singular."""
    assert str(duration) == text


@settings(deadline=None)
@given(amount=st.integers(1, LARGEST), unit=st.sampled_from(UNITS))
def test_a_shown_duration_reads_as_itself(amount: int, unit: Unit) -> None:
    """Whatever is shown can be pasted into the settings."""
    assert parse_duration(str(Duration(amount, unit))) == Duration(amount, unit)
