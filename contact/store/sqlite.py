"""Cases in one SQLite file: the store for one machine, safe with several threads and several processes.

Knows no form, no mail and no page.
"""

import logging
import secrets
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from contact.calls import CallRecord
from contact.case import Case
from contact.kept_report import KeptReport
from contact.standing import Work
from contact.store import sqlite_cases as cases
from contact.store import sqlite_counts as counts
from contact.store import sqlite_histories as histories
from contact.store import sqlite_kept as kept
from contact.store import sqlite_outbox as outbox
from contact.store import sqlite_seals as seals
from contact.store import sqlite_searches as searches
from contact.store import sqlite_work as work
from contact.store.sqlite_connection import SqliteFile
from contact.store.sqlite_rows import text_of
from contact.store.values import (
    Appended,
    Change,
    Entry,
    FoundWork,
    Head,
    History,
    NewCase,
    Recorded,
    Seal,
    Search,
    Vote,
)

T = TypeVar("T")
# Where a page ended.
A = TypeVar("A", str, tuple[str, str])

# A customer waits for the log no longer than this before the page names the telephone number instead.
BUSY_TIMEOUT = timedelta(seconds=2)
SECRET_BYTES = 32
# So many cases or entries are read at once.
PAGE = 500
# Sorts before and behind every instant.
_FIRST, _LAST = "", "~"

_log = logging.getLogger(__name__)

