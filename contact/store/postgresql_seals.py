"""Seals of days within a PostgreSQL database, and the heads they are made over. Knows no digest and no chain."""

from collections.abc import Sequence
from datetime import date

from contact.store.postgresql_connection import Connection, first_row
from contact.store.postgresql_rows import seal_from
from contact.store.values import Head, Seal

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
_SEALS = "SELECT day, heads, parts, previous, digest FROM seals ORDER BY day"
_PART = "SELECT body FROM seal_parts WHERE (day, number) = (%s, %s)"


def heads_on(connection: Connection, day: date, after: str, limit: int) -> tuple[list[Head], str | None]:
    """Some heads of a day behind a reference, and where to go on."""
    rows = connection.execute(_HEADS, (day, after, limit), binary=True)
    heads = [Head(reference=reference, number=number, digest=digest) for reference, number, digest in rows]
    return heads, heads[-1].reference if len(heads) == limit else None


def keep_seal(connection: Connection, seal: Seal, parts: Sequence[bytes]) -> bool:
    """Keep a day's seal; False where that day has one already."""
    values = (seal.day, seal.heads, seal.parts, seal.previous, seal.digest, list(parts))
    return bool(first_row(connection, _KEEP_SEAL, values)[0])


def seals(connection: Connection) -> list[Seal]:
    """All seals, the oldest day first."""
    return [seal_from(row) for row in connection.execute(_SEALS, binary=True)]


def seal_part(connection: Connection, day: date, number: int) -> bytes:
    """One of the parts of a seal; empty where there is none."""
    row = connection.execute(_PART, (day, number), binary=True).fetchone()
    return row[0] if row else b""
