"""frontdesk requests list: the newest cases, all of a time, or what has to be done next."""

import argparse
import sys
from collections.abc import Iterable
from datetime import UTC, datetime, time

from contact.case import Case
from contact.events import Received
from contact.log import Log
from contact.seal import end_of
from contact.standing import standing_of
from desk.bundle import Bundle
from desk.data import to_json
from frontdesk.backend import open_bundle, open_log
from frontdesk.case_history import short_instant
from frontdesk.case_marks import is_to_be_checked
from frontdesk.commands.requests.work_list import CHECK, is_wanted, print_work, work_arguments
from frontdesk.plain_sight import visible_json
from frontdesk.terminal import lines, table
from frontdesk.typed_day import typed_day
from frontdesk.typed_number import number_to

LISTED = 50
COLUMNS = ("reference", "received", "channel", "kind", "topic", "language", "answer by", "status")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which ones, and how."""
    parser.add_argument("--limit", type=number_to(), metavar="N", help=f"how many, newest first (default: {LISTED})")
    parser.add_argument(
        "--since", type=typed_day, metavar="DATE", help="all recorded from this day on (UTC), oldest first"
    )
    parser.add_argument("--until", type=typed_day, metavar="DATE", help="all up to this day, which is included")
    work_arguments(parser)
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(options: argparse.Namespace) -> int:
    """List them."""
    if is_wanted(options) and (options.since or options.until):
        print("--since and --until go with none of the options for what has to be done", file=sys.stderr)
        return 2
    bundle = open_bundle(options.project)
    with open_log(options.project) as log:
        if is_wanted(options):
            print_work(log, options, bundle.settings, options.limit or LISTED)
        elif options.since or options.until:
            _all(log, options, bundle)
        else:
            _newest(log, options, bundle)
    return 0


def _newest(log: Log, options: argparse.Namespace, bundle: Bundle) -> None:
    cases = log.store.newest(options.limit or LISTED)
    if options.json:
        _json(log, cases)
    else:
        table("Requests", COLUMNS, [_row(case, bundle) for case in cases])


def _all(log: Log, options: argparse.Namespace, bundle: Bundle) -> None:
    """However many there are: each is printed as it is read."""
    since = datetime.combine(options.since, time(), UTC) if options.since else None
    until = end_of(options.until) if options.until else None
    cases = _first(log.store.walk(since, until), options.limit)
    if options.json:
        _json(log, cases)
    else:
        lines(COLUMNS, (_row(case, bundle) for case in cases))


def _first(cases: Iterable[Case], limit: int | None) -> Iterable[Case]:
    return (case for _, case in zip(range(limit), cases, strict=False)) if limit else cases


def _json(log: Log, cases: Iterable[Case]) -> None:
    # Reads and checks whole cases; who lists what is to be done needs none of it.
    from frontdesk.case_view import case_as_json  # noqa: PLC0415

    between = "["
    for case in cases:
        print(between, visible_json(to_json(case_as_json(case, log.texts(case))).decode()), sep="", end="")
        between = ",\n"
    print("]" if between != "[" else "[]")


def _row(case: Case, bundle: Bundle) -> tuple[str, ...]:
    received, standing = case.received, standing_of(case.events)
    return (
        case.reference,
        short_instant(case.received_at, bundle.settings),
        received.channel,
        standing.kind,
        standing.topic,
        received.language,
        short_instant(received.estimate.due, bundle.settings),
        ", ".join([case.status, *_marks(case, received)]),
    )


def _marks(case: Case, received: Received) -> list[str]:
    return [CHECK] * is_to_be_checked(case.events) + ["SYNTHETIC"] * received.synthetic
