"""frontdesk outbox: the mail that is waiting to be sent, is held back, or could not be sent."""

import argparse
import sys
from collections.abc import Sequence

from contact.log import Log
from contact.outbox import Outbox
from contact.release import release
from contact.store import Entry, OutboxState
from desk.bundle import Bundle
from desk.data import to_json
from frontdesk.backend import BackendError, action_options, configured_texter, mailer, open_bundle, open_log
from frontdesk.case_history import short_instant
from frontdesk.commands.requests.one_case import by_argument, the_case, who
from frontdesk.mails_at_once import at_once_arguments, chosen, counted, let_go
from frontdesk.plain_sight import visible, visible_json
from frontdesk.terminal import table
from frontdesk.today import now

NAME = "outbox"
EXAMPLE = "FRONTDESK_SMTP_URL=smtp://127.0.0.1:1025 frontdesk outbox send"

# What each `--help` ends with: a line that can be typed as it stands, once the reference is one of yours.
EXAMPLES = {
    "list": "frontdesk outbox list",
    "send": EXAMPLE,
    "release": "frontdesk outbox release 7KQ-4M2P-9XW",
    "retry": "frontdesk outbox retry --all --since 2026-11-20 --yes",
}
# Those that need a person first.
_ORDER: tuple[OutboxState, ...] = ("failed", "held", "waiting")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what can be done."""
    actions = parser.add_subparsers(dest="action", metavar="list|send|release|retry", required=True)
    listing = actions.add_parser("list", help="what could not be sent, is held back, or is waiting")
    listing.add_argument("--json", action="store_true", help="print JSON")
    actions.add_parser("send", help="send what is due now, through the server in FRONTDESK_SMTP_URL")
    releasing = actions.add_parser("release", help="let the mail of a case go that is held back, or all such mail")
    retrying = actions.add_parser(
        "retry", help="have mail tried again that was given up or came back: of a case, or all"
    )
    for action in (releasing, retrying):
        action.add_argument(
            "reference", nargs="*", metavar="REF", help="its reference; small letters and spaces will do"
        )
        at_once_arguments(action)
        by_argument(action)
    for name, action in actions.choices.items():
        action_options(action, EXAMPLES[name])


def run(options: argparse.Namespace) -> int:
    """Do one of them."""
    try:
        match options.action:
            case "list":
                bundle = open_bundle(options.project)
                with open_log(options.project) as log:
                    _list(list(log.store.outbox()), bundle, as_json=options.json)
                return 0
            case "send":
                return _send(options)
            case "release":
                return _let_go(options, "held")
            case _:
                return _let_go(options, "failed")
    except BackendError as error:
        print(error, file=sys.stderr)
        return 1


def _send(options: argparse.Namespace) -> int:
    bundle = open_bundle(options.project)
    with open_log(options.project) as log:
        sweep = Outbox(log=log, bundle=lambda: bundle, mailer=mailer(), clock=now, texter=configured_texter).send_due()
    held = f", {sweep.held} held until a person releases them" if sweep.held else ""
    dropped = f", {sweep.dropped} no longer needed" if sweep.dropped else ""
    told = f"{sweep.sent} sent, {sweep.postponed} to be tried again later, {sweep.failed} cannot be delivered"
    print(told + held + dropped)
    return 1 if sweep.failed else 0


def _let_go(options: argparse.Namespace, state: OutboxState) -> int:
    if bool(options.reference) == options.all or (not options.all and _at_once_options(options)):
        print(f"name a reference, or ask for all of them: frontdesk outbox {options.action} --all", file=sys.stderr)
        return 2
    return _all_go(options, state) if options.all else _one_goes(options, state)


def _at_once_options(options: argparse.Namespace) -> bool:
    return bool(options.since or options.topic or options.error or options.yes)


def _all_go(options: argparse.Namespace, state: OutboxState) -> int:
    by, verb = who(options), "released" if state == "held" else "tried again"
    with open_log(options.project) as log:
        entries = chosen(log, state, options)
        print(*map(visible, counted(entries)), sep="\n")
        if entries and not options.yes:
            print(f"nothing was done: add --yes, and they will be {verb}", file=sys.stderr)
            return 0
        gone = let_go(log, entries, by, now())
    if not entries:
        return 0
    left = (
        f"; {len(entries) - gone} were changed meanwhile, or the person has been erased" if gone < len(entries) else ""
    )
    print(f"{gone} will be {verb}{left}" if state == "failed" else f"{gone} {verb}{left}")
    return 0


def _one_goes(options: argparse.Namespace, state: OutboxState) -> int:
    by = who(options)
    with open_log(options.project) as log:
        reference = the_case(log, options).reference
        found = _of_case(log, reference, state)
        if not found:
            raise BackendError(f"{reference}: no mail of this case {'is held' if state == 'held' else 'has failed'}")
        released = [release(entry, log, by=by, now=now()) for entry in found]
    if not any(released):
        raise BackendError(f"{reference}: it was changed meanwhile, or the person has been erased")
    print(f"{reference}: {'released' if state == 'held' else 'will be tried again'}")
    return 0


def _of_case(log: Log, reference: str, state: OutboxState) -> list[Entry]:
    return [entry for entry in log.store.outbox() if (entry.reference, entry.state) == (reference, state)]


def _list(entries: Sequence[Entry], bundle: Bundle, *, as_json: bool) -> None:
    # Within a state the order stays: the longest due first.
    ordered = sorted(entries, key=lambda entry: _ORDER.index(entry.state))
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
            for entry in ordered
        ]
        print(visible_json(to_json(shown).decode()))
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
        for entry in ordered
    ]
    table("Outbox", ("reference", "mail", "state", "attempts", "due", "last error"), rows)
