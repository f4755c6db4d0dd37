"""Cases in a PostgreSQL database: the store for several machines, or for one that has such a server anyway.

Knows no form, no mail and no page.
"""

import secrets
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import TypeVar

from contact.calls import CallRecord
from contact.case import Case
from contact.kept_report import KeptReport
from contact.standing import Work
from contact.store import postgresql_cases as cases
from contact.store import postgresql_counts as counts
from contact.store import postgresql_histories as histories
from contact.store import postgresql_kept as kept
from contact.store import postgresql_outbox as outbox
from contact.store import postgresql_seals as seals
from contact.store import postgresql_searches as searches
from contact.store import postgresql_work as work
from contact.store.postgresql_cases import Place
from contact.store.postgresql_connection import Connection, Database, first_row
from contact.store.postgresql_rows import case_from
from contact.store.postgresql_schema import migrate
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
A = TypeVar("A", str, Place)

# Our tables lie apart from those that others may have in the same database.
SCHEMA = "frontdesk"
SECRET_BYTES = 32
# So many cases or entries are read at once.
PAGE = 500

_ALIAS = "SELECT reference FROM aliases WHERE alias = %s"
_OF_SENDER = "SELECT reference FROM cases WHERE sender = %s AND sender <> '' ORDER BY reference"
_NEWEST = f"{cases.CASES} ORDER BY received_at DESC, reference DESC LIMIT %s"
# Before every instant.
_FIRST = "-infinity"


