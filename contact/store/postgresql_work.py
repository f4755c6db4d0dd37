"""What has to be done about open cases, within a PostgreSQL database: put in with the events that it follows from.

Knows no event: what follows from them is worked out before (contact.standing).
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from contact.standing import Work
from contact.store.postgresql_connection import Connection
from contact.store.postgresql_rows import work_from
from contact.store.values import FoundWork

_COLUMNS = "reference, due, task, queue, person, kind, topic"
# Most events leave the work as it was, and then nothing is written.
_IN_ITS_PLACE = """
    ON CONFLICT (reference) DO UPDATE SET (due, task, queue, person, kind, topic) =
        (excluded.due, excluded.task, excluded.queue, excluded.person, excluded.kind, excluded.topic)
    WHERE (work.due, work.task, work.queue, work.person, work.kind, work.topic) <>
        (excluded.due, excluded.task, excluded.queue, excluded.person, excluded.kind, excluded.topic)
"""
# Within the statement that adds to a case, where `allowed` says that anything is added.
PUT_IF_ALLOWED = f""", new_work AS (
    INSERT INTO work ({_COLUMNS}) SELECT %(reference)s, %(work_due)s::timestamptz, %(work_task)s, %(work_queue)s,
        %(work_person)s, %(work_kind)s, %(work_topic)s FROM allowed {_IN_ITS_PLACE}
)"""  # noqa: S608 - our own words
TAKE_IF_ALLOWED = ", no_work AS (DELETE FROM work USING allowed WHERE reference = %(reference)s)"

_IS_LAST = "(SELECT max(number) FROM events WHERE reference = %(reference)s) = %(number)s"
_PUT_FOUND = f"""
    INSERT INTO work ({_COLUMNS}) SELECT %(reference)s, %(work_due)s, %(work_task)s, %(work_queue)s, %(work_person)s,
        %(work_kind)s, %(work_topic)s WHERE {_IS_LAST} {_IN_ITS_PLACE}
"""
_TAKE_FOUND = f"DELETE FROM work WHERE reference = %(reference)s AND {_IS_LAST}"  # noqa: S608 - the same
_MARK = """
    INSERT INTO marks VALUES ('work-missing-before', %s) ON CONFLICT (name) DO UPDATE SET value = excluded.value
"""
_MARKED = "SELECT value FROM marks WHERE name = 'work-missing-before'"


def values_of(work: Work | None) -> dict[str, Any]:
    """The values that stand in the statements above."""
    if work is None:
        return {}
    return {
        "work_due": work.due,
        "work_task": work.task,
        "work_queue": work.queue,
        "work_person": work.to,
        "work_kind": work.kind,
        "work_topic": work.topic,
    }


def put_found(connection: Connection, found: Sequence[FoundWork], missing_before: datetime | None) -> None:
    """Put in what was worked out for cases of before, as long as it is still so."""
    rows = [{"reference": reference, "number": number, **values_of(work)} for reference, number, work in found]
    cursor = connection.cursor()
    if rows:
        # Else an event that is being written would not be seen, and its work written over. Whoever writes waits for this;
        # where somebody else holds the table, this does not keep them waiting behind it.
        cursor.execute("SET LOCAL lock_timeout = '500ms'")
        cursor.execute("LOCK TABLE events IN SHARE MODE")
    cursor.executemany(_PUT_FOUND, [row for row in rows if "work_due" in row])
    cursor.executemany(_TAKE_FOUND, [row for row in rows if "work_due" not in row])
    if missing_before:
        connection.execute(_MARK, (missing_before,))
    else:
        connection.execute("DELETE FROM marks WHERE name = 'work-missing-before'")


def missing_before(connection: Connection) -> datetime | None:
    """Cases of before this instant may be missing."""
    row = connection.execute(_MARKED, binary=True).fetchone()
    return row[0] if row else None


def due(
    connection: Connection, limit: int, *, queue: str, to: str | None, before: datetime | None, after: Work | None
) -> list[Work]:
    """The soonest due first."""
    asked: Mapping[str, Sequence[Any]] = {
        "queue = %s": [queue] if queue else [],
        "person = %s": [to or ""] if to != "" else [],
        "due < %s": [before] if before else [],
        "(due, reference) > (%s, %s)": [after.due, after.reference] if after else [],
    }
    where = " AND ".join(["true", *(test for test, values in asked.items() if values)])
    query = f"SELECT {_COLUMNS} FROM work WHERE {where} ORDER BY due, reference LIMIT %s"  # noqa: S608 - our own words
    values = [value for values in asked.values() for value in values]
    return [work_from(row) for row in connection.execute(query, (*values, limit), binary=True)]


def work_on(connection: Connection, references: Sequence[str]) -> list[Work]:
    """What has to be done about these cases."""
    query = f"SELECT {_COLUMNS} FROM work WHERE reference = ANY(%s)"  # noqa: S608 - the same
    return [work_from(row) for row in connection.execute(query, (list(references),), binary=True)]
