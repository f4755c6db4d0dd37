"""A report does not depend on the store that it is made from."""

from datetime import timedelta

from contact.keys import LocalKeys
from contact.log import Log
from contact.report.period import parse_period
from contact.report.response_times import response_times
from contact.seal import seal_due
from contact.store import Store
from tests.contact.report.history import MONDAY, History
from tests.desk.sample import SAMPLE, accepted


def test_response_times_are_the_same_from_every_store(store: Store) -> None:
    """Cases that come in order of time, those of other months left out; sums and seal come out alike (row Q7)."""
    settings = accepted(SAMPLE)
    history = History(Log(store=store, keys=LocalKeys()), settings)
    history.message(MONDAY - timedelta(days=7))
    history.answered([30] * 15 + [24 * 60] * 4 + [None])
    seal_due(store, MONDAY + timedelta(days=4))
    report = response_times(store, settings, parse_period("2026-08"))
    (everything, *_) = report.groups
    assert (report.received, report.left_out) == (20, {})
    assert report.seal
    assert (report.counted_to, report.seal.day) == (report.seal.day, MONDAY.date() + timedelta(days=3))
    assert (everything.messages, everything.in_time, everything.half_within, everything.most_within) == (
        20,
        19,
        "30 minutes",
        "8 business hours",
    )