class PostgresqlStore:
    """The store in a database, whose tables are made where there are none. Connects when it is first used."""

    def __init__(self, address: str, schema: str = SCHEMA) -> None:
        self._database = Database(address, schema, migrate)

    def close(self) -> None:
        self._database.close()

    def record(self, case: NewCase) -> Recorded:
        with self._database.connection() as connection:
            return cases.record(connection, case)

    def find(self, reference: str) -> Case | None:
        with self._database.connection() as connection:
            return cases.find(connection, reference)

    def find_alias(self, alias: str) -> str | None:
        with self._database.connection() as connection:
            row = connection.execute(_ALIAS, (alias,)).fetchone()
            return row[0] if row else None

    def of_sender(self, sender: str) -> Sequence[str]:
        with self._database.connection() as connection:
            return [row[0] for row in connection.execute(_OF_SENDER, (sender,))]

    def newest(self, limit: int) -> Sequence[Case]:
        with self._database.patient_connection() as connection:
            return [case_from(row) for row in connection.execute(_NEWEST, (limit,), binary=True)]

    def walk(self, since: datetime | None = None, until: datetime | None = None) -> Iterator[Case]:
        begin = (since or _FIRST, "")
        return self._pages(lambda connection, after: cases.walked(connection, after, until, PAGE), begin)

    def histories(self, since: datetime | None = None, until: datetime | None = None) -> Iterator[History]:
        begin = (since or _FIRST, "")
        return self._pages(lambda connection, after: histories.behind(connection, after, until, PAGE), begin)

    def histories_of(self, references: Sequence[str]) -> Iterator[History]:
        for start in range(0, len(references), PAGE):
            with self._database.patient_connection() as connection:
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
        with self._database.patient_connection() as connection:
            return work.due(connection, limit, queue=queue, to=to, before=before, after=after)

    def work_on(self, references: Sequence[str]) -> Sequence[Work]:
        with self._database.patient_connection() as connection:
            return work.work_on(connection, references)

    def work_missing_before(self) -> datetime | None:
        with self._database.connection() as connection:
            return work.missing_before(connection)

    def put_work(self, found: Sequence[FoundWork], missing_before: datetime | None) -> None:
        with self._database.patient_connection() as connection:
            work.put_found(connection, found, missing_before)

    def append(self, change: Change) -> Appended:
        with self._database.connection() as connection:
            return cases.append(connection, change)

    def claim(self, now: datetime, lease: timedelta, limit: int = 1) -> Sequence[Entry]:
        with self._database.connection() as connection:
            return outbox.claim(connection, now, lease, limit)

    def postpone(self, entry: Entry, until: datetime, error: str) -> bool:
        with self._database.connection() as connection:
            return outbox.postpone(connection, entry, until, error)

    def outbox(self) -> Iterator[Entry]:
        return outbox.unsent(self._database, PAGE)

    def heads_on(self, day: date) -> Iterator[Head]:
        return self._pages(lambda connection, after: seals.heads_on(connection, day, after, PAGE), "")

    def keep_seal(self, seal: Seal, parts: Sequence[bytes]) -> bool:
        with self._database.patient_connection() as connection:
            return seals.keep_seal(connection, seal, parts)

    def seals(self) -> Sequence[Seal]:
        with self._database.connection() as connection:
            return seals.seals(connection)

    def seal_part(self, day: date, number: int) -> bytes:
        with self._database.connection() as connection:
            return seals.seal_part(connection, day, number)

    def first_event_at(self) -> datetime | None:
        with self._database.connection() as connection:
            first: datetime | None = first_row(connection, "SELECT min(received_at) FROM cases")[0]
            return first

    def tally(self, keys: Sequence[str], now: datetime, until: datetime) -> Sequence[int]:
        with self._database.connection() as connection:
            return counts.tally(connection, keys, now, until)

    def uncount(self, keys: Sequence[str], now: datetime) -> None:
        with self._database.connection() as connection:
            counts.uncount(connection, keys, now)

    def tallied(self, keys: Sequence[str], now: datetime) -> Sequence[int]:
        with self._database.connection() as connection:
            return counts.tallied(connection, keys, now)

    def forget_tallies(self, now: datetime) -> None:
        with self._database.patient_connection() as connection:
            connection.execute("DELETE FROM tallies WHERE until <= %s", (now,))

    def secret(self) -> bytes:
        with self._database.connection() as connection:
            return _secret(connection)

    def vote(self, vote: Vote, day: date) -> bool:
        with self._database.connection() as connection:
            return counts.vote(connection, vote, day)

    def votes(self) -> Sequence[tuple[Vote, int]]:
        return self.votes_on(date.min, date.max)

    def votes_on(self, since: date, until: date) -> Sequence[tuple[Vote, int]]:
        with self._database.patient_connection() as connection:
            return counts.votes(connection, since, until)

    def searched(self, search: Search, day: date) -> bool:
        with self._database.connection() as connection:
            return searches.searched(connection, search, day)

    def searches(self, since: date, until: date) -> Sequence[tuple[Search, int]]:
        with self._database.patient_connection() as connection:
            return searches.searches(connection, since, until)

    def forget_searches(self, fewest: int, rare_before: date, before: date) -> None:
        with self._database.patient_connection() as connection:
            searches.forget_searches(connection, fewest, rare_before, before)

    def keep_calls(self, calls: Sequence[CallRecord]) -> int:
        with self._database.patient_connection() as connection:
            return kept.keep_calls(connection, calls)

    def calls(self, since: datetime, until: datetime) -> Iterator[CallRecord]:
        return self._pages(lambda connection, after: kept.calls_behind(connection, after, until, PAGE), (since, ""))

    def keep_report(self, report: KeptReport) -> bool:
        with self._database.patient_connection() as connection:
            return kept.keep_report(connection, report)

    def reports(self) -> Sequence[KeptReport]:
        with self._database.connection() as connection:
            return kept.reports(connection)

    def report(self, name: str) -> KeptReport | None:
        with self._database.patient_connection() as connection:
            return kept.report(connection, name)

    def _pages(self, read: Callable[[Connection, A], tuple[list[T], A | None]], begin: A) -> Iterator[T]:
        """All that there is behind a place, a page at a time: in between others may write, and we forget."""
        after: A | None = begin
        while after is not None:
            with self._database.patient_connection() as connection:
                page, after = read(connection, after)
            yield from page


def _secret(connection: Connection) -> bytes:
    query = "SELECT value FROM secrets WHERE name = 'salt'"
    row = connection.execute(query, binary=True).fetchone()
    if row is None:
        made = (secrets.token_bytes(SECRET_BYTES),)
        connection.execute("INSERT INTO secrets VALUES ('salt', %s) ON CONFLICT DO NOTHING", made)
        # Perhaps it is the one that another process made meanwhile.
        row = first_row(connection, query)
    return bytes(row[0])
