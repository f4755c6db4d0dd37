"""Durations that answers are held against: those of the calendar, one by one."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from contact.report.ladder import kept, ladder_of
from desk.calendar import add
from tests.desk.sample import accepted, at, changed

SETTINGS = accepted(changed("    request: 1 business day\n", "    request: 36 hours\n"))
LADDER = ladder_of(SETTINGS)
# Both changes of the clocks, holidays or not, weekends and nights.
STARTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)).map(lambda local: at(f"{local.isoformat()}-05:00"))  # noqa: DTZ001 - the zone is added
WAITS = st.integers(0, 90 * 24 * 3600).map(lambda seconds: timedelta(seconds=seconds))


def test_what_is_promised_is_measured_too() -> None:
    """The times of channels, kinds and topics are among the usual ones, each unit from the shortest to the longest (row R6)."""
    texts = [str(rung) for rung in LADDER]
    assert texts[:4] == ["15 minutes", "30 minutes", "36 hours", "1 business hour"]
    assert texts[-3:] == ["20 business days", "6 weeks", "8 weeks"]


@given(STARTS, WAITS)
def test_an_answer_is_within_a_time_where_the_calendar_says_so(start: datetime, wait: timedelta) -> None:
    """As the desk itself counts an estimate, to the second."""
    calendar = SETTINGS.calendar("form")
    answered = start + wait
    assert list(kept(LADDER, calendar, start, answered)) == [answered <= add(calendar, start, rung) for rung in LADDER]


@given(STARTS)
def test_who_was_not_answered_is_within_no_time(start: datetime) -> None:
    """Not even within the longest."""
    assert not any(kept(LADDER, SETTINGS.calendar("form"), start, None))
