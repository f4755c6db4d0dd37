"""frontdesk report: figures from the request log. Each report is a module of this package."""

import argparse
import importlib
import sys
from functools import partial
from typing import Protocol, cast

from frontdesk.backend import BackendError, action_options
from frontdesk.later_parser import LaterParser

NAME = "report"
EXAMPLE = "frontdesk report response-times --period 2026-Q3 --output measured.json"

# In the order in which `frontdesk report --help` lists them; each is a module of this package.
REPORTS = {
    "response-times": "how quickly people were answered, and how often by the time that they had been told",
    "searches": "what people looked for and did not find, and what they found, where searches are counted",
}


class Report(Protocol):
    """What each module offers."""

    @staticmethod
    def arguments(parser: argparse.ArgumentParser) -> None:
        """Declare the options."""
        ...

    @staticmethod
    def run(options: argparse.Namespace) -> int:
        """Do it; the exit code. May raise BackendError."""
        ...


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare which reports there are."""
    # Not required: `frontdesk report --period 2026-Q3` without a name is kept for the report of a whole period.
    reports = parser.add_subparsers(dest="report", metavar="|".join(REPORTS), required=False, parser_class=LaterParser)
    for name, sentence in REPORTS.items():
        report = reports.add_parser(name, help=sentence, description=sentence)
        report.declare = partial(_declare, name)


def run(options: argparse.Namespace) -> int:
    """Write one of them."""
    if options.report is None:
        print(f"say which report: {', '.join(f'frontdesk report {name}' for name in REPORTS)}", file=sys.stderr)
        return 2
    try:
        return _report(options.report).run(options)
    except BackendError as error:
        print(error, file=sys.stderr)
        return 1


def _declare(name: str, parser: argparse.ArgumentParser) -> None:
    action_options(parser)
    _report(name).arguments(parser)


def _report(name: str) -> Report:
    return cast("Report", importlib.import_module(f"frontdesk.commands.report.{name.replace('-', '_')}"))
