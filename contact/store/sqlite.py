"""Cases in one SQLite file: the store for one machine, safe with several threads and several processes.

Knows no form, no mail and no page.
"""

import logging
import secrets
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

from contact.case import Case
from contact.store.port import (
    MOST_VOTED_PAGES,
    Appended,
    Change,
    Entry,
    Head,
    NewCase,
    Recorded,
    Seal,
    Search,
    Vote,
)
from contact.store.sqlite_cases import append, case_of, cases, record
from contact.store.sqlite_connection import SqliteFile
from contact.store.sqlite_outbox import claim, due, postpone, unsent
from contact.store.sqlite_rows import seal_from, text_of
from contact.store.sqlite_searches import forget_searches, searched, searches

# A customer waits for the log no longer than this before the page names the telephone number instead.
BUSY_TIMEOUT = timedelta(seconds=2)
SECRET_BYTES = 32
# So many cases or entries are read at once.
PAGE = 500
# Sorts before and behind every instant.
_FIRST, _LAST = "", "~"

_log = logging.getLogger(__name__)

_COUNT_AGAIN = "UPDATE votes SET count = count + 1 WHERE day = ? AND page = ? AND language = ? AND helpful = ?"
_VOTES = "SELECT page, language, helpful, sum(count) FROM votes GROUP BY page, language, helpful ORDER BY page, language, helpful"
_NEWEST = "SELECT reference FROM cases ORDER BY received_at DESC, reference DESC LIMIT ?"
_WALK = """
    SELECT received_at, reference FROM cases
    WHERE (received_at, reference) > (?, ?) AND received_at < ? ORDER BY received_at, reference LIMIT ?
"""
_HEADS = """
    SELECT reference, max(number), digest FROM events
    WHERE substr(at, 1, 10) = ? AND reference > ? GROUP BY reference ORDER BY reference LIMIT ?
"""
_TALLY = """
    INSERT INTO tallies VALUES (:key, 1, :until) ON CONFLICT (key) DO UPDATE
    SET count = CASE WHEN until <= :now THEN 1 ELSE count + 1 END, until = CASE WHEN until <= :now THEN :until ELSE until END
    RETURNING count
"""
_UNCOUNT = "UPDATE tallies SET count = count - 1 WHERE key = ? AND until > ? AND count > 0"


