"""frontdesk report: figures from the request log. Each report is a module of this package."""

import argparse
import importlib
import sys
from typing import Protocol, cast

from frontdesk.backend import BackendError, action_options

NAME = "report"
HELP = "Work out figures from the request log, with the definition of each."
EXAMPLE = "frontdesk report response-times --period 2026-Q3 --output measured.json"

# In the order in which `frontdesk report --help` lists them, with their modules.
REPORTS = {"response-times": "response_times", "searches": "searches"}


class Report(Protocol):
    """What each module offers."""

    HELP: str

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
    reports = parser.add_subparsers(dest="report", metavar="|".join(REPORTS), required=False)
    for name in REPORTS:
        report = _report(name)
        inner = reports.add_parser(name, help=report.HELP, description=report.HELP)
        action_options(inner)
        report.arguments(inner)


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


def _report(name: str) -> Report:
    return cast("Report", importlib.import_module(f"frontdesk.commands.report.{REPORTS[name]}"))
