"""frontdesk requests hold: keep a case beyond its time, or let go of it again (row N1)."""

import argparse

from contact.events import HoldLifted, HoldSet
from frontdesk.backend import BackendError, open_log
from frontdesk.commands.requests.one_case import by_argument, reference_argument, the_case, who
from frontdesk.today import now
from frontdesk.typed_line import typed_line


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which case, and why."""
    reference_argument(parser)
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--reason", type=typed_line, metavar="TEXT", help="why, for the log: name nobody")
    which.add_argument("--lift", action="store_true", help="take the hold away")
    by_argument(parser)


def run(options: argparse.Namespace) -> int:
    """Write it down."""
    with open_log(options.project) as log:
        case = the_case(log, options)
        if case.on_hold != bool(options.lift):
            raise BackendError(
                f"{case.reference}: {'a hold is already' if case.on_hold else 'no hold is'} on this case"
            )
        body = HoldLifted(by=who(options)) if options.lift else HoldSet(by=who(options), reason=options.reason)
        log.add(case, now(), body)
    print(f"{case.reference}: {'the hold is lifted' if options.lift else 'a hold is on this case'}")
    return 0