class SqliteStore:
    """The store in a file, which is made where there is none. Raises StoreError where it cannot be used."""

    def __init__(self, path: Path, busy_timeout: timedelta = BUSY_TIMEOUT) -> None:
        self.path = path
        self._file = SqliteFile(path, busy_timeout)
        with self._file.connection():
            pass

    def close(self) -> None:
        self._file.close()

    def record(self, case: NewCase) -> Recorded:
        return self._file.write(lambda connection: record(connection, case))

    def find(self, reference: str) -> Case | None:
        with self._file.connection() as connection:
            return case_of(connection, reference)

    def find_alias(self, alias: str) -> str | None:
        with self._file.connection() as connection:
            row = connection.execute("SELECT reference FROM aliases WHERE alias = ?", (alias,)).fetchone()
            return row[0] if row else None

    def of_sender(self, sender: str) -> Sequence[str]:
        query = "SELECT reference FROM cases WHERE sender = ? AND sender <> '' ORDER BY reference"
        with self._file.connection() as connection:
            return [row[0] for row in connection.execute(query, (sender,))]

    def newest(self, limit: int) -> Sequence[Case]:
        with self._file.connection() as connection:
            return cases(connection, [row[0] for row in connection.execute(_NEWEST, (limit,))])

    def walk(self, since: datetime | None = None, until: datetime | None = None) -> Iterator[Case]:
        at, reference = text_of(since) if since else _FIRST, ""
        end = text_of(until) if until else _LAST
        while True:
            with self._file.connection() as connection:
                rows = connection.execute(_WALK, (at, reference, end, PAGE)).fetchall()
                found = cases(connection, [row[1] for row in rows])
            yield from found
            if len(rows) < PAGE:
                return
            at, reference = rows[-1]

    def append(self, change: Change) -> Appended:
        appended = self._file.write(lambda connection: append(connection, change))
        # What was written earlier may still lie in the log file beside the database.
        if change.erase and appended == "written" and not self._file.without_log():
            _log.warning("others read %s: what was erased lies beside it until all have closed it", self.path.name)
        return appended

    def claim(self, now: datetime, lease: timedelta, limit: int = 1) -> Sequence[Entry]:
        # Looking first, outside a transaction, keeps an idle sender from taking the write lock.
        with self._file.connection() as connection:
            if not due(connection, now, 1):
                return []
        return self._file.write(lambda connection: claim(connection, now, lease, limit))

    def postpone(self, entry: Entry, until: datetime, error: str) -> bool:
        return self._file.write(lambda connection: postpone(connection, entry, until, error))

    def outbox(self) -> Iterator[Entry]:
        with self._file.connection() as connection:
            entries = unsent(connection)
        yield from entries

    def heads_on(self, day: date) -> Iterator[Head]:
        reference = ""
        while True:
            with self._file.connection() as connection:
                rows = connection.execute(_HEADS, (day.isoformat(), reference, PAGE)).fetchall()
            yield from (Head(reference=reference, number=number, digest=digest) for reference, number, digest in rows)
            if len(rows) < PAGE:
                return
            reference = rows[-1][0]

    def keep_seal(self, seal: Seal, parts: Sequence[bytes]) -> bool:
        return self._file.write(lambda connection: _keep_seal(connection, seal, parts))

    def seals(self) -> Sequence[Seal]:
        with self._file.connection() as connection:
            rows = connection.execute("SELECT day, heads, parts, previous, digest FROM seals ORDER BY day")
            return [seal_from(row) for row in rows]

    def seal_part(self, day: date, number: int) -> bytes:
        with self._file.connection() as connection:
            wanted = (day.isoformat(), number)
            row = connection.execute("SELECT body FROM seal_parts WHERE day = ? AND number = ?", wanted).fetchone()
            return row[0] if row else b""

    def first_event_at(self) -> datetime | None:
        with self._file.connection() as connection:
            (first,) = connection.execute("SELECT min(received_at) FROM cases").fetchone()
            return datetime.fromisoformat(first) if first else None

    def tally(self, keys: Sequence[str], now: datetime, until: datetime) -> Sequence[int]:
        return self._file.write(lambda connection: _tally(connection, keys, now, until))

    def uncount(self, keys: Sequence[str], now: datetime) -> None:
        rows = [(key, text_of(now)) for key in keys]
        self._file.write(lambda connection: connection.executemany(_UNCOUNT, rows))

    def tallied(self, keys: Sequence[str], now: datetime) -> Sequence[int]:
        query = "SELECT count FROM tallies WHERE key = ? AND until > ?"
        with self._file.connection() as connection:
            rows = [connection.execute(query, (key, text_of(now))).fetchone() for key in keys]
            return [row[0] if row else 0 for row in rows]

    def forget_tallies(self, now: datetime) -> None:
        self._file.write(lambda connection: connection.execute("DELETE FROM tallies WHERE until <= ?", (text_of(now),)))

    def secret(self) -> bytes:
        return self._file.write(_secret)

    def vote(self, vote: Vote, day: date) -> bool:
        return self._file.write(lambda connection: _vote(connection, vote, day))

    def votes(self) -> Sequence[tuple[Vote, int]]:
        with self._file.connection() as connection:
            return [
                (Vote(page=page, language=language, helpful=bool(helpful)), count)
                for page, language, helpful, count in connection.execute(_VOTES)
            ]

    def searched(self, search: Search, day: date) -> bool:
        return self._file.write(lambda connection: searched(connection, search, day))

    def searches(self, since: date, until: date) -> Sequence[tuple[Search, int]]:
        with self._file.connection() as connection:
            return searches(connection, since, until)

    def forget_searches(self, fewest: int, rare_before: date, before: date) -> None:
        self._file.write(lambda connection: forget_searches(connection, fewest, rare_before, before))


def _keep_seal(connection: sqlite3.Connection, seal: Seal, parts: Sequence[bytes]) -> bool:
    day = seal.day.isoformat()
    row = (day, seal.heads, seal.parts, seal.previous, seal.digest)
    if not connection.execute("INSERT INTO seals VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING", row).rowcount:
        return False
    connection.executemany(
        "INSERT INTO seal_parts VALUES (?, ?, ?)", [(day, number, part) for number, part in enumerate(parts)]
    )
    return True


def _tally(connection: sqlite3.Connection, keys: Sequence[str], now: datetime, until: datetime) -> list[int]:
    times = {"now": text_of(now), "until": text_of(until)}
    return [connection.execute(_TALLY, {"key": key, **times}).fetchone()[0] for key in keys]


def _secret(connection: sqlite3.Connection) -> bytes:
    made = ("salt", secrets.token_bytes(SECRET_BYTES))
    connection.execute("INSERT INTO secrets VALUES (?, ?) ON CONFLICT DO NOTHING", made)
    return bytes(connection.execute("SELECT value FROM secrets WHERE name = 'salt'").fetchone()[0])


def _vote(connection: sqlite3.Connection, vote: Vote, day: date) -> bool:
    row = (day.isoformat(), vote.page, vote.language, vote.helpful)
    if connection.execute(_COUNT_AGAIN, row).rowcount:
        return True
    (rows,) = connection.execute("SELECT count(*) FROM votes WHERE day = ?", row[:1]).fetchone()
    if rows >= MOST_VOTED_PAGES:
        return False
    connection.execute("INSERT INTO votes VALUES (?, ?, ?, ?, 1)", row)
    return True
