"""frontdesk requests show: one case, and its history."""

import argparse

from contact.chain import first_broken
from contact.personal import REQUEST_TEXT
from desk.data import to_json
from frontdesk.backend import open_bundle, open_log
from frontdesk.case_view import case_as_json, case_in_words
from frontdesk.commands.requests.one_case import reference_argument, the_case
from frontdesk.plain_sight import visible_json


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
        found = {name: log.texts(case, name) for name in sorted(case.texts) if name != REQUEST_TEXT}
    later = {name: text for name, text in found.items() if text}
    if options.json:
        shown = case_as_json(case, texts) | {"texts": {name: text.fields for name, text in later.items()}}
        print(visible_json(to_json(shown).decode()))
    else:
        print(case_in_words(case, texts, bundle.settings, later))
    return 0 if first_broken(case.events) is None else 1