_NEWEST = "SELECT reference FROM cases ORDER BY received_at DESC, reference DESC LIMIT ?"


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
        return self._file.write(lambda connection: cases.record(connection, case))

    def find(self, reference: str) -> Case | None:
        with self._file.connection() as connection:
            return cases.case_of(connection, reference)

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
            return cases.cases(connection, [row[0] for row in connection.execute(_NEWEST, (limit,))])

    def walk(self, since: datetime | None = None, until: datetime | None = None) -> Iterator[Case]:
        end = text_of(until) if until else _LAST
        return self._pages(lambda connection, after: cases.walked(connection, after, end, PAGE), _first(since))

    def histories(self, since: datetime | None = None, until: datetime | None = None) -> Iterator[History]:
        end = text_of(until) if until else _LAST
        return self._pages(lambda connection, after: histories.behind(connection, after, end, PAGE), _first(since))

    def histories_of(self, references: Sequence[str]) -> Iterator[History]:
        for start in range(0, len(references), PAGE):
            with self._file.connection() as connection:
                found = histories.histories_of(connection, references[start : start + PAGE])
            yield from found

    def due(
        self,
        *,
        limit: int,
        queue: str = "",
        to: str | None = "",
        before: datetime | None = None,
        after: Work | None = None,
    ) -> Sequence[Work]:
        with self._file.connection() as connection:
            return work.due(connection, limit, queue=queue, to=to, before=before, after=after)

    def work_on(self, references: Sequence[str]) -> Sequence[Work]:
        with self._file.connection() as connection:
            return work.work_on(connection, references)

    def work_missing_before(self) -> datetime | None:
        with self._file.connection() as connection:
            return work.missing_before(connection)

    def put_work(self, found: Sequence[FoundWork], missing_before: datetime | None) -> None:
        self._file.write(lambda connection: work.put_found(connection, found, missing_before))

    def append(self, change: Change) -> Appended:
        appended = self._file.write(lambda connection: cases.append(connection, change))
        # What was written earlier may still lie in the log file beside the database.
        if change.erase and appended == "written" and not self._file.without_log():
            _log.warning("others read %s: what was erased lies beside it until all have closed it", self.path.name)
        return appended

    def claim(self, now: datetime, lease: timedelta, limit: int = 1) -> Sequence[Entry]:
        # Looking first, outside a transaction, keeps an idle sender from taking the write lock.
        with self._file.connection() as connection:
            if not outbox.due(connection, now, 1):
                return []
        return self._file.write(lambda connection: outbox.claim(connection, now, lease, limit))

    def postpone(self, entry: Entry, until: datetime, error: str) -> bool:
        return self._file.write(lambda connection: outbox.postpone(connection, entry, until, error))

    def outbox(self) -> Iterator[Entry]:
        with self._file.connection() as connection:
            entries = outbox.unsent(connection)
        yield from entries

    def heads_on(self, day: date) -> Iterator[Head]:
        return self._pages(lambda connection, after: seals.heads_on(connection, day, after, PAGE), "")

    def keep_seal(self, seal: Seal, parts: Sequence[bytes]) -> bool:
        return self._file.write(lambda connection: seals.keep_seal(connection, seal, parts))

    def seals(self) -> Sequence[Seal]:
        with self._file.connection() as connection:
            return seals.seals(connection)

    def seal_part(self, day: date, number: int) -> bytes:
        with self._file.connection() as connection:
            return seals.seal_part(connection, day, number)

    def first_event_at(self) -> datetime | None:
        with self._file.connection() as connection:
            (first,) = connection.execute("SELECT min(received_at) FROM cases").fetchone()
            return datetime.fromisoformat(first) if first else None

    def tally(self, keys: Sequence[str], now: datetime, until: datetime) -> Sequence[int]:
        return self._file.write(lambda connection: counts.tally(connection, keys, now, until))

    def uncount(self, keys: Sequence[str], now: datetime) -> None:
        self._file.write(lambda connection: counts.uncount(connection, keys, now))

    def tallied(self, keys: Sequence[str], now: datetime) -> Sequence[int]:
        with self._file.connection() as connection:
            return counts.tallied(connection, keys, now)

    def forget_tallies(self, now: datetime) -> None:
        self._file.write(lambda connection: connection.execute("DELETE FROM tallies WHERE until <= ?", (text_of(now),)))

    def secret(self) -> bytes:
        return self._file.write(_secret)

    def vote(self, vote: Vote, day: date) -> bool:
        return self._file.write(lambda connection: counts.vote(connection, vote, day))

    def votes(self) -> Sequence[tuple[Vote, int]]:
        return self.votes_on(date.min, date.max)

    def votes_on(self, since: date, until: date) -> Sequence[tuple[Vote, int]]:
        with self._file.connection() as connection:
            return counts.votes(connection, since, until)

    def searched(self, search: Search, day: date) -> bool:
        return self._file.write(lambda connection: searches.searched(connection, search, day))

    def searches(self, since: date, until: date) -> Sequence[tuple[Search, int]]:
        with self._file.connection() as connection:
            return searches.searches(connection, since, until)

    def forget_searches(self, fewest: int, rare_before: date, before: date) -> None:
        self._file.write(lambda connection: searches.forget_searches(connection, fewest, rare_before, before))

    def keep_calls(self, calls: Sequence[CallRecord]) -> int:
        return self._file.write(lambda connection: kept.keep_calls(connection, calls))

    def calls(self, since: datetime, until: datetime) -> Iterator[CallRecord]:
        return self._pages(lambda connection, after: kept.calls_behind(connection, after, until, PAGE), _first(since))

    def keep_report(self, report: KeptReport) -> bool:
        return self._file.write(lambda connection: kept.keep_report(connection, report))

    def reports(self) -> Sequence[KeptReport]:
        with self._file.connection() as connection:
            return kept.reports(connection)

    def report(self, name: str) -> KeptReport | None:
        with self._file.connection() as connection:
            return kept.report(connection, name)

    def _pages(self, read: Callable[[sqlite3.Connection, A], tuple[list[T], A | None]], begin: A) -> Iterator[T]:
        """All that there is behind a place, a page at a time: in between others may write, and we forget."""
        after: A | None = begin
        while after is not None:
            with self._file.connection() as connection:
                page, after = read(connection, after)
            yield from page


def _first(since: datetime | None) -> tuple[str, str]:
    """What comes before everything of an instant and later."""
    return text_of(since) if since else _FIRST, ""


def _secret(connection: sqlite3.Connection) -> bytes:
    made = ("salt", secrets.token_bytes(SECRET_BYTES))
    connection.execute("INSERT INTO secrets VALUES (?, ?) ON CONFLICT DO NOTHING", made)
    return bytes(connection.execute("SELECT value FROM secrets WHERE name = 'salt'").fetchone()[0])
