"""Calls and reports within a PostgreSQL database: kept once, and never changed. Knows no figure and no caller."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from contact.calls import CallRecord
from contact.kept_report import KeptReport
from contact.store.postgresql_cases import Place
from contact.store.postgresql_connection import Connection
from contact.store.postgresql_rows import call_from, report_from
from desk.data import asdict

_CALL = "id, began_at, queue, channel, waited, talked, outcome, source"
_REPORT = "id, period, profile, as_of, seal, made_at, version, digest"
# In order of their ids, as all who keep calls: no two wait for each other.
_KEEP_CALLS = f"""
    INSERT INTO calls ({_CALL}) SELECT * FROM unnest(%s::text[], %s::timestamptz[], %s::text[], %s::text[],
        %s::integer[], %s::integer[], %s::text[], %s::text[]) AS call ({_CALL}) ORDER BY id ON CONFLICT DO NOTHING
"""  # noqa: S608 - our own words
_CALLS = f"""
    SELECT {_CALL} FROM calls WHERE (began_at, id) > (%s::timestamptz, %s) AND began_at < %s ORDER BY began_at, id LIMIT %s
"""  # noqa: S608 - the same
_KEEP_REPORT = f"""
    INSERT INTO reports ({_REPORT}, basis) VALUES (%(id)s, %(period)s, %(profile)s, %(as_of)s, %(seal)s, %(made_at)s,
        %(version)s, %(digest)s, %(basis)s) ON CONFLICT DO NOTHING
"""  # noqa: S608 - the same
_REPORTS = f"SELECT {_REPORT}, ''::bytea FROM reports ORDER BY made_at, id"  # noqa: S608 - the same
_REPORT_OF = f"SELECT {_REPORT}, basis FROM reports WHERE id = %s"  # noqa: S608 - the same


def keep_calls(connection: Connection, calls: Sequence[CallRecord]) -> int:
    """Keep calls, and say how many were new."""
    rows = [asdict(call) for call in calls]
    columns: list[list[Any]] = [[row[name] for row in rows] for name in _CALL.split(", ")]
    return connection.execute(_KEEP_CALLS, columns).rowcount


def calls_behind(
    connection: Connection, after: Place, until: datetime, limit: int
) -> tuple[list[CallRecord], Place | None]:
    """Some calls behind an instant and an id, and where to go on."""
    rows = connection.execute(_CALLS, (*after, until, limit), binary=True)
    found = [call_from(row) for row in rows]
    return found, (found[-1].began_at, found[-1].id) if len(found) == limit else None


def keep_report(connection: Connection, report: KeptReport) -> bool:
    """Keep a report; False where there is one of that id."""
    return connection.execute(_KEEP_REPORT, asdict(report)).rowcount == 1


def reports(connection: Connection) -> list[KeptReport]:
    """All reports without their basis."""
    return [report_from(row) for row in connection.execute(_REPORTS, binary=True)]


def report(connection: Connection, name: str) -> KeptReport | None:
    """The report of an id."""
    row = connection.execute(_REPORT_OF, (name,), binary=True).fetchone()
    return report_from(row) if row else None
