"""What an SQLite file counts: tallies that come to an end, and votes on answers. Knows nothing of who is counted."""

import sqlite3
from collections.abc import Sequence
from datetime import date, datetime

from contact.store.sqlite_rows import text_of
from contact.store.values import MOST_VOTED_PAGES, Vote

_TALLY = """
    INSERT INTO tallies VALUES (:key, 1, :until) ON CONFLICT (key) DO UPDATE
    SET count = CASE WHEN until <= :now THEN 1 ELSE count + 1 END, until = CASE WHEN until <= :now THEN :until ELSE until END
    RETURNING count
"""
_UNCOUNT = "UPDATE tallies SET count = count - 1 WHERE key = ? AND until > ? AND count > 0"
_TALLIED = "SELECT count FROM tallies WHERE key = ? AND until > ?"
_COUNT_AGAIN = "UPDATE votes SET count = count + 1 WHERE day = ? AND page = ? AND language = ? AND helpful = ?"
_VOTES = """
    SELECT page, language, helpful, sum(count) FROM votes WHERE day BETWEEN ? AND ?
    GROUP BY page, language, helpful ORDER BY page, language, helpful
"""


def tally(connection: sqlite3.Connection, keys: Sequence[str], now: datetime, until: datetime) -> list[int]:
    """Count each key once more, or begin anew where its count is over."""
    times = {"now": text_of(now), "until": text_of(until)}
    return [connection.execute(_TALLY, {"key": key, **times}).fetchone()[0] for key in keys]


def uncount(connection: sqlite3.Connection, keys: Sequence[str], now: datetime) -> None:
    """Take back one count of each key whose count goes on."""
    connection.executemany(_UNCOUNT, [(key, text_of(now)) for key in keys])


def tallied(connection: sqlite3.Connection, keys: Sequence[str], now: datetime) -> list[int]:
    """How often each key has been counted."""
    rows = [connection.execute(_TALLIED, (key, text_of(now))).fetchone() for key in keys]
    return [row[0] if row else 0 for row in rows]


def vote(connection: sqlite3.Connection, said: Vote, day: date) -> bool:
    """Count a vote; False where too many pages were voted on that day."""
    row = (day.isoformat(), said.page, said.language, said.helpful)
    if connection.execute(_COUNT_AGAIN, row).rowcount:
        return True
    (rows,) = connection.execute("SELECT count(*) FROM votes WHERE day = ?", row[:1]).fetchone()
    if rows >= MOST_VOTED_PAGES:
        return False
    connection.execute("INSERT INTO votes VALUES (?, ?, ?, ?, 1)", row)
    return True


def votes(connection: sqlite3.Connection, since: date, until: date) -> list[tuple[Vote, int]]:
    """How often each was said from one day through another, by page."""
    return [
        (Vote(page=page, language=language, helpful=bool(helpful)), count)
        for page, language, helpful, count in connection.execute(_VOTES, (since.isoformat(), until.isoformat()))
    ]
