"""frontdesk requests reopen: it was not over."""

import argparse

from contact.events import NextUpdateSet, Reopened
from frontdesk.backend import BackendError
from frontdesk.case_history import short_instant
from frontdesk.commands.requests.acting import act_arguments, acting, not_erased
from frontdesk.typed_line import typed_line
from frontdesk.typed_when import WHEN, typed_when


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which case, and why."""
    act_arguments(parser)
    parser.add_argument(
        "--reason", type=typed_line, metavar="TEXT", default="", help="why, for the log: name no customer"
    )
    parser.add_argument(
        "--next",
        type=typed_when,
        metavar="WHEN",
        help=f"by when the customer hears of it: {WHEN} (default: as 'updates' says)",
    )


def run(options: argparse.Namespace) -> int:
    """Open it again."""
    with acting(options) as act:
        not_erased(act)
        if act.standing.resolved_at is None:
            raise BackendError(f"{act.case.reference}: it is open")
        due = act.due(options.next)
        act.add(
            Reopened(by=act.by, reason=options.reason),
            NextUpdateSet(due=due, by=act.by),
            unless=lambda case: case.status != "resolved",
        )
        act.tell(f"open again; next update by {short_instant(due, act.settings)}", "reopened")
    return 0
