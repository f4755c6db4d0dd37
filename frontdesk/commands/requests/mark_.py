"""frontdesk requests mark: that a customer is vulnerable, which some returns count (row Q5)."""

import argparse

from contact.events import Marked
from frontdesk.backend import BackendError
from frontdesk.commands.requests.acting import act_arguments, acting


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which case, and what."""
    act_arguments(parser)
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--vulnerable", action="store_true", help="the customer is vulnerable")
    which.add_argument("--not-vulnerable", action="store_true", help="the mark was a mistake")


def run(options: argparse.Namespace) -> int:
    """Write it down; also of a case that was erased, for it names nobody."""
    with acting(options) as act:
        what = "vulnerable" if options.vulnerable else "not vulnerable"
        if act.standing.vulnerable == bool(options.vulnerable):
            raise BackendError(f"{act.case.reference}: it is marked as {what} already")
        act.add(Marked(vulnerable=options.vulnerable, by=act.by))
        act.tell(f"marked as {what}", "marked")
    return 0
