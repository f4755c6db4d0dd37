"""Cases within an SQLite file: recorded, added to, and read again, many at once."""

import secrets
import sqlite3
from collections import defaultdict
from collections.abc import Sequence

from contact.case import Case
from contact.events import Event, received_in
from contact.store.sqlite_outbox import add_mails, finish
from contact.store.sqlite_rows import case_from, event_from, text_of
from contact.store.sqlite_work import put
from contact.store.values import Appended, Change, NewCase, Recorded, ReferenceTakenError, SealedDayError
from desk.data import to_json

TOKEN_BYTES = 32

# An instant and a reference: where a case stands in the order of time.
Place = tuple[str, str]

_WANTED = "reference IN (SELECT value FROM json_each(?))"
_EVENTS = f"""
    SELECT reference, number, at, kind, body, previous, digest FROM events
    WHERE {_WANTED} ORDER BY reference, number
"""  # noqa: S608 - our own words
_TEXTS = f"SELECT reference, name, body FROM texts WHERE {_WANTED}"  # noqa: S608 - the same
_WALK = """
    SELECT received_at, reference FROM cases
    WHERE (received_at, reference) > (?, ?) AND received_at < ? ORDER BY received_at, reference LIMIT ?
"""
_NEW_CASE = "INSERT INTO cases (reference, token, key, wrapped_key, received_at, sender) VALUES (?, ?, ?, ?, ?, ?)"
_CASES = f"SELECT reference, key, wrapped_key FROM cases WHERE {_WANTED}"  # noqa: S608 - the same


def record(connection: sqlite3.Connection, case: NewCase) -> Recorded:
    """Write a case, unless its token is known. Raises ReferenceTakenError and SealedDayError."""
    known = connection.execute("SELECT reference, key FROM cases WHERE token = ?", (case.token,)).fetchone()
    if known:
        return Recorded(
            reference=known[0], key=known[1], received=received_in(_events(connection, known[0])[0]), new=False
        )
    if connection.execute("SELECT 1 FROM cases WHERE reference = ?", (case.reference,)).fetchone():
        raise ReferenceTakenError(case.reference)
    _refuse_sealed(connection, case)
    received = case.events[0]
    row = (case.reference, case.token, case.key, case.wrapped_key, text_of(received.at), case.sender)
    connection.execute(_NEW_CASE, row)
    _add(connection, case)
    return Recorded(reference=case.reference, key=case.key, received=received_in(received), new=True)


def append(connection: sqlite3.Connection, change: Change) -> Appended:
    """Add to a case; nothing is written unless the answer is `written`."""
    (last,) = connection.execute("SELECT max(number) FROM events WHERE reference = ?", (change.reference,)).fetchone()
    if change.events and last != change.events[0].number - 1:
        return "overtaken"
    _refuse_sealed(connection, change)
    if change.finished and not finish(connection, change.finished):
        return "lost"
    _add(connection, change)
    if change.erase:
        row = (f"erased {secrets.token_hex(TOKEN_BYTES)}", change.reference)
        connection.execute("UPDATE cases SET wrapped_key = NULL, sender = '', token = ? WHERE reference = ?", row)
        connection.execute("DELETE FROM texts WHERE reference = ?", (change.reference,))
    return "written"


def _refuse_sealed(connection: sqlite3.Connection, added: NewCase | Change) -> None:
    if added.unless_sealed and added.events:
        day = text_of(added.events[0].at)[:10]
        if connection.execute("SELECT 1 FROM seals WHERE day >= ? LIMIT 1", (day,)).fetchone():
            raise SealedDayError(day)


def _add(connection: sqlite3.Connection, added: NewCase | Change) -> None:
    reference = added.reference
    events = [
        (reference, event.number, text_of(event.at), event.kind, event.body, event.previous, event.digest)
        for event in added.events
    ]
    connection.executemany("INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?)", events)
    # Most changes have no texts, no aliases and no mails, and to write nothing takes SQLite a while too.
    if added.texts:
        texts = [(reference, name, body) for name, body in added.texts.items()]
        connection.executemany("INSERT INTO texts VALUES (?, ?, ?)", texts)
    if added.aliases:
        aliases = [(alias, reference) for alias in added.aliases]
        connection.executemany("INSERT INTO aliases VALUES (?, ?) ON CONFLICT DO NOTHING", aliases)
    if added.mails:
        add_mails(connection, reference, added.mails)
    if added.events and (added.work or isinstance(added, Change)):
        put(connection, reference, added.work)


def walked(connection: sqlite3.Connection, after: Place, end: str, limit: int) -> tuple[list[Case], Place | None]:
    """Some cases behind a place in time, and where to go on."""
    places = places_behind(connection, after, end, limit)
    return cases(connection, [reference for _, reference in places]), places[-1] if len(places) == limit else None


def places_behind(connection: sqlite3.Connection, after: Place, end: str, limit: int) -> list[Place]:
    """When some cases were recorded, and their references, in order of time."""
    return connection.execute(_WALK, (*after, end, limit)).fetchall()


def case_of(connection: sqlite3.Connection, reference: str) -> Case | None:
    """The case of a reference."""
    return next(iter(cases(connection, [reference])), None)


def cases(connection: sqlite3.Connection, references: Sequence[str]) -> list[Case]:
    """The cases of these references, in the same order; three queries for all of them."""
    # Within one transaction they see one state of the file: nobody erases a text between its event and itself.
    connection.execute("BEGIN")
    found = _cases(connection, (to_json(references).decode(),))
    connection.execute("COMMIT")
    return [found[reference] for reference in references if reference in found]


def _cases(connection: sqlite3.Connection, wanted: tuple[str]) -> dict[str, Case]:
    texts: dict[str, dict[str, bytes]] = defaultdict(dict)
    for reference, name, body in connection.execute(_TEXTS, wanted):
        texts[reference][name] = body
    events: dict[str, list[Event]] = defaultdict(list)
    for row in connection.execute(_EVENTS, wanted):
        events[row[0]].append(event_from(row))
    rows = connection.execute(_CASES, wanted)
    return {row[0]: case_from(row, texts.get(row[0], {}), events.get(row[0], ())) for row in rows}


def _events(connection: sqlite3.Connection, reference: str) -> list[Event]:
    return [event_from(row) for row in connection.execute(_EVENTS, (to_json([reference]).decode(),))]
