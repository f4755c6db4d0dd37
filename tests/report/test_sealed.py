"""A report that is kept is made again byte for byte, whatever has happened since (row Q3)."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from contact.calls import CallRecord
from contact.events import Erased, Reclassified, Reopened, Resolved
from contact.report.document import Sealed
from contact.report.period import parse_period
from contact.report.period_report.basis import Asked, Basis, basis_of
from contact.report.period_report.making import bytes_of, digest_of
from contact.report.period_report.sealing import NotSealableError, made_again, newest_seal, seal_report
from contact.seal import end_of, seal_due
from contact.store import Change
from contact.store.sqlite import SqliteStore
from desk.data import replace
from desk.settings import Settings
from tests.contact.stores.samples import following, new_case, reference
from tests.report.asked import reading
from tests.report.logs import END, START

MARCH = START + timedelta(days=70)
NOW = END + timedelta(days=3)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    """A quarter that is over and sealed, with one case that was resolved in it."""
    store = SqliteStore(tmp_path / "requests.sqlite3")
    store.record(new_case(1, at=MARCH))
    happened(store, MARCH + timedelta(days=1), Resolved(outcome="full", by="lee"))
    # Something has to happen at a desk, else its last days are not sealed.
    store.record(new_case(3, at=END + timedelta(days=1)))
    seal_due(store, NOW)
    yield store
    store.close()


def happened(store: SqliteStore, when: datetime, *bodies: Resolved | Reopened | Reclassified | Erased) -> None:
    case = store.find(reference(1))
    assert case
    events = following(reference(1), case.events[-1], *bodies, at=when)
    assert store.append(Change(reference=reference(1), events=events)) == "written"


def asked(store: SqliteStore, settings: Settings, as_of: date | None = None) -> Basis:
    seal = newest_seal(store, as_of)
    at = end_of(seal.day) if seal else END
    return basis_of(
        settings, Asked(name="2026-Q1", period=parse_period("2026-Q1"), profile="nydfs", as_of=at, seal=seal)
    )


def test_kept_report_is_made_again_byte_for_byte(store: SqliteStore, settings: Settings) -> None:
    """Reopened, reclassified and erased later, calls that were imported later, and other settings change no byte of it."""
    kept, report, new = seal_report(asked(store, settings), reading(store), NOW)
    assert new
    assert kept.digest == digest_of(bytes_of(report))
    assert report.made_at == NOW
    store.record(new_case(2, at=NOW))
    happened(
        store,
        NOW,
        Reopened(by="lee"),
        Reclassified(kind="complaint", topic="other", customer="individual", by="lee"),
        Erased(by="lee", reason="asked", kept_until="2026-04-04"),
    )
    store.keep_calls([CallRecord(id="1", began_at=MARCH, queue="access", waited=3)])
    seal_due(store, NOW + timedelta(days=5))
    found = store.report(kept.id)
    assert found
    again = made_again(found, reading(store))
    assert (again.differs, digest_of(again.content)) == ([], kept.digest)


def test_the_same_report_is_kept_once(store: SqliteStore, settings: Settings) -> None:
    """Whoever seals it twice gets the one that is there."""
    first, _, _ = seal_report(asked(store, settings), reading(store), NOW)
    second, _, new = seal_report(asked(store, settings), reading(store), NOW + timedelta(hours=1))
    assert (second.id, second.made_at, new) == (first.id, first.made_at, False)


def test_what_differs_is_named(store: SqliteStore, settings: Settings) -> None:
    """A log that is not the one the report was made over is found out: the tables that differ, and the seal."""
    kept, _, _ = seal_report(asked(store, settings), reading(store), NOW)
    again = made_again(replace(kept, seal="0" * 64, digest="1" * 64), reading(store))
    assert again.differs == [
        "something beside the tables, such as the number of cases read",
        f"the seal of {kept.as_of} in the log",
    ]


def test_table_that_differs_is_named(store: SqliteStore, settings: Settings, tmp_path: Path) -> None:
    """Over a log in which the case is missing, the tables that count it differ."""
    kept, _, _ = seal_report(asked(store, settings), reading(store), NOW)
    other = SqliteStore(tmp_path / "other.sqlite3")
    other.record(new_case(2, at=NOW))
    differs = made_again(kept, reading(other)).differs
    other.close()
    assert differs[0] == "table received-by-kind"
    assert differs[-1] == f"the seal of {kept.as_of} in the log"
    assert "table calls" not in differs


def test_period_that_is_not_over_is_not_kept(store: SqliteStore, settings: Settings) -> None:
    """A report that may still change is none that is kept; the message says until when the log is sealed."""
    with pytest.raises(NotSealableError) as refused:
        seal_report(asked(store, settings, date(2026, 3, 31)), reading(store), NOW)
    assert str(refused.value) == (
        "the period is not over in the log: it is sealed up to 2026-03-31, and the period ends on 2026-04-01 (UTC); run "
        "`frontdesk requests seal` once that day is over"
    )
    without = replace(asked(store, settings), seal=None)
    with pytest.raises(NotSealableError, match="the log has no seal yet: run `frontdesk requests seal`"):
        seal_report(without, reading(store), NOW)


def test_seal_stands_in_the_report(store: SqliteStore, settings: Settings) -> None:
    """Day and digest of the log's seal are in it, and the id names the day."""
    kept, report, _ = seal_report(asked(store, settings), reading(store), NOW)
    newest = store.seals()[-1]
    assert report.seal == Sealed(day=newest.day, digest=newest.digest)
    assert kept.id == f"2026-Q1-nydfs-{newest.day}"
