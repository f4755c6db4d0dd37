"""What a PostgreSQL database counts: tallies that come to an end, and votes. Knows nothing of who is counted."""

from collections.abc import Sequence
from datetime import date, datetime

from contact.store.postgresql_connection import Connection
from contact.store.values import MOST_VOTED_PAGES, Vote

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
_TALLIED = "SELECT key, count FROM tallies WHERE key = ANY(%s) AND until > %s"
_COUNT_AGAIN = "UPDATE votes SET count = count + 1 WHERE (day, page, language, helpful) = (%s, %s, %s, %s)"
_COUNT_FIRST = """
    INSERT INTO votes (day, page, language, helpful, count)
    SELECT %s, %s, %s, %s, 1 WHERE (SELECT count(*) FROM votes WHERE day = %s) < %s
    ON CONFLICT (day, page, language, helpful) DO UPDATE SET count = votes.count + 1
"""
_VOTES = """
    SELECT page, language, helpful, sum(count) FROM votes WHERE day BETWEEN %s AND %s
    GROUP BY page, language, helpful ORDER BY page, language, helpful
"""


def tally(connection: Connection, keys: Sequence[str], now: datetime, until: datetime) -> list[int]:
    """Count each key once more, or begin anew where its count is over."""
    values = {"keys": list(set(keys)), "now": now, "until": until}
    counts: dict[str, int] = dict(connection.execute(_TALLY, values, binary=True).fetchall())
    return [counts[key] for key in keys]


def uncount(connection: Connection, keys: Sequence[str], now: datetime) -> None:
    """Take back one count of each key whose count goes on; in order of the keys, and unhurried, as they are counted."""
    connection.execute(_UNCOUNT, {"keys": list(set(keys)), "now": now})


def tallied(connection: Connection, keys: Sequence[str], now: datetime) -> list[int]:
    """How often each key has been counted."""
    counts: dict[str, int] = dict(connection.execute(_TALLIED, (list(keys), now), binary=True).fetchall())
    return [counts.get(key, 0) for key in keys]


def vote(connection: Connection, said: Vote, day: date) -> bool:
    """Count a vote; False where too many pages were voted on that day."""
    row = (day, said.page, said.language, said.helpful)
    if connection.execute(_COUNT_AGAIN, row).rowcount:
        return True
    return connection.execute(_COUNT_FIRST, (*row, day, MOST_VOTED_PAGES)).rowcount == 1


def votes(connection: Connection, since: date, until: date) -> list[tuple[Vote, int]]:
    """How often each was said from one day through another, by page."""
    return [
        (Vote(page=page, language=language, helpful=helpful), int(count))
        for page, language, helpful, count in connection.execute(_VOTES, (since, until), binary=True)
    ]
