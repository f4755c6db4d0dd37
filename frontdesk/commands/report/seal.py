"""frontdesk report seal: make the report of a period that is over and keep it, so that it can always be made again."""

import argparse
import sys
from pathlib import Path

from contact.report.period_report.sealing import NotSealableError, seal_report
from desk.folders import made_private
from frontdesk.backend import open_bundle, open_log
from frontdesk.commands.report.asked_period import asked_basis, period_options, reading, reading_options
from frontdesk.commands.report.report_files import write_calls, write_report
from frontdesk.today import now


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which period, and where to."""
    period_options(parser)
    reading_options(parser)
    parser.add_argument("--output", type=Path, metavar="DIR", help="also write it into a folder, in every format")
    parser.add_argument("--language", default="", metavar="CODE", help="of the page and the workbook: en or es")


def run(options: argparse.Namespace) -> int:
    """Keep it; the name and the digest are printed."""
    settings = open_bundle(options.project).settings
    folder = made_private(options.output) if options.output else None
    with open_log(options.project) as log:
        basis = asked_basis(options, settings, log.store)
        if basis is None:
            return 2
        with reading(options, log.store, sealed=True, lists=folder) as how:
            try:
                kept, report, new = seal_report(basis, how, now())
            except NotSealableError as error:
                print(error, file=sys.stderr)
                return 1
            if folder:
                write_calls(folder, report, log.store)
                write_report(folder, report, kept.digest, options.language or settings.languages.default)
    print(f"{kept.id}\t{kept.digest}\t{kept.made_at.isoformat()}")
    if not new:
        print("it was kept before; `frontdesk report again` says whether it is still the same", file=sys.stderr)
    return 0
