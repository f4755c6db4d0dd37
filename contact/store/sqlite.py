"""Cases in one SQLite file: the store for one machine, safe with several threads and several processes.

A transaction is on the disk when a method returns (synchronous=FULL). Knows no form, no mail and no page.
"""

import secrets
import sqlite3
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

from contact.case import Case
from contact.chain import chained
from contact.events import Event, NewEvent, received_in
from contact.store.port import Entry, NewCase, Recorded, ReferenceTakenError, StoreError, Vote
from contact.store.sqlite_rows import case_from, entry_from, event_from, text_of
from contact.store.sqlite_schema import migrate
from desk.portable import to_sorted_json

# A customer waits for the log no longer than this before the page names the telephone number instead.
BUSY_TIMEOUT = timedelta(seconds=2)
# A little later these may be gone by themselves; a full disk or a broken file needs a person.
_PASSING = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_INTERRUPT}
# The extended codes of SQLite hold the general one in their last eight bits.
_GENERAL_CODE = 0xFF

# No site has so many answers; whoever names more pages in one day makes them up.
MOST_VOTED_PAGES = 20_000

_COUNT_AGAIN = "UPDATE votes SET count = count + 1 WHERE day = ? AND page = ? AND language = ? AND helpful = ?"
_VOTES = "SELECT page, language, helpful, sum(count) FROM votes GROUP BY page, language, helpful ORDER BY page, language, helpful"
_ENTRIES = "SELECT reference, kind, state, attempts, due, lease, error FROM outbox"
_NEXT_ENTRY = f"{_ENTRIES} WHERE state = 'waiting' AND due <= ? ORDER BY due LIMIT 1"
_UNSENT_ENTRIES = f"{_ENTRIES} WHERE state <> 'sent' ORDER BY due"
_EVENTS = "SELECT reference, number, at, kind, body, previous, digest FROM events WHERE reference = ? ORDER BY number"
_CASES = "SELECT cases.reference, key, salt, fields FROM cases LEFT JOIN personal USING (reference)"
_ONE_CASE = f"{_CASES} WHERE cases.reference = ?"
_NEWEST_CASES = f"{_CASES} ORDER BY cases.id DESC LIMIT ?"


