"""frontdesk requests seal: seal the days that are over, and show the seals."""

import argparse

from contact.seal import seal_due
from contact.store import Seal
from desk.data import to_json
from frontdesk.backend import open_log
from frontdesk.terminal import table
from frontdesk.today import now

SHOWN = 14


def arguments(parser: argparse.ArgumentParser) -> None:
    """How."""
    parser.add_argument("--json", action="store_true", help="print all seals as JSON")


def run(options: argparse.Namespace) -> int:
    """Seal, then show."""
    with open_log(options.project) as log:
        seal_due(log.store, now())
        seals = log.store.seals()
    if options.json:
        print(to_json(seals).decode())
    else:
        table("Seals", ("day (UTC)", "cases", "seal"), [_row(seal) for seal in seals[-SHOWN:]])
    return 0


def _row(seal: Seal) -> tuple[str, ...]:
    return str(seal.day), str(seal.heads), seal.digest
