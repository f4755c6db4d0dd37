"""frontdesk report helpful: which answers were called helpful or not, and the searches and requests about them."""

import argparse
import json
from pathlib import Path

from contact.report.helpful import Helpful, Judged, helpful
from contact.report.period import last_quarter
from desk.data import to_json
from frontdesk.backend import open_bundle, open_log
from frontdesk.commands.report.csv_file import write_csv
from frontdesk.commands.report.which_days import chosen_days, day_options
from frontdesk.terminal import table
from frontdesk.today import now

COLUMNS = ("answer", "language", "yes", "no", "helpful", "opened", "requests")
# All of them are in the file and in the JSON.
MOST_ROWS = 50


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which days, and where to."""
    day_options(parser)
    parser.add_argument("--csv", type=Path, metavar="FILE.csv", help="also write all answers, one a row")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(options: argparse.Namespace) -> int:
    """Print it."""
    period = chosen_days(options, otherwise=last_quarter(now().date()))
    if period is None:
        return 2
    bundle = open_bundle(options.project)
    with open_log(options.project) as log:
        report = helpful(log.store, bundle, period)
    if options.csv:
        write_csv(options.csv, COLUMNS, map(_row, report.pages))
    if options.json:
        print(json.dumps(json.loads(to_json(report)), indent=2, ensure_ascii=False))
    else:
        _print(report)
    return 0


def _print(report: Helpful) -> None:
    days = f"{report.since} to {report.until}"
    table(f"Was this helpful? {days}", COLUMNS, [_row(page) for page in report.pages[:MOST_ROWS]])
    print(f"\n{days}: {report.yes:,} times yes, {report.no:,} times no")
    if len(report.pages) > MOST_ROWS:
        print(f"{len(report.pages) - MOST_ROWS:,} more rows: write them all with --csv FILE.csv")
    print()
    for name, meaning in report.definitions.items():
        print(f"{name}: {meaning}")


def _row(page: Judged) -> tuple[str, ...]:
    share = "-" if page.share is None else f"{page.share:.0%}"
    counts = f"{page.yes:,}", f"{page.no:,}", share, f"{page.opened:,}", f"{page.requests:,}"
    return page.page, page.language, *counts
