"""A basis and the log -> a period report, and its JSON, whose digest names it.

The same basis over the same log gives the same bytes, whenever and on whichever machine it is asked for.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime

from contact.report.document import PeriodReport, Table
from contact.report.period_report.basis import Basis
from contact.report.period_report.calls import CALLS, call_lines
from contact.report.period_report.counting import Part, Reading, Seen, counted
from contact.report.period_report.cubes import Cubes
from contact.report.period_report.tables import Counted, wanted_of
from contact.store import Store
from desk.data import replace, to_json


def made(basis: Basis, reading: Reading, made_at: datetime | None = None) -> tuple[PeriodReport, Basis]:
    """The report, and the basis from which it can be made again. Raises StoreError and OSError."""
    if basis.calls is None:
        basis = replace(basis, calls=_over_calls(basis, reading.store))
    part = counted(reading, Seen(view=basis.view(), as_of=basis.as_of, wanted=wanted_of(basis.tables)))
    report = _report(basis, part, made_at)
    return report, replace(basis, digests={table.id: digest_of(to_json(table)) for table in report.tables})


def bytes_of(report: PeriodReport) -> bytes:
    """The report as JSON, indented: people compare one with another."""
    return (json.dumps(json.loads(to_json(report)), indent=1, ensure_ascii=False) + "\n").encode()


def digest_of(content: bytes) -> str:
    """SHA-256: whoever has the file can work it out with any tool."""
    return hashlib.sha256(content).hexdigest()


def _over_calls(basis: Basis, store: Store) -> tuple[Table, ...]:
    tables = [table for table in basis.tables if table.source == "calls"]
    cubes = Cubes(CALLS, wanted_of(tables).get("calls", ()))
    cubes.add(call_lines(store, basis.start, basis.end, basis.as_of))
    found = Counted(cubes)
    return tuple(found.filled(table, basis.universe) for table in tables)


def _report(basis: Basis, part: Part, made_at: datetime | None) -> PeriodReport:
    over = {"cases": Counted(part.cases), "clocks": Counted(part.clocks)}
    calls = {table.id: table for table in basis.calls or ()}
    return PeriodReport(
        version=basis.version,
        profile=basis.profile,
        draft=basis.draft,
        organisation=basis.organisation,
        addressee=basis.addressee,
        period=basis.period,
        since=basis.since,
        until=basis.until,
        time_zone=basis.time_zone,
        start=basis.start,
        end=basis.end,
        as_of=basis.as_of,
        seal=basis.seal,
        complete=basis.as_of >= basis.end,
        made_at=made_at,
        nil=part.lines == 0,
        synthetic=part.synthetic,
        cases_read=part.cases_read,
        desk=basis.desk,
        tables=tuple(_filled(table, over, calls, basis) for table in basis.tables),
        files=basis.files,
        notes=basis.notes,
    )


def _filled(table: Table, over: Mapping[str, Counted], calls: Mapping[str, Table], basis: Basis) -> Table:
    if table.source == "settings":
        return table
    return calls[table.id] if table.source == "calls" else over[table.source].filled(table, basis.universe)
