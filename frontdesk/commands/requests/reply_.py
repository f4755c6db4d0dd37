"""frontdesk requests reply: answer a customer, by mail through the outbox, or write down how they were answered (row E1)."""

import argparse

from contact.letters import Letters
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
        help=f"by when the customer hears of it again, if it is not resolved: {WHEN} (default: as 'updates' says)",
    )


def run(options: argparse.Namespace) -> int:
    """Answer."""
    with acting(options) as act:
        not_erased(act)
        next_due = act.due(options.next)
        with typed_text(options, f"{act.case.reference}.reply", about=shown_below(act)) as text:
            written = Letters(log=act.log, now=act.now).reply(
                act.case,
                text,
                by=act.by,
                way=options.way,
                next_due=next_due,
                signed=options.sign,
                to_resting=options.to_resting,
            )
        said = f"answered {WAYS_SAID[options.way]}{sent_to(written.email)}{and_next(act, next_due)}"
        act.tell(said, "replied", written.mail)
    return 0
