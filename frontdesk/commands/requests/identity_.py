"""frontdesk requests identity: that somebody made sure who the customer is, or could not (row L2)."""

import argparse
import re

from contact.events import IdentityChecked
from frontdesk.commands.requests.acting import act_arguments, acting, not_erased

_HOW = re.compile(r"[a-z][a-z-]{1,39}")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which case, how, and with which result."""
    act_arguments(parser)
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--passed", action="store_true", help="it is who they say they are")
    which.add_argument("--failed", action="store_true", help="it is not, or it could not be found out")
    parser.add_argument(
        "--how", type=_how, required=True, metavar="WORD", help="by what, as a word without data: documents, call-back"
    )


def run(options: argparse.Namespace) -> int:
    """Write it down."""
    with acting(options) as act:
        not_erased(act)
        act.add(IdentityChecked(passed=options.passed, how=options.how, by=act.by))
        act.tell(f"identity {'proven' if options.passed else 'not proven'} by {options.how}", "identity-checked")
    return 0


def _how(text: str) -> str:
    # A word, so that nobody writes the number of a passport into a log that is never erased.
    if not _HOW.fullmatch(text):
        raise argparse.ArgumentTypeError(f"'{text}' is not one word of small letters such as documents or call-back")
    return text
