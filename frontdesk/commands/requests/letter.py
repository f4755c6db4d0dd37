"""What a letter to a customer takes on the command line, and how it is told that it was written. Knows no act."""

import argparse
from datetime import datetime

from contact.events import WAYS
from frontdesk.case_history import short_instant
from frontdesk.commands.requests.acting import Acting
from frontdesk.commands.requests.typed_text import text_arguments


def letter_arguments(parser: argparse.ArgumentParser) -> None:
    """What every letter to a customer takes."""
    text_arguments(parser, "what is said")
    parser.add_argument(
        "--way", choices=WAYS, default="email", help="how it is told; by anything but email it is only written down"
    )
    parser.add_argument(
        "--sign", metavar="NAME", default="", help="the name below the text (default: the organisation)"
    )
    parser.add_argument(
        "--to-resting", action="store_true", help="send it although mail to this address came back lately"
    )


def shown_below(act: Acting) -> str:
    """What stands in the editor below the text: the message that is answered."""
    texts = act.log.texts(act.case)
    received = act.case.received
    head = f"{act.case.reference}, {received.kind} about {act.standing.topic}, in {received.language}"
    return f"{head}\n\n{texts.fields.get('message', '') if texts else ''}"


def sent_to(email: str) -> str:
    """To whom a mail goes; nothing where none does."""
    return f" to {email}" if email else ""


def and_next(act: Acting, due: datetime) -> str:
    """By when the customer hears again; nothing where the case is closed and stays so."""
    if act.standing.resolved_at:
        return ""
    return f"; next update by {short_instant(due, act.settings)}"
