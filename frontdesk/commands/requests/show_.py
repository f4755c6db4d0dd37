"""frontdesk requests show: one case, and its history."""

import argparse

from contact.chain import first_broken
from desk.portable import to_json
from frontdesk.backend import open_bundle, open_log
from frontdesk.case_view import case_as_json, case_in_words
from frontdesk.commands.requests.one_case import reference_argument, the_case

HELP = "show one case, and its history"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which one, and how."""
    reference_argument(parser)
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(options: argparse.Namespace) -> int:
    """Show it; exit 1 where its history was changed."""
    bundle = open_bundle(options.project)
    with open_log(options.project) as log:
        case = the_case(log, options)
        texts = log.texts(case)
    if options.json:
        print(to_json(case_as_json(case, texts)).decode())
    else:
        print(case_in_words(case, texts, bundle.settings))
    return 0 if first_broken(case.events) is None else 1
