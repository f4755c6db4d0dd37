"""frontdesk requests add: write down one message that came by telephone, letter, chat or otherwise (row T4)."""

import argparse
import sys

from contact.staff_answers import NOBODY
from contact.staff_entry import COLUMNS, NEEDED, EntryError, checked_entry, enter
from desk.data import to_json
from frontdesk.backend import open_bundle, open_log
from frontdesk.commands.requests.one_case import by_argument, who
from frontdesk.today import now


def arguments(parser: argparse.ArgumentParser) -> None:
    """One option for each column of the log."""
    for column, meaning in COLUMNS.items():
        needed = column in NEEDED and column != "message"
        told = "what it is about; without it, it is read from the input" if column == "message" else meaning
        parser.add_argument(f"--{column.replace('_', '-')}", required=needed, metavar="TEXT", help=told)
    parser.add_argument(
        "--unanswered", action="store_true", help="nobody has answered it yet, also where it came by phone or chat"
    )
    parser.add_argument("--acknowledge", action="store_true", help="send the customer an acknowledgement by e-mail")
    by_argument(parser)
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(options: argparse.Namespace) -> int:
    """Record it."""
    bundle = open_bundle(options.project)
    row = {column: getattr(options, column) or "" for column in COLUMNS}
    row["message"] = row["message"] or sys.stdin.read()
    row["answered_at"] = NOBODY if options.unanswered else row["answered_at"]
    try:
        entry = checked_entry(row, bundle.settings, now())
    except EntryError as error:
        for column, sentence in error.problems.items():
            print(f"--{column.replace('_', '-')}: {sentence}", file=sys.stderr)
        return 2
    with open_log(options.project) as log:
        recorded = enter(entry, log, bundle, now(), by=who(options), acknowledge=options.acknowledge)
    if options.json:
        print(to_json({"reference": recorded.reference, "new": recorded.new}).decode())
    else:
        print(recorded.reference if recorded.new else f"{recorded.reference} (was there already)")
    return 0
