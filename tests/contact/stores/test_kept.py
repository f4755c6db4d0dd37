"""Calls and reports in every store: kept once, and never changed (rows P2, Q7)."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from contact.calls import CallRecord
from contact.kept_report import KeptReport
from contact.store import Store
from desk.data import replace
from tests.contact.stores.places import Place
from tests.contact.stores.samples import NOW


def call(name: str, minutes: int = 0) -> CallRecord:
    return CallRecord(id=name, began_at=NOW + timedelta(minutes=minutes), queue="cards", waited=0, outcome="answered")


def kept(name: str, hours: int = 0, basis: bytes = b"basis") -> KeptReport:
    return KeptReport(
        id=name,
        period="2026-Q3",
        profile="nydfs",
        as_of=date(2026, 9, 30),
        seal="seal",
        made_at=NOW + timedelta(hours=hours),
        version=1,
        digest="digest",
        basis=basis,
    )


def test_call_comes_back_as_it_was_kept(store: Store) -> None:
    """What was not measured stays so, and is not zero; instants come back in UTC (row P2)."""
    at = datetime(2026, 11, 1, 3, 59, 59, 999_999, tzinfo=ZoneInfo("America/New_York"))
    calls = [
        CallRecord(
            id="a", began_at=at, queue="cards", channel="voicemail", waited=7, talked=0, outcome="voicemail", source="x"
        ),
        CallRecord(id="b", began_at=at, queue=""),
    ]
    assert store.keep_calls(calls) == 2
    found = list(store.calls(at, at + timedelta(days=1)))
    assert (found, found[0].began_at.tzinfo) == (calls, UTC)


def test_same_call_again_is_no_new_one(store: Store) -> None:
    """The first record of an id stays, also where the same comes twice at once; the answer counts the new ones (row P4)."""
    assert store.keep_calls([call("a"), call("b"), call("a", 5)]) == 2
    assert store.keep_calls([call("b", 9), call("c")]) == 1
    assert store.keep_calls([]) == 0
    assert list(store.calls(NOW, NOW + timedelta(hours=1))) == [call("a"), call("b"), call("c")]


def test_calls_come_in_order_of_time(place: Place, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """From the beginning until just before the end, also over midnight, read in pages."""
    place.read_by(2, monkeypatch)
    begins = {"f": 0, "e": 3, "d": 3, "c": 1439, "b": 1441, "a": 2880}
    store.keep_calls([call(name, minutes) for name, minutes in begins.items()])
    found = store.calls(NOW + timedelta(minutes=3), NOW + timedelta(days=2))
    assert [one.id for one in found] == ["d", "e", "c", "b"]
    assert [one.id for one in store.calls(NOW - timedelta(days=400), NOW + timedelta(days=400))] == list("fdecba")
    assert list(store.calls(NOW, NOW)) == []


def test_report_is_kept_once(store: Store) -> None:
    """Whole with its basis, however large; one of the same id changes nothing (row Q7)."""
    first = kept("2026-Q3-nydfs", basis=bytes(range(256)) * 4000)
    assert store.keep_report(first) is True
    assert store.keep_report(replace(first, digest="other", basis=b"other")) is False
    assert store.report(first.id) == first
    assert store.report("another") is None


def test_reports_are_listed_without_their_basis(store: Store) -> None:
    """In the order in which they were made."""
    for report in (kept("c", 2), kept("a", 2), kept("b", 1, basis=b"")):
        store.keep_report(report)
    assert [(report.id, report.basis) for report in store.reports()] == [("b", b""), ("a", b""), ("c", b"")]
