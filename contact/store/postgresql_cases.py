"""Cases within a PostgreSQL database: recorded, read, and added to, each by one statement.

One statement is one way to the server and back, and sees one state of the tables: a case is always read as a whole.
Knows nothing of connections that break.
"""

import secrets
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from contact.case import Case
from contact.events import received_in
from contact.store.postgresql_connection import Connection, UniqueViolation, Values, first_row
from contact.store.postgresql_rows import case_from
from contact.store.postgresql_work import PUT_IF_ALLOWED, TAKE_IF_ALLOWED, values_of
from contact.store.values import Appended, Change, NewCase, Recorded, ReferenceTakenError, SealedDayError

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
# An instant, or `-infinity`, and a reference: where a case stands in the order of time.
Place = tuple[datetime | str, str]

# What is added where `allowed` says that anything is: the columns, and a row of those behind the reference. Each value goes
# by itself: in an array every quotation mark of a text would be escaped, which takes longer than all the rest.
_ADDED = {
    "events (reference, number, at, kind, body, previous, digest)": (
        "(%(number{0})s::integer, %(at{0})s::timestamptz, %(kind{0})s, %(body{0})s, %(previous{0})s, %(digest{0})s)"
    ),
    "texts (reference, name, body)": "(%(name{0})s, %(text{0})s::bytea)",
    "aliases (reference, alias)": "(%(alias{0})s)",
    "mails (reference, mail, state, due)": "(%(mail{0})s, %(state{0})s, %(due{0})s::timestamptz)",
}
_RECORD = """
    WITH allowed AS (
        INSERT INTO cases (reference, token, key, wrapped_key, sender, received_at)
        SELECT %(reference)s, %(token)s, %(key)s, %(wrapped_key)s, %(sender)s, %(received_at)s::timestamptz
        WHERE {not_sealed}
        ON CONFLICT DO NOTHING RETURNING reference
    ){added}
    SELECT count(*) FROM allowed
"""
_APPEND = """
    WITH last AS (
        SELECT max(number) AS number FROM events WHERE reference = %(reference)s
    ), follows AS (
        SELECT FROM last WHERE (%(follows)s::integer IS NULL OR number = %(follows)s) AND {not_sealed}
    ), finished AS (
        UPDATE mails SET state = %(finished)s, error = %(error)s, lease = '', due = coalesce(%(due)s, due)
        FROM follows
        WHERE (reference, mail, lease, state) = (%(reference)s, %(mail)s, %(lease)s, %(state)s)
        RETURNING mail
    ), allowed AS (
        SELECT FROM follows WHERE %(mail)s::text IS NULL OR EXISTS (SELECT FROM finished)
    ){added}
    SELECT EXISTS (SELECT FROM follows), EXISTS (SELECT FROM allowed)
"""
_SEALED = "EXISTS (SELECT FROM seals WHERE day >= %(unsealed)s::date)"
_WALK = f"""
    {CASES} WHERE (received_at, reference) > (%s::timestamptz, %s) AND received_at < %s::timestamptz
    ORDER BY received_at, reference LIMIT %s
"""
_KNOWN = f"{CASES} WHERE token = %s"
_FORGET = "UPDATE cases SET wrapped_key = NULL, sender = '', token = %s WHERE reference = %s"


def record(connection: Connection, case: NewCase) -> Recorded:
    """Write a case, unless its token is known. Raises ReferenceTakenError and SealedDayError."""
    received = case.events[0]
    new = _values(case) | {
        "token": case.token,
        "key": case.key,
        "wrapped_key": case.wrapped_key,
        "sender": case.sender,
        "received_at": received.at,
    }
    for _ in range(MOST_TRIES):
        if first_row(connection, _adding(_RECORD, _written(case), *_counts(case)), new)[0]:
            return Recorded(reference=case.reference, key=case.key, received=received_in(received), new=True)
        known = _found(connection, _KNOWN, (case.token,))
        if known:
            return Recorded(reference=known.reference, key=known.key, received=known.received, new=False)
        if find(connection, case.reference):
            break
        _refuse_sealed(connection, new)
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


def walked(connection: Connection, after: Place, end: datetime | None, limit: int) -> tuple[list[Case], Place | None]:
    """Some cases behind a place in time, and where to go on."""
    rows = connection.execute(_WALK, (*after, end or "infinity", limit), binary=True).fetchall()
    reference, _, _, at, *_ = rows[-1] if len(rows) == limit else ("", "", None, None)
    return [case_from(row) for row in rows], (at, reference) if at else None


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
    values = _values(change) | {
        "follows": change.events[0].number - 1 if change.events else None,
        "finished": change.finished.state if change.finished else None,
        "error": change.finished.error if change.finished else None,
        "due": change.finished.due if change.finished else None,
        "mail": known.mail if known else None,
        "lease": known.lease if known else None,
        "state": known.state if known else None,
    }
    follows, allowed = first_row(connection, _adding(_APPEND, _written(change), *_counts(change)), values)
    if not follows:
        _refuse_sealed(connection, values)
        return "overtaken"
    return "written" if allowed else "lost"


def _refuse_sealed(connection: Connection, values: Values) -> None:
    if first_row(connection, f"SELECT {_SEALED}", values)[0]:
        raise SealedDayError


def _counts(added: NewCase | Change) -> tuple[int, ...]:
    """How many events, texts, aliases and mails are added."""
    return len(added.events), len(added.texts), len(set(added.aliases)), len(added.mails)


def _written(added: NewCase | Change) -> str:
    """What becomes of the work: behind all else, so that who waits for another waits for the same thing first."""
    if not added.events:
        return ""
    if added.work:
        return PUT_IF_ALLOWED
    return TAKE_IF_ALLOWED if isinstance(added, Change) else ""


@lru_cache(maxsize=256)
def _adding(statement: str, work: str, *counts: int) -> str:
    """The statement that adds so many of each, and changes the work."""
    parts = zip(_ADDED.items(), counts, strict=True)
    rows = "".join(_into(table, row, count) for (table, row), count in parts if count)
    # Where nobody asks, the day is null, and no seal is later than that.
    return statement.format(added=rows + work, not_sealed=f"NOT {_SEALED}")


def _into(table: str, row: str, count: int) -> str:
    name, rows = table.partition(" ")[0], ", ".join(row.format(number) for number in range(count))
    # An alias that another case has stays with that one; nothing else can be there already.
    end = "ON CONFLICT DO NOTHING" if name == "aliases" else ""
    return f""", new_{name} AS (
        INSERT INTO {table} SELECT %(reference)s, new.* FROM allowed, (VALUES {rows}) AS new {end}
    )"""  # noqa: S608 - put together from our own words


def _values(added: NewCase | Change) -> dict[str, Any]:
    """What is added. Aliases in order: who waits for another waits in the same order as all others."""
    is_asked = added.unless_sealed and added.events
    values: dict[str, Any] = {"reference": added.reference, **values_of(added.work)}
    values["unsealed"] = added.events[0].at.astimezone(UTC).date() if is_asked else None
    for number, event in enumerate(added.events):
        columns = ("number", "at", "kind", "body", "previous", "digest")
        values |= {f"{column}{number}": getattr(event, column) for column in columns}
    for number, (name, text) in enumerate(added.texts.items()):
        values |= {f"name{number}": name, f"text{number}": text}
    for number, alias in enumerate(sorted(set(added.aliases))):
        values[f"alias{number}"] = alias
    for number, mail in enumerate(added.mails):
        values |= {f"mail{number}": mail.mail, f"state{number}": mail.state, f"due{number}": mail.due}
    return values
