"""Killed at random points under load, a desk loses nothing that a customer was told (rows E3, T1)."""

from datetime import timedelta
from pathlib import Path

from contact.store.sqlite import SqliteStore
from desk.bundle import Bundle
from tests.contact.crash.harness import rampage

KILLS = 40


def test_nothing_is_lost_with_sqlite(tmp_path: Path, bundle: Bundle) -> None:
    """Every reference that a customer saw is in the log, has its acknowledgement, and the log adds up."""
    path = tmp_path / "requests.sqlite3"
    store = SqliteStore(path, busy_timeout=timedelta(seconds=5))
    outcome = rampage(store, {"FRONTDESK_DATABASE": str(path)}, bundle, tmp_path, kills=KILLS)
    store.close()
    assert outcome.flawless, outcome
    assert outcome.accepted > KILLS
