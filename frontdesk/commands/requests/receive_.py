"""frontdesk requests receive: record an e-mail that a mail server hands over through a pipe."""

import argparse
import os
import sys

from contact.arriving.mail import MOST_BYTES, TooLargeError
from contact.store import StoreError
from frontdesk.arriving_mail import arriving_desk
from frontdesk.backend import BackendError, open_bundle, open_log

# In these Exim and Postfix tell a program of the envelope; Exim lets none of it be an argument.
SENDER, RECIPIENT = "SENDER", "RECIPIENT"
# What mail servers understand (sysexits.h): come again; never come again.
TRY_AGAIN, BAD_MESSAGE = os.EX_TEMPFAIL, os.EX_DATAERR


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the message itself does not say."""
    parser.add_argument(
        "--sender",
        metavar="ADDRESS",
        default=os.environ.get(SENDER),
        help="the envelope's sender; empty for that of bounces (default: $SENDER, else what Return-Path says)",
    )
    parser.add_argument(
        "--recipient",
        metavar="ADDRESS",
        default=os.environ.get(RECIPIENT, ""),
        help="the address that the message came to, for bounces (default: $RECIPIENT)",
    )


def run(options: argparse.Namespace) -> int:
    """Record it; whatever goes wrong that may pass is told so that the mail server keeps the message."""
    source = sys.stdin.buffer.read(MOST_BYTES + 1)
    try:
        bundle = open_bundle(options.project)
        with open_log(options.project) as log:
            desk = arriving_desk(options.project, lambda: bundle, log, lambda: None)
            outcome = desk.receive(source, options.sender, recipient=options.recipient)
    except TooLargeError:
        print(f"the message is larger than {MOST_BYTES // 1024 // 1024} MB", file=sys.stderr)
        return BAD_MESSAGE
    except (BackendError, StoreError) as error:
        print(error, file=sys.stderr)
        return TRY_AGAIN
    print(" ".join(filter(None, (outcome.became, outcome.reference, outcome.unanswered))))
    return 0
