"""What has to be done about open cases, within an SQLite file: put in with the events that it follows from, soonest first.

Knows no event: what follows from them is worked out before (contact.standing).
"""

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import datetime

from contact.standing import Work
from contact.store.sqlite_rows import text_of, work_from
from contact.store.values import FoundWork
from desk.data import to_json

_COLUMNS = "reference, due, task, queue, person, kind, topic"
# Most events leave the work as it was, and then nothing is written.
_IN_ITS_PLACE = f"""
    ON CONFLICT (reference) DO UPDATE SET ({_COLUMNS}) =
        (excluded.reference, excluded.due, excluded.task, excluded.queue, excluded.person, excluded.kind, excluded.topic)
    WHERE (due, task, queue, person, kind, topic) <>
        (excluded.due, excluded.task, excluded.queue, excluded.person, excluded.kind, excluded.topic)
"""
_PUT = f"INSERT INTO work ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?) {_IN_ITS_PLACE}"  # noqa: S608 - our own words
_IS_LAST = "(SELECT max(number) FROM events WHERE reference = ?) = ?"
_PUT_FOUND = f"INSERT INTO work ({_COLUMNS}) SELECT ?, ?, ?, ?, ?, ?, ? WHERE {_IS_LAST} {_IN_ITS_PLACE}"
_TAKE = "DELETE FROM work WHERE reference = ?"
_MISSING = "work-missing-before"


def put(connection: sqlite3.Connection, reference: str, work: Work | None) -> None:
    """What has to be done about a case from now on."""
    if work:
        connection.execute(_PUT, _row(work))
    else:
        connection.execute(_TAKE, (reference,))


def put_found(connection: sqlite3.Connection, found: Sequence[FoundWork], missing_before: datetime | None) -> None:
    """Put in what was worked out for cases of before, as long as it is still so."""
    for reference, number, work in found:
        if work:
            connection.execute(_PUT_FOUND, (*_row(work), reference, number))
        else:
            connection.execute(f"{_TAKE} AND {_IS_LAST}", (reference, reference, number))
    if missing_before:
        connection.execute("INSERT OR REPLACE INTO marks VALUES (?, ?)", (_MISSING, text_of(missing_before)))
    else:
        connection.execute("DELETE FROM marks WHERE name = ?", (_MISSING,))


def missing_before(connection: sqlite3.Connection) -> datetime | None:
    """Cases of before this instant may be missing."""
    row = connection.execute("SELECT value FROM marks WHERE name = ?", (_MISSING,)).fetchone()
    return datetime.fromisoformat(row[0]) if row else None


def due(
    connection: sqlite3.Connection,
    limit: int,
    *,
    queue: str,
    to: str | None,
    before: datetime | None,
    after: Work | None,
) -> list[Work]:
    """The soonest due first."""
    asked: Mapping[str, Sequence[str]] = {
        "queue = ?": [queue] if queue else [],
        "person = ?": [to or ""] if to != "" else [],
        "due < ?": [text_of(before)] if before else [],
        "(due, reference) > (?, ?)": [text_of(after.due), after.reference] if after else [],
    }
    where = " AND ".join(["true", *(test for test, values in asked.items() if values)])
    query = f"SELECT {_COLUMNS} FROM work WHERE {where} ORDER BY due, reference LIMIT ?"  # noqa: S608 - our own words
    values = [value for values in asked.values() for value in values]
    return [work_from(row) for row in connection.execute(query, (*values, limit))]


def work_on(connection: sqlite3.Connection, references: Sequence[str]) -> list[Work]:
    """What has to be done about these cases."""
    query = f"SELECT {_COLUMNS} FROM work WHERE reference IN (SELECT value FROM json_each(?))"  # noqa: S608 - the same
    return [work_from(row) for row in connection.execute(query, (to_json(references).decode(),))]


def _row(work: Work) -> tuple[str, ...]:
    return work.reference, text_of(work.due), work.task, work.queue, work.to, work.kind, work.topic
