"""frontdesk requests wait: it is the customer's turn; the case comes back to the list on the day that is set."""

import argparse

from contact.events import Waiting
from frontdesk.backend import BackendError
from frontdesk.case_history import short_instant
from frontdesk.commands.requests.acting import act_arguments, acting, not_erased, unanswered_message
from frontdesk.typed_when import WHEN, typed_when


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which case, and until when."""
    act_arguments(parser)
    parser.add_argument(
        "--until", type=typed_when, metavar="WHEN", help=f"when to look at it again: {WHEN} (default: in 7 days)"
    )


def run(options: argparse.Namespace) -> int:
    """Write it down."""
    with acting(options) as act:
        not_erased(act)
        standing = act.standing
        if standing.resolved_at:
            raise BackendError(f"{act.case.reference}: it is resolved, so nothing is waited for")
        if standing.awaiting:
            due = short_instant(standing.awaiting, act.settings)
            said = f"the customer awaits an answer by {due}: reply first and say what you need"
            raise BackendError(f"{act.case.reference}: {said}")
        until = act.due(options.until) if options.until else None
        act.add(Waiting(by=act.by, until=until), unless=lambda case: bool(unanswered_message(case)))
        shown = f" until {short_instant(until, act.settings)}" if until else ""
        act.tell(f"waiting for the customer{shown}", "waiting")
    return 0
