"""frontdesk report cases: the references of the cases behind a figure, so that every number can be tested (row Q7)."""

import argparse
import json
import sys

from contact.report.period_report.basis import Basis
from contact.report.period_report.drill import NoFigureError, behind
from contact.report.period_report.sealing import basis_in
from contact.store import Store
from desk.data import UnreadableError
from frontdesk.backend import BackendError, open_bundle, open_log
from frontdesk.commands.report.asked_period import asked_basis, period_options


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which figure, of which report."""
    parser.add_argument(
        "figure", metavar="FIGURE", help="table/row/column, such as received-by-channel/form/complaints"
    )
    period_options(parser)
    parser.add_argument("--id", metavar="ID", help="instead of a period: a report that is kept")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(options: argparse.Namespace) -> int:
    """Print them, one a line; of calls, their ids."""
    with open_log(options.project) as log:
        basis = _kept(log.store, options.id) if options.id else _asked(options, log.store)
        if basis is None:
            return 2
        try:
            found = list(behind(options.figure, basis, log.store))
        except NoFigureError as error:
            print(error, file=sys.stderr)
            return 2
    if options.json:
        print(json.dumps(found))
    else:
        sys.stdout.writelines(f"{reference}\n" for reference in found)
    return 0


def _asked(options: argparse.Namespace, store: Store) -> Basis | None:
    return asked_basis(options, open_bundle(options.project).settings, store)


def _kept(store: Store, name: str) -> Basis:
    kept = store.report(name)
    if kept is None:
        raise BackendError(f"no report '{name}' is kept: see `frontdesk report list`")
    try:
        return basis_in(kept)
    except UnreadableError as error:
        raise BackendError(f"what was kept of '{name}' cannot be read: {error}") from error
