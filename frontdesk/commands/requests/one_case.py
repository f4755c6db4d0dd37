"""A reference as somebody typed it -> the case, or one sentence on why there is none."""

import argparse
import getpass

from contact.case import Case
from contact.log import Log
from contact.reference import normalise
from frontdesk.backend import BackendError
from frontdesk.typed_line import typed_line


def reference_argument(parser: argparse.ArgumentParser) -> None:
    """Let a reference be typed in any way."""
    parser.add_argument("reference", nargs="+", metavar="REF", help="its reference; small letters and spaces will do")


def by_argument(parser: argparse.ArgumentParser) -> None:
    """Who does it: stands in the log."""
    parser.add_argument(
        "--by", type=typed_line, metavar="WHO", help="who does this, for the log (default: the name of your account)"
    )


def who(options: argparse.Namespace) -> str:
    """The name that stands in the log."""
    if options.by:
        return str(options.by)
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        raise BackendError("this account has no name: say who does this, with --by") from None


def the_case(log: Log, options: argparse.Namespace) -> Case:
    """The case. Raises BackendError."""
    typed = " ".join(options.reference)
    reference = normalise(typed)
    if reference is None:
        raise BackendError(f"{typed}: this is no reference: one symbol is wrong or missing")
    case = log.store.find(reference)
    if case is None:
        raise BackendError(f"{typed}: there is no such case")
    return case
