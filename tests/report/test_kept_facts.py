"""The next report reads only what is new, and says what one says that reads the whole log (reach: incremental)."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from contact.events import Replied
from contact.report.document import PeriodReport
from contact.report.period_report.kept_facts import STATE, KeptFacts
from contact.report.period_report.making import made
from contact.store import Change, History, Store
from contact.store.sqlite import SqliteStore
from desk.settings import Settings
from tests.contact.stores.samples import following, new_case, reference
from tests.report.asked import basis, reading, report_of
from tests.report.logs import CASES, END, MadeCase, written

# Ends of days in UTC, as reports over a seal have them.
DAYS = [datetime(2026, 1, 20, tzinfo=END.tzinfo) + timedelta(days=17 * number) for number in range(8)]


def with_kept(store: Store, settings: Settings, folder: Path, as_of: datetime) -> PeriodReport:
    """The report as of the end of a day, with what is kept in a folder."""
    return made(basis(settings, as_of), reading(store, KeptFacts(folder, store)))[0]


@hypothesis_settings(
    max_examples=40,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(cases=st.lists(CASES, max_size=5), days=st.lists(st.sampled_from(DAYS), min_size=2, max_size=4))
def test_reports_are_the_same_with_what_is_kept(
    settings: Settings, cases: Sequence[MadeCase], days: Sequence[datetime]
) -> None:
    """In whichever order reports are made, later or earlier than the one before, each is as if nothing had been kept."""
    with TemporaryDirectory() as folder:
        store = written(Path(folder), cases)
        for as_of in days:
            assert with_kept(store, settings, Path(folder) / "kept", as_of) == report_of(store, settings, as_of)
        store.close()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    """A log with a case of January."""
    store = SqliteStore(tmp_path / "requests.sqlite3")
    store.record(new_case(1, at=DAYS[0] - timedelta(days=9)))
    yield store
    store.close()


def test_weeks_in_which_nothing_happened_are_not_read_again(
    store: SqliteStore, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What lies in the files is believed: of old weeks no case is read, and what is new is found by the days it happened on."""
    with_kept(store, settings, tmp_path / "kept", DAYS[0])
    case = store.find(reference(1))
    assert case
    told = following(reference(1), case.events[0], Replied(text="", personal_digest="", by="lee"), at=DAYS[0])
    assert store.append(Change(reference=reference(1), events=told)) == "written"
    read: list[datetime | None] = []
    histories = store.histories

    def watched(since: datetime | None = None, until: datetime | None = None) -> Iterator[History]:
        read.append(since)
        return histories(since, until)

    with monkeypatch.context() as patch:
        patch.setattr(store, "histories", watched)
        found = with_kept(store, settings, tmp_path / "kept", DAYS[1])
    assert [since for since in read if since and since < DAYS[0] - timedelta(weeks=1)] == []
    assert found == report_of(store, settings, DAYS[1])


def test_damaged_file_is_not_believed(store: SqliteStore, settings: Settings, tmp_path: Path) -> None:
    """A file of which a byte was changed is read from the log again; so is one of another log."""
    kept = tmp_path / "kept"
    expected = with_kept(store, settings, kept, DAYS[0])
    for file in kept.glob("facts-*"):
        content = bytearray(file.read_bytes())
        content[-1] ^= 1
        file.write_bytes(content)
    assert with_kept(store, settings, kept, DAYS[0]) == expected
    other = SqliteStore(tmp_path / "other.sqlite3")
    assert with_kept(other, settings, kept, DAYS[0]).cases_read == 0
    other.close()


def test_files_are_private(store: SqliteStore, settings: Settings, tmp_path: Path) -> None:
    """No other account of the machine can look into them (row N2)."""
    with_kept(store, settings, tmp_path / "kept", DAYS[0])
    assert (tmp_path / "kept" / STATE).exists()
    assert (tmp_path / "kept").stat().st_mode & 0o777 == 0o700
