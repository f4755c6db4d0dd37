"""frontdesk report list: the reports that are kept."""

import argparse
import json

from frontdesk.backend import open_log
from frontdesk.terminal import table

COLUMNS = ("id", "period", "profile", "as of", "made at", "version", "sha-256")


def arguments(parser: argparse.ArgumentParser) -> None:
    """How."""
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(options: argparse.Namespace) -> int:
    """Print them, the oldest first."""
    with open_log(options.project) as log:
        reports = log.store.reports()
    rows = [
        (
            each.id,
            each.period,
            each.profile,
            each.as_of.isoformat(),
            each.made_at.isoformat(),
            str(each.version),
            each.digest,
        )
        for each in reports
    ]
    if options.json:
        names = [name.replace(" ", "_").replace("-", "_") for name in COLUMNS]
        print(json.dumps([dict(zip(names, row, strict=True)) for row in rows], indent=2))
    elif rows:
        table("Reports that are kept", COLUMNS, rows)
    else:
        print("no report is kept: `frontdesk report seal --period 2026-Q3` keeps one")
    return 0
