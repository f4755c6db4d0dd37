"""frontdesk requests update: tell a customer how things stand, or that it takes longer (rows R2, R5)."""

import argparse

from contact.letters import Letters
from frontdesk.backend import BackendError
from frontdesk.case_history import WAYS_SAID
from frontdesk.commands.requests.acting import act_arguments, acting, not_erased
from frontdesk.commands.requests.letter import and_next, letter_arguments, sent_to, shown_below
from frontdesk.commands.requests.typed_text import typed_text
from frontdesk.typed_when import WHEN, typed_when


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which case, and what is said."""
    act_arguments(parser)
    letter_arguments(parser)
    parser.add_argument(
        "--next",
        type=typed_when,
        metavar="WHEN",
        help=f"by when the customer hears of it again: {WHEN} (default: as 'updates' says)",
    )
    parser.add_argument("--delay", action="store_true", help="it is a notice of delay; counts as one in reports")


def run(options: argparse.Namespace) -> int:
    """Tell the customer."""
    with acting(options) as act:
        not_erased(act)
        if act.standing.resolved_at:
            raise BackendError(f"{act.case.reference}: it is resolved: reopen it first, or use reply")
        next_due = act.due(options.next)
        with typed_text(options, f"{act.case.reference}.update", about=shown_below(act)) as text:
            written = Letters(log=act.log, now=act.now).update(
                act.case,
                text,
                by=act.by,
                way=options.way,
                next_due=next_due,
                delay=options.delay,
                signed=options.sign,
                to_resting=options.to_resting,
            )
        what = "told of the delay" if options.delay else "told how things stand"
        said = f"{what} {WAYS_SAID[options.way]}{sent_to(written.email)}{and_next(act, next_due)}"
        act.tell(said, "updated", written.mail)
    return 0
