"""frontdesk report --period: the report of a quarter, month or year, on the terminal or in a folder."""

import argparse
from pathlib import Path

from contact.report.document import Column, PeriodReport, Value
from contact.report.period_report.making import bytes_of, made
from desk.finding import numbered
from desk.folders import made_private
from frontdesk.backend import open_bundle, open_log
from frontdesk.commands.report.asked_period import asked_basis, period_options, reading, reading_options, said
from frontdesk.commands.report.report_files import write_calls, write_report
from frontdesk.print_to_pdf import print_to_pdf
from frontdesk.terminal import table

MINUTES_AN_HOUR = 60


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which period, and where to."""
    period_options(parser)
    reading_options(parser)
    parser.add_argument(
        "--output", type=Path, metavar="DIR", help="write JSON, CSV, a workbook and a page into a folder"
    )
    parser.add_argument("--language", default="", metavar="CODE", help="of the page and the workbook: en or es")
    parser.add_argument("--pdf", action="store_true", help="with --output: also print the page to PDF, by Chromium")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(options: argparse.Namespace) -> int:
    """Print it, or write it."""
    if options.pdf and not options.output:
        said("--pdf prints the page that --output writes: name a folder with --output")
        return 2
    settings = open_bundle(options.project).settings
    folder = made_private(options.output) if options.output else None
    with open_log(options.project) as log:
        basis = asked_basis(options, settings, log.store)
        if basis is None:
            return 2
        with reading(options, log.store, sealed=basis.seal is not None, lists=folder) as how:
            report, _ = made(basis, how)
            if folder:
                calls = write_calls(folder, report, log.store)
                files = write_report(folder, report, "", options.language or settings.languages.default)
                said(f"{numbered(len([*files, calls]) + 2, 'file')} in {folder}")
    if options.pdf and folder and (problem := print_to_pdf(folder / "report.html", folder / "report.pdf")):
        said(problem)
    if options.json:
        print(bytes_of(report).decode(), end="")
    elif not folder:
        show(report)
    return 0


def show(report: PeriodReport) -> None:
    """Every table, with the ids by which figures are called."""
    for each in report.tables:
        columns = (each.id, *(column.id for column in each.columns))
        rows = [
            (row.label, *(shown(column, value) for column, value in zip(each.columns, row.values, strict=True)))
            for row in each.rows
        ]
        table(each.title, columns, rows)
        print()
    seal = f"the seal {report.seal.digest}" if report.seal else "no seal"
    print(f"{report.period} in {report.time_zone}, as of {report.as_of.isoformat()}, {seal}")
    if not report.complete:
        print("the period was not over then")
    if report.synthetic:
        print(f"SYNTHETIC: demo-data made up {numbered(report.synthetic, 'case')} of {report.cases_read:,}")
    if report.nil:
        print("nil: nothing was received, resolved or open in the period")
    if report.draft:
        print("draft: the mapping has not been checked against the regulator's own text")
    for note in report.notes:
        print(note)


def shown(column: Column, value: Value) -> str:
    """A figure as people read it."""
    if value is None:
        return "-"
    if column.unit == "share" and isinstance(value, float):
        return f"{value:.1%}"
    if column.unit == "minutes" and isinstance(value, int):
        return f"{value // MINUTES_AN_HOUR}:{value % MINUTES_AN_HOUR:02} h"
    if column.unit == "seconds":
        return f"{value} s"
    return f"{value:,}" if isinstance(value, int) else str(value)
