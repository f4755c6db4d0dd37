"""The log: what was recorded stays as it was, and a change shows (rows T2, N2, N3)."""

import sqlite3
import stat
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contact.chain import chained, first_broken
from contact.events import AcknowledgementFailed, Event, new_event
from contact.personal import Personal
from contact.store.sqlite import SqliteStore
from desk.data import replace
from desk.folders import made_private
from tests.contact.conftest import NOW, Post


def history(reasons: list[str]) -> list[Event]:
    """A chain of events, one for each reason."""
    events: list[Event] = []
    for number, reason in enumerate(reasons):
        body = AcknowledgementFailed(message_id="<x@example.net>", reason=reason, attempts=number)
        event = new_event(NOW + timedelta(minutes=number), body)
        events.append(chained("7KQ-4M2P-9XW", events[-1] if events else None, event))
    return events


REASONS = st.lists(st.text(max_size=20), min_size=1, max_size=6)


@given(REASONS)
def test_untouched_chain_is_whole(reasons: list[str]) -> None:
    """Events as they were recorded follow one another."""
    assert first_broken(history(reasons)) is None


@given(REASONS, st.data())
def test_changed_event_shows(reasons: list[str], data: st.DataObject) -> None:
    """Whatever is changed in an event, its time, its words or its case, the chain names that event (row T2)."""
    events = history(reasons)
    at = data.draw(st.integers(0, len(events) - 1))
    event = events[at]
    changes = [
        replace(event, body=event.body.replace('"attempts"', '"attempt"')),
        replace(event, at=event.at + timedelta(seconds=1)),
        replace(event, reference="CCC-CCCC-CCC"),
        replace(event, kind="acknowledged"),
        replace(event, previous="0" * 64),
    ]
    events[at] = data.draw(st.sampled_from(changes))
    assert first_broken(events) == at + 1


@given(REASONS, st.data())
def test_missing_event_shows(reasons: list[str], data: st.DataObject) -> None:
    """An event that was taken out from before others shows at the one behind it (row T2)."""
    events = history([*reasons, "one more"])
    at = data.draw(st.integers(0, len(events) - 2))
    del events[at]
    assert first_broken(events) == at + 1


def test_change_in_the_file_shows(post: Post, store: SqliteStore) -> None:
    """Who edits the database by hand, past its triggers, is found out by the chain (row T2)."""
    post()
    case = store.newest(1)[0]
    assert first_broken(case.events) is None
    with sqlite3.connect(store.path) as other:
        other.execute("DROP TRIGGER events_are_final")
        other.execute("UPDATE events SET body = replace(body, '\"fees\"', '\"taxes\"')")
    other.close()
    assert first_broken(store.newest(1)[0].events) == 1


@pytest.mark.parametrize("statement", ["UPDATE events SET kind = 'resolved'", "DELETE FROM events"])
def test_events_are_append_only(post: Post, store: SqliteStore, statement: str) -> None:
    """The database itself refuses to change or delete an event (row T2)."""
    post()
    other = sqlite3.connect(store.path)
    with pytest.raises(sqlite3.IntegrityError, match="events"):
        other.execute(statement)
    other.close()


def test_digest_proves_the_text_only_to_who_has_the_salt() -> None:
    """The same words of two customers have different digests: nobody can try words out against the log (row N3)."""
    fields = {"message": "yes"}
    assert Personal(salt="a", fields=fields).digest != Personal(salt="b", fields=fields).digest


def test_only_the_desk_reads_the_file(store: SqliteStore, post: Post) -> None:
    """The files of the log are readable by the account that runs the desk, and by no other (row N2)."""
    post()
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in store.path.parent.glob("requests*")}
    assert set(modes.values()) == {0o600}


def test_only_the_desk_looks_into_its_folder(tmp_path: Path) -> None:
    """A folder that the log is the first thing in is closed to other accounts; so is one that was open, on request."""
    SqliteStore(tmp_path / ".frontdesk" / "requests.sqlite3").close()
    older = tmp_path / "older"
    older.mkdir(mode=0o755)
    for folder in (tmp_path / ".frontdesk", made_private(older), made_private(tmp_path / "new")):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_commits_are_on_the_disk(store: SqliteStore) -> None:
    """A transaction survives a power cut: write-ahead log, written through at each commit."""
    with store._file.connection() as connection:  # noqa: SLF001
        settings = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")]
    assert settings == ["wal", 2]
