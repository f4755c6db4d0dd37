"""What happened to cases, read from an SQLite file as fast as it can be: in order of time, page by page.

Events lie in the file in the order in which they came. Knows no text and no key.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial
from itertools import groupby
from operator import itemgetter

from contact.store.sqlite_cases import Place, places_behind
from contact.store.sqlite_rows import Row
from contact.store.values import History, Told
from desk.data import to_json

# The body of an acknowledgement lies on pages of its own, which are not read for nothing.
_TOLD = "number, at, kind, CASE kind WHEN 'acknowledged' THEN '' ELSE body END"
# CROSS JOIN: in this order, whatever SQLite thinks of the tables. It does not see that the events of a case come in order of
# their numbers then, and would sort them by way of another table: they are sorted afterwards.
_BETWEEN = f"""
    SELECT cases.reference, {_TOLD} FROM cases CROSS JOIN events ON events.reference = cases.reference
    WHERE (received_at, cases.reference) > (?, ?) AND (received_at, cases.reference) <= (?, ?)
    ORDER BY received_at, cases.reference
"""  # noqa: S608 - our own words
_OF = f"""
    SELECT reference, {_TOLD} FROM events
    WHERE reference IN (SELECT value FROM json_each(?)) ORDER BY reference, number
"""  # noqa: S608 - the same

# Faster than Told's own way of being made, which looks at each name.
_told = partial(tuple.__new__, Told)
_instant = datetime.fromisoformat


def behind(connection: sqlite3.Connection, after: Place, end: str, limit: int) -> tuple[list[History], Place | None]:
    """Some histories behind a place in time, and where to go on."""
    places = places_behind(connection, after, end, limit)
    if not places:
        return [], None
    rows = connection.execute(_BETWEEN, (*after, *places[-1])).fetchall()
    return list(_histories(rows)), places[-1] if len(places) == limit else None


def histories_of(connection: sqlite3.Connection, references: Sequence[str]) -> Iterator[History]:
    """Those of some cases, in their order."""
    rows = connection.execute(_OF, (to_json(references).decode(),)).fetchall()
    found = {history.reference: history for history in _histories(rows)}
    return (found[reference] for reference in references if reference in found)


def _histories(rows: Iterable[Row]) -> Iterator[History]:
    for reference, events in groupby(rows, key=itemgetter(0)):
        yield History(
            reference, sorted(_told((number, _instant(at), kind, body)) for _, number, at, kind, body in events)
        )