class SqliteStore:
    """The store in a file, which is made where there is none. Raises StoreError where it cannot be used."""

    def __init__(self, path: Path, busy_timeout: timedelta = BUSY_TIMEOUT) -> None:
        self.path = path
        self.busy_timeout = busy_timeout
        # Connections that nobody uses now: closing the last one would write the whole log file over each time.
        self._idle: deque[sqlite3.Connection] = deque()
        with self._connection():
            pass

    def close(self) -> None:
        """Close the file. A later call of any method opens it again."""
        while self._idle:
            self._idle.pop().close()

    def record(self, case: NewCase) -> Recorded:
        with self._transaction() as connection:
            known = connection.execute("SELECT reference, key FROM cases WHERE token = ?", (case.token,)).fetchone()
            if known:
                first = _events(connection, known[0])[0]
                return Recorded(reference=known[0], key=known[1], received=received_in(first), new=False)
            if connection.execute("SELECT 1 FROM cases WHERE reference = ?", (case.reference,)).fetchone():
                raise ReferenceTakenError(case.reference)
            row = (case.reference, case.token, case.key)
            connection.execute("INSERT INTO cases (reference, token, key) VALUES (?, ?, ?)", row)
            fields = to_sorted_json(case.personal.fields).decode()
            connection.execute("INSERT INTO personal VALUES (?, ?, ?)", (case.reference, case.personal.salt, fields))
            _append(connection, chained(case.reference, None, case.received))
            if case.outbox:
                entry = (case.reference, "acknowledgement", case.outbox, text_of(case.received.at))
                connection.execute("INSERT INTO outbox (reference, kind, state, due) VALUES (?, ?, ?, ?)", entry)
        return Recorded(reference=case.reference, key=case.key, received=received_in(case.received), new=True)

    def find(self, reference: str) -> Case | None:
        with self._connection() as connection:
            row = connection.execute(_ONE_CASE, (reference,)).fetchone()
            return case_from(row, _events(connection, reference)) if row else None

    def newest(self, limit: int) -> Sequence[Case]:
        with self._connection() as connection:
            rows = connection.execute(_NEWEST_CASES, (limit,)).fetchall()
            return [case_from(row, _events(connection, row[0])) for row in rows]

    def claim(self, now: datetime, lease: timedelta) -> Entry | None:
        # Looking first, outside a transaction, keeps an idle sender from taking the write lock.
        with self._connection() as connection:
            if not connection.execute(_NEXT_ENTRY, (text_of(now),)).fetchone():
                return None
        with self._transaction() as connection:
            row = connection.execute(_NEXT_ENTRY, (text_of(now),)).fetchone()
            if row is None:
                return None
            found = entry_from(row)
            claimed = replace(found, lease=secrets.token_hex(8), attempts=found.attempts + 1, due=now + lease)
            changes = {"lease": claimed.lease, "attempts": claimed.attempts, "due": text_of(claimed.due)}
            return claimed if _change_one(connection, found, changes) else None

    def sent(self, entry: Entry, event: NewEvent) -> bool:
        return self._finish(entry, {"state": "sent", "error": ""}, event)

    def postpone(self, entry: Entry, until: datetime, error: str) -> bool:
        return self._finish(entry, {"due": text_of(until), "error": error}, None)

    def give_up(self, entry: Entry, event: NewEvent, error: str) -> bool:
        return self._finish(entry, {"state": "failed", "error": error}, event)

    def outbox(self) -> Sequence[Entry]:
        with self._connection() as connection:
            return [entry_from(row) for row in connection.execute(_UNSENT_ENTRIES)]

    def vote(self, vote: Vote, day: date) -> bool:
        row = (day.isoformat(), vote.page, vote.language, vote.helpful)
        with self._transaction() as connection:
            if connection.execute(_COUNT_AGAIN, row).rowcount:
                return True
            (rows,) = connection.execute("SELECT count(*) FROM votes WHERE day = ?", row[:1]).fetchone()
            if rows >= MOST_VOTED_PAGES:
                return False
            connection.execute("INSERT INTO votes VALUES (?, ?, ?, ?, 1)", row)
            return True

    def votes(self) -> Sequence[tuple[Vote, int]]:
        with self._connection() as connection:
            return [
                (Vote(page=page, language=language, helpful=bool(helpful)), count)
                for page, language, helpful, count in connection.execute(_VOTES)
            ]

    def _finish(self, entry: Entry, changes: Mapping[str, str], event: NewEvent | None) -> bool:
        with self._transaction() as connection:
            if not _change_one(connection, entry, {**changes, "lease": ""}):
                return False
            if event:
                events = _events(connection, entry.reference)
                _append(connection, chained(entry.reference, events[-1], event))
            return True

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._connection() as connection:
            # IMMEDIATE: a transaction that reads first and writes later could be refused half-way.
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                # After a full disk SQLite has undone everything by itself already.
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        try:
            with ExitStack() as undo:
                connection = self._taken()
                undo.callback(connection.close)
                yield connection
                # Only after a success is it used again.
                undo.pop_all()
                self._idle.append(connection)
        except (sqlite3.Error, OSError) as error:
            raise _explained(error) from error

    def _taken(self) -> sqlite3.Connection:
        try:
            return self._idle.pop()
        except IndexError:
            return self._opened()

    def _opened(self) -> sqlite3.Connection:
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Nobody but the desk's own account reads what customers wrote; SQLite gives its other files the same mode.
        # Only where there is no file: to open and close a database beside SQLite drops every lock that this process
        # holds on it, and then another process takes the log of what was written last for left over, and deletes it.
        with suppress(FileExistsError):
            self.path.touch(mode=0o600, exist_ok=False)
        connection = sqlite3.connect(
            self.path, timeout=self.busy_timeout.total_seconds(), isolation_level=None, check_same_thread=False
        )
        try:
            for setting in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
                connection.execute(f"PRAGMA {setting}")
            migrate(connection)
        except BaseException:
            connection.close()
            raise
        return connection


def _append(connection: sqlite3.Connection, event: Event) -> None:
    row = (event.reference, event.number, text_of(event.at), event.kind, event.body, event.previous, event.digest)
    connection.execute("INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?)", row)


def _events(connection: sqlite3.Connection, reference: str) -> list[Event]:
    return [event_from(row) for row in connection.execute(_EVENTS, (reference,))]


def _change_one(connection: sqlite3.Connection, entry: Entry, changes: Mapping[str, object]) -> bool:
    """Change an entry that is still as we know it: the UPDATE must find exactly one row."""
    columns = ", ".join(f"{name} = ?" for name in changes)
    known = "reference = ? AND kind = ? AND lease = ? AND state = 'waiting'"
    values = (*changes.values(), entry.reference, entry.kind, entry.lease)
    return connection.execute(f"UPDATE outbox SET {columns} WHERE {known}", values).rowcount == 1  # noqa: S608 - our own names


def _explained(error: sqlite3.Error | OSError) -> StoreError:
    code = getattr(error, "sqlite_errorcode", 0) & _GENERAL_CODE
    return StoreError(f"the request log cannot be used: {error}", retry=code in _PASSING)
