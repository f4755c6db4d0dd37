"""frontdesk report again: a report that is kept, made again byte for byte; or what differs."""

import argparse
import csv
import sys
from pathlib import Path

from contact.report.document import PeriodReport
from contact.report.period_report.sealing import made_again
from desk.data import UnreadableError
from desk.finding import numbered
from desk.folders import made_private
from frontdesk.backend import BackendError, open_bundle, open_log
from frontdesk.commands.report.asked_period import reading, reading_options
from frontdesk.commands.report.report_files import write_calls, write_report


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which one, and where to."""
    parser.add_argument("name", metavar="ID", help="as `frontdesk report list` has it")
    reading_options(parser)
    parser.add_argument("--output", type=Path, metavar="DIR", help="write it into a folder, in every format")
    parser.add_argument("--language", default="", metavar="CODE", help="of the page and the workbook: en or es")
    parser.add_argument("--json", action="store_true", help="print JSON: the very bytes that the digest is of")


def run(options: argparse.Namespace) -> int:
    """Make it, and say whether it is the same."""
    folder = made_private(options.output) if options.output else None
    with open_log(options.project) as log:
        kept = log.store.report(options.name)
        if kept is None:
            raise BackendError(f"no report '{options.name}' is kept: see `frontdesk report list`")
        with reading(options, log.store, sealed=True, lists=folder) as how:
            try:
                again = made_again(kept, how)
            except UnreadableError as error:
                raise BackendError(f"what was kept of '{options.name}' cannot be read: {error}") from error
            if folder:
                language = options.language or open_bundle(options.project).settings.languages.default
                _tell_of_later_calls(write_calls(folder, again.report, log.store), again.report)
                write_report(folder, again.report, kept.digest if not again.differs else "", language)
    if options.json:
        sys.stdout.buffer.write(again.content)
    for difference in again.differs:
        print(f"differs: {difference}", file=sys.stderr)
    if again.differs:
        return 1
    print(f"{kept.id} is the same, byte for byte: {kept.digest}", file=sys.stderr)
    return 0


def _tell_of_later_calls(file: Path, report: PeriodReport) -> None:
    """Calls may be imported at any time; the figures stay what they were, and the list has them."""
    with file.open(encoding="utf-8", newline="") as opened:
        listed = sum(1 for _ in csv.DictReader(opened))
    totals = (row.values[0] for table in report.tables if table.id == "calls" for row in table.rows if row.total)
    counted = next((value for value in totals if isinstance(value, int)), listed)
    if listed > counted:
        later = numbered(listed - counted, "call")
        print(f"{later} imported later: {file.name} has them, the figures do not", file=sys.stderr)
