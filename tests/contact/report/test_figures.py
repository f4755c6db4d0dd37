"""Percentiles against an obvious reference, and periods as people write them."""

import math
from collections import Counter
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contact.report.figures import percentile
from contact.report.period import Period, last_quarter, parse_period

MINUTES = st.lists(st.integers(0, 5000), min_size=1, max_size=200)


@given(MINUTES, st.integers(0, 50), st.integers(1, 100))
def test_percentile_is_the_nearest_rank(minutes: list[int], unanswered: int, percent: int) -> None:
    """The value at the rank, counted in a sorted list in which the unanswered come last (row Q2)."""
    waits = [*sorted(minutes), *[math.inf] * unanswered]
    rank = -(-percent * len(waits) // 100)
    expected = waits[rank - 1]
    found = percentile(Counter(minutes), len(waits), Fraction(percent, 100))
    assert found == (None if expected == math.inf else expected)


@given(MINUTES, st.integers(0, 50), st.integers(1, 100))
def test_what_is_said_with_a_percentile_is_true(minutes: list[int], unanswered: int, percent: int) -> None:
    """At least so many were answered within it, and fewer within a minute less."""
    of = len(minutes) + unanswered
    found = percentile(Counter(minutes), of, Fraction(percent, 100))
    if found is None:
        assert len(minutes) * 100 < percent * of
    else:
        assert sum(one <= found for one in minutes) * 100 >= percent * of
        assert sum(one < found for one in minutes) * 100 < percent * of


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("2026-Q3", date(2026, 7, 1), date(2026, 9, 30)),
        ("2026-q4", date(2026, 10, 1), date(2026, 12, 31)),
        ("2028-02", date(2028, 2, 1), date(2028, 2, 29)),
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_a_period_is_a_quarter_a_month_or_a_year(text: str, since: date, until: date) -> None:
    """Both its days belong to it."""
    assert parse_period(text) == Period(since=since, until=until)


@pytest.mark.parametrize("text", ["2026-Q5", "2026-13", "Q3 2026", "26-Q3", "", "0000", "9999"])
def test_no_period_is_explained(text: str) -> None:
    """The message says what may be written."""
    with pytest.raises(ValueError, match=r"^write a quarter") as refused:
        parse_period(text)
    assert str(refused.value) == "write a quarter (2026-Q3), a month (2026-07), half a year (2026-H2) or a year (2026)"


@pytest.mark.parametrize(("today", "quarter"), [(date(2026, 11, 22), "2026-Q3"), (date(2027, 1, 1), "2026-Q4")])
def test_without_a_period_it_is_the_last_quarter(today: date, quarter: str) -> None:
    """The newest one that is over."""
    assert last_quarter(today) == parse_period(quarter)
