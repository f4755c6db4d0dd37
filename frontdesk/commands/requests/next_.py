"""frontdesk requests next: set by when a customer hears of their case again (row R2)."""

import argparse

from contact.events import NextUpdateSet
from frontdesk.backend import BackendError
from frontdesk.case_history import short_instant
from frontdesk.commands.requests.acting import act_arguments, acting, not_erased
from frontdesk.typed_when import WHEN, typed_when


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which case, and when."""
    act_arguments(parser)
    parser.add_argument("--due", type=typed_when, required=True, metavar="WHEN", help=WHEN)


def run(options: argparse.Namespace) -> int:
    """Write it down."""
    with acting(options) as act:
        not_erased(act)
        if act.standing.resolved_at:
            raise BackendError(f"{act.case.reference}: it is resolved: reopen it first")
        due = act.due(options.due)
        act.add(NextUpdateSet(due=due, by=act.by))
        act.tell(f"next update by {short_instant(due, act.settings)}", "next-update-set")
    return 0
