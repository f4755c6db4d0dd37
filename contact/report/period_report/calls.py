"""Calls as the telephone system counted them -> lines of calls.csv. What was not measured stays not measured (row P4)."""

from collections.abc import Iterable, Iterator

from contact.calls import CallRecord
from contact.report.period_report.facts import microseconds
from contact.report.period_report.lines import Line

CALLS = ("id", "began", "queue", "channel", "outcome", "waited", "waited_within", "talked", "source")
THREE_MINUTES = 180


def call_lines(calls: Iterable[CallRecord]) -> Iterator[Line]:
    """A line for each call; times in seconds."""
    for call in calls:
        began = microseconds(call.began_at)
        within = "not-measured" if call.waited is None else "3-minutes" if call.waited <= THREE_MINUTES else "longer"
        yield call.id, began, call.queue, call.channel, call.outcome, call.waited, within, call.talked, call.source
