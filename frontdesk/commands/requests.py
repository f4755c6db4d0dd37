"""frontdesk requests: the cases in the request log."""

import argparse
import sys

from contact.case import Case
from contact.chain import first_broken
from contact.log import Log
from contact.personal import Personal
from contact.reference import normalise
from desk.bundle import Bundle
from desk.portable import to_json
from frontdesk.backend import BackendError, action_options, open_bundle, open_log
from frontdesk.case_view import case_as_json, case_in_words, short_instant
from frontdesk.terminal import table

NAME = "requests"
HELP = "List the requests and complaints that came in, or show one with all that happened to it."
EXAMPLE = "frontdesk requests show 7KQ-4M2P-9XW"

LISTED = 50


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what can be done."""
    actions = parser.add_subparsers(dest="action", metavar="list|show", required=True)
    listing = actions.add_parser("list", help="the newest cases")
    listing.add_argument("--limit", type=_number, default=LISTED, metavar="N", help=f"how many (default: {LISTED})")
    showing = actions.add_parser("show", help="one case, and its history")
    showing.add_argument("reference", nargs="+", metavar="REF", help="its reference; small letters and spaces will do")
    for action in (listing, showing):
        action_options(action)
        action.add_argument("--json", action="store_true", help="print JSON")


def run(options: argparse.Namespace) -> int:
    """List or show."""
    try:
        bundle = open_bundle(options.project)
        with open_log(options.project) as log:
            if options.action == "list":
                _list(log, options.limit, bundle, as_json=options.json)
                return 0
            reference = normalise(" ".join(options.reference))
            case = log.store.find(reference) if reference else None
            texts = log.texts(case) if case else None
    except BackendError as error:
        print(error, file=sys.stderr)
        return 1
    if case is None:
        why = "there is no such case" if reference else "this is no reference: one symbol is wrong or missing"
        print(f"{' '.join(options.reference)}: {why}", file=sys.stderr)
        return 1
    _show(case, texts, bundle, as_json=options.json)
    return 0 if first_broken(case.events) is None else 1


def _list(log: Log, limit: int, bundle: Bundle, *, as_json: bool) -> None:
    cases = log.store.newest(limit)
    if as_json:
        print(to_json([case_as_json(case, log.texts(case)) for case in cases]).decode())
        return
    rows = [
        (
            case.reference,
            short_instant(case.received_at, bundle.settings),
            case.received.kind,
            case.received.topic,
            case.received.language,
            short_instant(case.received.estimate.due, bundle.settings),
            case.status,
        )
        for case in cases
    ]
    table("Requests", ("reference", "received", "kind", "topic", "language", "answer by", "status"), rows)


def _show(case: Case, texts: Personal | None, bundle: Bundle, *, as_json: bool) -> None:
    if as_json:
        print(to_json(case_as_json(case, texts)).decode())
        return
    print(case_in_words(case, texts, bundle.settings))


def _number(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError("give a number from 1")
    return int(text)
