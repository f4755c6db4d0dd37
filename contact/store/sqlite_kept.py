"""Calls and reports within an SQLite file: kept once, and never changed. Knows no figure and no caller."""

import sqlite3
from collections.abc import Sequence
from datetime import datetime

from contact.calls import CallRecord
from contact.kept_report import KeptReport
from contact.store.sqlite_rows import Row, call_from, report_from, text_of

_KEEP_CALL = "INSERT INTO calls VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"
_CALLS = """
    SELECT id, began_at, queue, channel, waited, talked, outcome, source FROM calls
    WHERE (began_at, id) > (?, ?) AND began_at < ? ORDER BY began_at, id LIMIT ?
"""
_KEEP_REPORT = "INSERT INTO reports VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"
_REPORTS = """
    SELECT id, period, profile, as_of, seal, made_at, version, digest, x'' FROM reports ORDER BY made_at, id
"""
_REPORT = "SELECT id, period, profile, as_of, seal, made_at, version, digest, basis FROM reports WHERE id = ?"


def keep_calls(connection: sqlite3.Connection, calls: Sequence[CallRecord]) -> int:
    """Keep calls, and say how many were new."""
    return sum(connection.execute(_KEEP_CALL, _call_row(call)).rowcount for call in calls)


def calls_behind(
    connection: sqlite3.Connection, after: tuple[str, str], until: datetime, limit: int
) -> tuple[list[CallRecord], tuple[str, str] | None]:
    """Some calls behind an instant and an id, and where to go on."""
    rows: list[Row] = connection.execute(_CALLS, (*after, text_of(until), limit)).fetchall()
    name, began_at, *_ = rows[-1] if len(rows) == limit else ("", "")
    return [call_from(row) for row in rows], (began_at, name) if name else None


def keep_report(connection: sqlite3.Connection, report: KeptReport) -> bool:
    """Keep a report; False where there is one of that id."""
    row = (
        report.id,
        report.period,
        report.profile,
        report.as_of.isoformat(),
        report.seal,
        text_of(report.made_at),
        report.version,
        report.digest,
        report.basis,
    )
    return connection.execute(_KEEP_REPORT, row).rowcount == 1


def reports(connection: sqlite3.Connection) -> list[KeptReport]:
    """All reports without their basis."""
    return [report_from(row) for row in connection.execute(_REPORTS)]


def report(connection: sqlite3.Connection, name: str) -> KeptReport | None:
    """The report of an id."""
    row = connection.execute(_REPORT, (name,)).fetchone()
    return report_from(row) if row else None


def _call_row(call: CallRecord) -> Row:
    began_at = text_of(call.began_at)
    return call.id, began_at, call.queue, call.channel, call.waited, call.talked, call.outcome, call.source
