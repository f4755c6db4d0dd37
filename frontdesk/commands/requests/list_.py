"""frontdesk requests list: the newest cases, or all of a time."""

import argparse
from collections.abc import Iterable
from datetime import UTC, datetime, time

from contact.case import Case
from contact.log import Log
from contact.seal import end_of
from desk.bundle import Bundle
from desk.data import to_json
from frontdesk.backend import open_bundle, open_log
from frontdesk.case_view import case_as_json, short_instant
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
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(options: argparse.Namespace) -> int:
    """List them."""
    bundle = open_bundle(options.project)
    with open_log(options.project) as log:
        if options.since or options.until:
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
    between = "["
    for case in cases:
        print(between, visible_json(to_json(case_as_json(case, log.texts(case))).decode()), sep="", end="")
        between = ",\n"
    print("]" if between != "[" else "[]")


def _row(case: Case, bundle: Bundle) -> tuple[str, ...]:
    received = case.received
    return (
        case.reference,
        short_instant(case.received_at, bundle.settings),
        received.channel,
        received.kind,
        received.topic,
        received.language,
        short_instant(received.estimate.due, bundle.settings),
        case.status,
    )
