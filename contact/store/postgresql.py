"""Cases in a PostgreSQL database: the store for several machines, or for one that has such a server anyway.

Knows no form, no mail and no page.
"""

import secrets
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from contact.case import Case
from contact.store import postgresql_cases as cases
from contact.store import postgresql_outbox as outbox
from contact.store import postgresql_searches as searches
from contact.store.port import MOST_VOTED_PAGES, Appended, Change, Entry, Head, NewCase, Recorded, Seal, Search, Vote
from contact.store.postgresql_connection import Connection, Database, first_row
from contact.store.postgresql_rows import case_from, seal_from
from contact.store.postgresql_schema import migrate

# Our tables lie apart from those that others may have in the same database.
SCHEMA = "frontdesk"
SECRET_BYTES = 32
# So many cases or entries are read at once.
PAGE = 500

_ALIAS = "SELECT reference FROM aliases WHERE alias = %s"
_OF_SENDER = "SELECT reference FROM cases WHERE sender = %s AND sender <> '' ORDER BY reference"
_NEWEST = f"{cases.CASES} ORDER BY received_at DESC, reference DESC LIMIT %s"
_WALK = f"""
    {cases.CASES} WHERE (received_at, reference) > (%s::timestamptz, %s) AND received_at < %s::timestamptz
    ORDER BY received_at, reference LIMIT %s
"""
_HEADS = """
    SELECT DISTINCT ON (reference) reference, number, digest FROM events
    WHERE (at AT TIME ZONE 'UTC')::date = %s AND reference > %s ORDER BY reference, number DESC LIMIT %s
"""
_KEEP_SEAL = """
    WITH new AS (
        INSERT INTO seals (day, heads, parts, previous, digest) VALUES (%s, %s, %s, %s, %s)
        ON CONFLICT DO NOTHING RETURNING day
    ), new_parts AS (
        INSERT INTO seal_parts (day, number, body)
        SELECT new.day, part.number - 1, part.body FROM new, unnest(%s::bytea[]) WITH ORDINALITY AS part (body, number)
    )
    SELECT count(*) FROM new
"""
# What is counted may be lost in a crash, so nobody waits for the disk. In order of the keys: no two wait for each other.
_TALLY = """
    WITH unhurried AS (SELECT set_config('synchronous_commit', 'off', true))
    INSERT INTO tallies (key, count, until)
    SELECT key, 1, %(until)s FROM unhurried, unnest(%(keys)s::text[]) AS key ORDER BY key
    ON CONFLICT (key) DO UPDATE SET
        count = CASE WHEN tallies.until <= %(now)s THEN 1 ELSE tallies.count + 1 END,
        until = CASE WHEN tallies.until <= %(now)s THEN %(until)s ELSE tallies.until END
    RETURNING key, count
"""
_UNCOUNT = """
    WITH unhurried AS (SELECT set_config('synchronous_commit', 'off', true)), mine AS (
        SELECT key FROM unhurried, tallies
        WHERE key = ANY(%(keys)s) AND until > %(now)s AND count > 0 ORDER BY key FOR UPDATE OF tallies
    )
    UPDATE tallies SET count = count - 1 FROM mine WHERE tallies.key = mine.key
"""
_COUNT_AGAIN = "UPDATE votes SET count = count + 1 WHERE (day, page, language, helpful) = (%s, %s, %s, %s)"
_COUNT_FIRST = """
    INSERT INTO votes (day, page, language, helpful, count)
    SELECT %s, %s, %s, %s, 1 WHERE (SELECT count(*) FROM votes WHERE day = %s) < %s
    ON CONFLICT (day, page, language, helpful) DO UPDATE SET count = votes.count + 1
"""
_VOTES = "SELECT page, language, helpful, sum(count) FROM votes GROUP BY page, language, helpful ORDER BY page, language, helpful"


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
        at, reference = since or "-infinity", ""
        while True:
            with self._database.patient_connection() as connection:
                values = (at, reference, until or "infinity", PAGE)
                rows = connection.execute(_WALK, values, binary=True).fetchall()
            yield from (case_from(row) for row in rows)
            if len(rows) < PAGE:
                return
            reference, _, _, at, *_ = rows[-1]

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
        reference = ""
        while True:
            with self._database.patient_connection() as connection:
                rows = connection.execute(_HEADS, (day, reference, PAGE), binary=True).fetchall()
            yield from (Head(reference=reference, number=number, digest=digest) for reference, number, digest in rows)
            if len(rows) < PAGE:
                return
            reference = rows[-1][0]

    def keep_seal(self, seal: Seal, parts: Sequence[bytes]) -> bool:
        values = (seal.day, seal.heads, seal.parts, seal.previous, seal.digest, list(parts))
        with self._database.patient_connection() as connection:
            return bool(first_row(connection, _KEEP_SEAL, values)[0])

    def seals(self) -> Sequence[Seal]:
        with self._database.connection() as connection:
            rows = connection.execute("SELECT day, heads, parts, previous, digest FROM seals ORDER BY day", binary=True)
            return [seal_from(row) for row in rows]

    def seal_part(self, day: date, number: int) -> bytes:
        query = "SELECT body FROM seal_parts WHERE (day, number) = (%s, %s)"
        with self._database.connection() as connection:
            row = connection.execute(query, (day, number), binary=True).fetchone()
            return row[0] if row else b""

    def first_event_at(self) -> datetime | None:
        with self._database.connection() as connection:
            first: datetime | None = first_row(connection, "SELECT min(received_at) FROM cases")[0]
            return first

    def tally(self, keys: Sequence[str], now: datetime, until: datetime) -> Sequence[int]:
        values = {"keys": list(set(keys)), "now": now, "until": until}
        with self._database.connection() as connection:
            counts = dict(connection.execute(_TALLY, values, binary=True).fetchall())
        return [counts[key] for key in keys]

    def uncount(self, keys: Sequence[str], now: datetime) -> None:
        with self._database.connection() as connection:
            # In order of the keys, and unhurried, as they are counted.
            connection.execute(_UNCOUNT, {"keys": list(set(keys)), "now": now})

    def tallied(self, keys: Sequence[str], now: datetime) -> Sequence[int]:
        query = "SELECT key, count FROM tallies WHERE key = ANY(%s) AND until > %s"
        with self._database.connection() as connection:
            counts = dict(connection.execute(query, (list(keys), now), binary=True).fetchall())
        return [counts.get(key, 0) for key in keys]

    def forget_tallies(self, now: datetime) -> None:
        with self._database.patient_connection() as connection:
            connection.execute("DELETE FROM tallies WHERE until <= %s", (now,))

    def secret(self) -> bytes:
        with self._database.connection() as connection:
            return _secret(connection)

    def vote(self, vote: Vote, day: date) -> bool:
        row = (day, vote.page, vote.language, vote.helpful)
        with self._database.connection() as connection:
            if connection.execute(_COUNT_AGAIN, row).rowcount:
                return True
            return connection.execute(_COUNT_FIRST, (*row, day, MOST_VOTED_PAGES)).rowcount == 1

    def votes(self) -> Sequence[tuple[Vote, int]]:
        with self._database.patient_connection() as connection:
            return [
                (Vote(page=page, language=language, helpful=helpful), int(count))
                for page, language, helpful, count in connection.execute(_VOTES, binary=True)
            ]

    def searched(self, search: Search, day: date) -> bool:
        with self._database.connection() as connection:
            return searches.searched(connection, search, day)

    def searches(self, since: date, until: date) -> Sequence[tuple[Search, int]]:
        with self._database.patient_connection() as connection:
            return searches.searches(connection, since, until)

    def forget_searches(self, fewest: int, rare_before: date, before: date) -> None:
        with self._database.patient_connection() as connection:
            searches.forget_searches(connection, fewest, rare_before, before)


def _secret(connection: Connection) -> bytes:
    query = "SELECT value FROM secrets WHERE name = 'salt'"
    row = connection.execute(query, binary=True).fetchone()
    if row is None:
        made = (secrets.token_bytes(SECRET_BYTES),)
        connection.execute("INSERT INTO secrets VALUES ('salt', %s) ON CONFLICT DO NOTHING", made)
        # Perhaps it is the one that another process made meanwhile.
        row = first_row(connection, query)
    return bytes(row[0])
