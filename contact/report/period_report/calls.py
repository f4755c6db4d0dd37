"""Calls as the telephone system counted them -> lines of calls.csv. What was not measured stays not measured (row P4)."""

from collections.abc import Iterator
from datetime import datetime

from contact.report.period_report.facts import microseconds
from contact.report.period_report.lines import Line
from contact.store import Store

CALLS = ("id", "began", "queue", "channel", "outcome", "waited", "waited_within", "talked", "source")
THREE_MINUTES = 180


def call_lines(store: Store, start: datetime, end: datetime, as_of: datetime) -> Iterator[Line]:
    """A line for each call that began in the period, and before the report ends; times in seconds. Raises StoreError."""
    for call in store.calls(start, max(start, min(end, as_of))):
        began = microseconds(call.began_at)
        within = "not-measured" if call.waited is None else "3-minutes" if call.waited <= THREE_MINUTES else "longer"
        yield call.id, began, call.queue, call.channel, call.outcome, call.waited, within, call.talked, call.source
