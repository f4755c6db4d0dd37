"""A period report -> the files of a folder: JSON, a CSV file for each table, lists of cases, a page and a workbook.

Every file is made from the report alone, except the lists, which are written as the log is read.
"""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from contact.abuse.spreadsheet import safe_cell
from contact.report.document import File, PeriodReport, Table, Value, Where, filter_of
from contact.report.period_report.calls import CALLS, call_lines
from contact.report.period_report.case_lists import instants, readable
from contact.report.period_report.making import bytes_of
from contact.store import Store

REPORT = "report.json"
FIGURES = "figures.csv"
_ABOUT = ("figure", "table", "row", "column", "value", "unit", "asked_by", "mark", "source", "filter")


def write_report(folder: Path, report: PeriodReport, digest: str, language: str) -> list[Path]:
    """All that is made from the report alone. Raises OSError."""
    # Only here: the workbook's library takes a while to import.
    from contact.report.paper import write_paper  # noqa: PLC0415

    whole = folder / REPORT
    whole.write_bytes(bytes_of(report))
    files = [whole, _csv(folder / FIGURES, _ABOUT, _figures(report), report)]
    tables = folder / "tables"
    tables.mkdir(exist_ok=True)
    files += [_csv(tables / f"{table.id}.csv", _names(table), _rows(table), report) for table in report.tables]
    files += [_preset(folder, file, report) for file in report.files]
    return [*files, *write_paper(folder, report, digest, language)]


def write_calls(folder: Path, report: PeriodReport, store: Store) -> Path:
    """The list of calls that began in the period. Raises OSError and StoreError."""
    places = instants(CALLS)
    lines = (readable(line, places) for line in call_lines(store, report.start, report.end, report.as_of))
    return _csv(folder / "calls.csv", CALLS, lines, report)


def _names(table: Table) -> Sequence[str]:
    return "row", *table.by, *(column.id for column in table.columns)


def _rows(table: Table) -> Iterable[Sequence[Value]]:
    for row in table.rows:
        yield row.id, *(row.where.get(name, ("",))[0] for name in table.by), *row.values


def _figures(report: PeriodReport) -> Iterable[Sequence[Value]]:
    for name, table, row, column, value in report.figures():
        about = column.unit, column.row, column.mark, table.source
        yield name, table.title, row.label, column.title, value, *about, _written(filter_of(table, row, column))


def _written(where: Where) -> str:
    return "; ".join(f"{name} = {' or '.join(values)}" for name, values in where.items())


def _preset(folder: Path, file: File, report: PeriodReport) -> Path:
    """The lines of cases.csv that a preset asks for, under its own names."""
    with (folder / "cases.csv").open(encoding="utf-8", newline="") as opened:
        lines = csv.DictReader(opened)
        wanted = (line for line in lines if all(line[name] in values for name, values in file.where.items()))
        rows = ([line[name] for name in file.columns.values()] for line in wanted)
        return _csv(folder / f"{file.id}.csv", tuple(file.columns), rows, report)


def _csv(path: Path, columns: Sequence[str], rows: Iterable[Sequence[Value]], report: PeriodReport) -> Path:
    """What nobody sent says so in every line."""
    mark = ("synthetic",) if report.synthetic and "synthetic" not in columns else ()
    with path.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerow((*columns, *mark))
        writer.writerows(
            [*(safe_cell(cell) if isinstance(cell, str) else cell for cell in row), *("yes" for _ in mark)]
            for row in rows
        )
    return path
