"""The outbox within an SQLite file: mails to be sent, claimed under a lease."""

import secrets
import sqlite3
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from contact.store.sqlite_rows import entry_from, text_of
from contact.store.values import Entry, Finished, NewMail
from desk.data import replace

_ENTRIES = "SELECT reference, mail, state, attempts, due, lease, error FROM mails"
_DUE = f"{_ENTRIES} WHERE state = 'waiting' AND due <= ? ORDER BY due LIMIT ?"
_UNSENT = f"{_ENTRIES} WHERE state <> 'sent' ORDER BY due"
LEASE_BYTES = 8


def add_mails(connection: sqlite3.Connection, reference: str, mails: Sequence[NewMail]) -> None:
    """Put mails of a case into the outbox."""
    rows = [(reference, mail.mail, mail.state, text_of(mail.due)) for mail in mails]
    connection.executemany("INSERT INTO mails (reference, mail, state, due) VALUES (?, ?, ?, ?)", rows)


def due(connection: sqlite3.Connection, now: datetime, limit: int) -> list[Entry]:
    """Waiting entries that are due, the longest due first."""
    return [entry_from(row) for row in connection.execute(_DUE, (text_of(now), limit))]


def unsent(connection: sqlite3.Connection) -> list[Entry]:
    """Every entry that has not been sent."""
    return [entry_from(row) for row in connection.execute(_UNSENT)]


def claim(connection: sqlite3.Connection, now: datetime, lease: timedelta, limit: int) -> list[Entry]:
    """Take entries that are due."""
    found = due(connection, now, limit)
    claimed = [
        replace(entry, lease=secrets.token_hex(LEASE_BYTES), attempts=entry.attempts + 1, due=now + lease)
        for entry in found
    ]
    return [
        taken
        for known, taken in zip(found, claimed, strict=True)
        if _change(connection, known, {"lease": taken.lease, "attempts": taken.attempts, "due": text_of(taken.due)})
    ]


def postpone(connection: sqlite3.Connection, entry: Entry, until: datetime, error: str) -> bool:
    """Let a claimed entry wait."""
    return _change(connection, entry, {"due": text_of(until), "error": error, "lease": ""})


def finish(connection: sqlite3.Connection, finished: Finished) -> bool:
    """Give an entry its new state."""
    changes: dict[str, object] = {"state": finished.state, "error": finished.error, "lease": ""}
    if finished.due:
        changes["due"] = text_of(finished.due)
    return _change(connection, finished.entry, changes)


def _change(connection: sqlite3.Connection, known: Entry, changes: Mapping[str, object]) -> bool:
    """Change an entry that is still as we know it: the UPDATE must find exactly one row."""
    columns = ", ".join(f"{name} = ?" for name in changes)
    same = "reference = ? AND mail = ? AND lease = ? AND state = ?"
    values = (*changes.values(), known.reference, known.mail, known.lease, known.state)
    return connection.execute(f"UPDATE mails SET {columns} WHERE {same}", values).rowcount == 1  # noqa: S608 - our own names
