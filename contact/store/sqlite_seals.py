"""Seals of days within an SQLite file, and the heads they are made over. Knows no digest and no chain."""

import sqlite3
from collections.abc import Sequence
from datetime import date

from contact.store.sqlite_rows import seal_from
from contact.store.values import Head, Seal

_HEADS = """
    SELECT reference, max(number), digest FROM events
    WHERE substr(at, 1, 10) = ? AND reference > ? GROUP BY reference ORDER BY reference LIMIT ?
"""
_SEALS = "SELECT day, heads, parts, previous, digest FROM seals ORDER BY day"


def heads_on(connection: sqlite3.Connection, day: date, after: str, limit: int) -> tuple[list[Head], str | None]:
    """Some heads of a day behind a reference, and where to go on."""
    rows = connection.execute(_HEADS, (day.isoformat(), after, limit)).fetchall()
    heads = [Head(reference=reference, number=number, digest=digest) for reference, number, digest in rows]
    return heads, heads[-1].reference if len(heads) == limit else None


def keep_seal(connection: sqlite3.Connection, seal: Seal, parts: Sequence[bytes]) -> bool:
    """Keep a day's seal; False where that day has one already."""
    day = seal.day.isoformat()
    row = (day, seal.heads, seal.parts, seal.previous, seal.digest)
    if not connection.execute("INSERT INTO seals VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING", row).rowcount:
        return False
    connection.executemany(
        "INSERT INTO seal_parts VALUES (?, ?, ?)", [(day, number, part) for number, part in enumerate(parts)]
    )
    return True


def seals(connection: sqlite3.Connection) -> list[Seal]:
    """All seals, the oldest day first."""
    return [seal_from(row) for row in connection.execute(_SEALS)]


def seal_part(connection: sqlite3.Connection, day: date, number: int) -> bytes:
    """One of the parts of a seal; empty where there is none."""
    wanted = (day.isoformat(), number)
    row = connection.execute("SELECT body FROM seal_parts WHERE day = ? AND number = ?", wanted).fetchone()
    return row[0] if row else b""
