"""What happened to cases, read from a PostgreSQL database as fast as it can be: in order of time, page by page.

Knows no text and no key.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial

from contact.store.postgresql_cases import Place
from contact.store.postgresql_connection import Connection
from contact.store.values import History, Told

# The body of an acknowledgement lies in pieces of its own, which are not read for nothing.
_TOLD = "number, at, kind, CASE kind WHEN 'acknowledged' THEN '' ELSE body END"
_PLACES = """
    SELECT received_at, reference FROM cases
    WHERE (received_at, reference) > (%s::timestamptz, %s) AND received_at < %s::timestamptz
    ORDER BY received_at, reference LIMIT %s
"""
# In no order: the server would sort whole bodies, where we only sort what lies together anyway.
_OF = f"SELECT reference, {_TOLD} FROM events WHERE reference = ANY(%s)"  # noqa: S608 - our own words

# Faster than Told's own way of being made, which looks at each name.
_told = partial(tuple.__new__, Told)


def behind(
    connection: Connection, after: Place, end: datetime | None, limit: int
) -> tuple[list[History], Place | None]:
    """Some histories behind a place in time, and where to go on."""
    places = connection.execute(_PLACES, (*after, end or "infinity", limit), binary=True).fetchall()
    found = list(histories_of(connection, [reference for _, reference in places]))
    at, reference = places[-1] if len(places) == limit else (None, "")
    return found, (at, reference) if at else None


def histories_of(connection: Connection, references: Sequence[str]) -> Iterator[History]:
    """Those of some cases, in their order."""
    found: dict[str, list[Told]] = {}
    for reference, *event in connection.execute(_OF, (list(references),), binary=True).fetchall():
        found.setdefault(reference, []).append(_told(event))
    return (History(reference, sorted(found[reference])) for reference in references if reference in found)
