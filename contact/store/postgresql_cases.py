"""Cases within a PostgreSQL database: recorded, read, and added to, each by one statement.

One statement is one way to the server and back, and sees one state of the tables: a case is always read as a whole.
Knows nothing of connections that break.
"""

import secrets
from typing import Any

from contact.case import Case
from contact.events import received_in
from contact.store.port import Appended, Change, NewCase, Recorded, ReferenceTakenError
from contact.store.postgresql_connection import Connection, UniqueViolation, Values, first_row
from contact.store.postgresql_rows import case_from

SECRET_BYTES = 32
# A token or a reference that was there a moment ago is gone only if the case was erased in between.
MOST_TRIES = 3

CASES = """
    SELECT cases.reference, cases.key, cases.wrapped_key, cases.received_at, names, texts,
        numbers, ats, kinds, bodies, previous, digests
    FROM cases
    CROSS JOIN LATERAL (
        SELECT array_agg(name) AS names, array_agg(body) AS texts FROM texts WHERE texts.reference = cases.reference
    ) AS its_texts
    CROSS JOIN LATERAL (
        SELECT array_agg(number) AS numbers, array_agg(at) AS ats, array_agg(kind) AS kinds,
            array_agg(body) AS bodies, array_agg(previous) AS previous, array_agg(digest) AS digests
        FROM (SELECT * FROM events WHERE events.reference = cases.reference ORDER BY number) AS in_order
    ) AS its_events
"""
# Follows what says in `allowed` whether anything is to be added.
_ADD = """
    new_events AS (
        INSERT INTO events (reference, number, at, kind, body, previous, digest)
        SELECT %(reference)s, new.* FROM allowed, unnest(%(numbers)s::integer[], %(ats)s::timestamptz[],
            %(kinds)s::text[], %(bodies)s::text[], %(previous)s::text[], %(digests)s::text[]) AS new
    ), new_texts AS (
        INSERT INTO texts (reference, name, body)
        SELECT %(reference)s, new.* FROM allowed, unnest(%(names)s::text[], %(texts)s::bytea[]) AS new
    ), new_aliases AS (
        INSERT INTO aliases (alias, reference)
        SELECT new.*, %(reference)s FROM allowed, unnest(%(aliases)s::text[]) AS new ON CONFLICT DO NOTHING
    ), new_mails AS (
        INSERT INTO mails (reference, mail, state, due)
        SELECT %(reference)s, new.*
        FROM allowed, unnest(%(mails)s::text[], %(states)s::text[], %(dues)s::timestamptz[]) AS new
    )
"""
_RECORD = f"""
    WITH allowed AS (
        INSERT INTO cases (reference, token, key, wrapped_key, sender, received_at)
        VALUES (%(reference)s, %(token)s, %(key)s, %(wrapped_key)s, %(sender)s, %(received_at)s)
        ON CONFLICT DO NOTHING RETURNING reference
    ), {_ADD}
    SELECT count(*) FROM allowed
"""  # noqa: S608 - put together from our own words
_APPEND = f"""
    WITH last AS (
        SELECT max(number) AS number FROM events WHERE reference = %(reference)s
    ), follows AS (
        SELECT FROM last WHERE %(follows)s::integer IS NULL OR number = %(follows)s
    ), finished AS (
        UPDATE mails SET state = %(finished)s, error = %(error)s, lease = '', due = coalesce(%(due)s, due)
        FROM follows
        WHERE (reference, mail, lease, state) = (%(reference)s, %(mail)s, %(lease)s, %(state)s)
        RETURNING mail
    ), allowed AS (
        SELECT FROM follows WHERE %(mail)s::text IS NULL OR EXISTS (SELECT FROM finished)
    ), {_ADD}
    SELECT EXISTS (SELECT FROM follows), EXISTS (SELECT FROM allowed)
"""  # noqa: S608 - put together from our own words
_KNOWN = f"{CASES} WHERE token = %s"
_FORGET = "UPDATE cases SET wrapped_key = NULL, sender = '', token = %s WHERE reference = %s"


def record(connection: Connection, case: NewCase) -> Recorded:
    """Write a case, unless its token is known. Raises ReferenceTakenError."""
    received = case.events[0]
    new = _added(case) | {
        "token": case.token,
        "key": case.key,
        "wrapped_key": case.wrapped_key,
        "sender": case.sender,
        "received_at": received.at,
    }
    for _ in range(MOST_TRIES):
        if first_row(connection, _RECORD, new)[0]:
            return Recorded(reference=case.reference, key=case.key, received=received_in(received), new=True)
        known = _found(connection, _KNOWN, (case.token,))
        if known:
            return Recorded(reference=known.reference, key=known.key, received=known.received, new=False)
        if find(connection, case.reference):
            break
    raise ReferenceTakenError(case.reference)


def append(connection: Connection, change: Change) -> Appended:
    """Add to a case, all or nothing."""
    try:
        return _erase(connection, change) if change.erase else _append(connection, change)
    except UniqueViolation as error:
        # Whoever writes at the same time is seen only now: the number of this event is taken.
        if error.diag.constraint_name == "events_follow":
            return "overtaken"
        raise


def find(connection: Connection, reference: str) -> Case | None:
    """The case of a reference."""
    return _found(connection, f"{CASES} WHERE reference = %s", (reference,))


def _found(connection: Connection, query: str, values: Values) -> Case | None:
    row = connection.execute(query, values, binary=True).fetchone()
    return case_from(row) if row else None


def _erase(connection: Connection, change: Change) -> Appended:
    with connection.transaction():
        appended = _append(connection, change)
        if appended == "written":
            connection.execute(_FORGET, (f"erased {secrets.token_hex(SECRET_BYTES)}", change.reference))
            connection.execute("DELETE FROM texts WHERE reference = %s", (change.reference,))
    return appended


def _append(connection: Connection, change: Change) -> Appended:
    known = change.finished.entry if change.finished else None
    values = _added(change) | {
        "follows": change.events[0].number - 1 if change.events else None,
        "finished": change.finished.state if change.finished else None,
        "error": change.finished.error if change.finished else None,
        "due": change.finished.due if change.finished else None,
        "mail": known.mail if known else None,
        "lease": known.lease if known else None,
        "state": known.state if known else None,
    }
    follows, allowed = first_row(connection, _APPEND, values)
    if not follows:
        return "overtaken"
    return "written" if allowed else "lost"


def _added(added: NewCase | Change) -> dict[str, Any]:
    """What is added, one list for each column. Aliases in order: who waits for another waits in the same order as all others."""
    return {
        "reference": added.reference,
        "numbers": [event.number for event in added.events],
        "ats": [event.at for event in added.events],
        "kinds": [event.kind for event in added.events],
        "bodies": [event.body for event in added.events],
        "previous": [event.previous for event in added.events],
        "digests": [event.digest for event in added.events],
        "names": list(added.texts.keys()),
        "texts": list(added.texts.values()),
        "aliases": sorted(set(added.aliases)),
        "mails": [mail.mail for mail in added.mails],
        "states": [mail.state for mail in added.mails],
        "dues": [mail.due for mail in added.mails],
    }
