"""frontdesk outbox: the mail that is waiting to be sent."""

import argparse
import sys
from collections.abc import Sequence

from contact.outbox import Outbox
from contact.store import Entry
from desk.bundle import Bundle
from desk.portable import to_json
from frontdesk.backend import BackendError, action_options, mailer, open_bundle, open_log
from frontdesk.case_view import short_instant
from frontdesk.terminal import table
from frontdesk.today import now

NAME = "outbox"
HELP = "List the acknowledgements that have not been sent, or send those that are due."
EXAMPLE = "FRONTDESK_SMTP_URL=smtp://127.0.0.1:1025 frontdesk outbox send"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what can be done."""
    actions = parser.add_subparsers(dest="action", metavar="list|send", required=True)
    listing = actions.add_parser("list", help="what is waiting, held back, or could not be sent")
    listing.add_argument("--json", action="store_true", help="print JSON")
    sending = actions.add_parser("send", help="send what is due now, through the server in FRONTDESK_SMTP_URL")
    for action in (listing, sending):
        action_options(action)


def run(options: argparse.Namespace) -> int:
    """List or send."""
    try:
        bundle = open_bundle(options.project)
        with open_log(options.project) as log:
            if options.action == "list":
                _list(list(log.store.outbox()), bundle, as_json=options.json)
                return 0
            sweep = Outbox(log=log, bundle=lambda: bundle, mailer=mailer(), clock=now).send_due()
    except BackendError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{sweep.sent} sent, {sweep.postponed} to be tried again later, {sweep.failed} cannot be delivered")
    return 1 if sweep.failed else 0


def _list(entries: Sequence[Entry], bundle: Bundle, *, as_json: bool) -> None:
    if as_json:
        shown = [
            {
                "reference": entry.reference,
                "mail": entry.mail,
                "state": entry.state,
                "attempts": entry.attempts,
                "due": entry.due,
                "error": entry.error,
            }
            for entry in entries
        ]
        print(to_json(shown).decode())
        return
    rows = [
        (
            entry.reference,
            entry.mail,
            entry.state,
            str(entry.attempts),
            short_instant(entry.due, bundle.settings),
            entry.error,
        )
        for entry in entries
    ]
    table("Outbox", ("reference", "mail", "state", "attempts", "due", "last error"), rows)
