"""frontdesk report: figures from the request log. Each report is a module of this package."""

import argparse
import importlib
import sys
from functools import partial
from typing import Protocol, cast

from frontdesk.backend import BackendError, action_options
from frontdesk.later_parser import LaterParser

NAME = "report"
EXAMPLE = "frontdesk report --period 2026-Q3 --profile nydfs --output report"

# In the order in which `frontdesk report --help` lists them; each is a module of this package.
REPORTS = {
    "seal": "make the report of a period that is over and keep it: it can be made again, byte for byte",
    "list": "list the reports that are kept",
    "again": "make a report that is kept again, and say whether it is the same",
    "cases": "list the cases behind a figure",
    "bundle": "put together what an examiner asks for as it stood on a day: policies, settings, answers, reports and seals",
    "response-times": "how quickly people were answered, and how often by the time that they had been told",
    "feedback": "what customers thought of how their messages were handled, and which cases with a low score led to a change",
    "helpful": "which answers were called helpful or not, and the searches and requests about them",
    "gaps": "what customers ask and the site does not answer, ranked: topics, searches, answers and votes",
    "searches": "what people looked for and did not find, and what they found, where searches are counted",
}
# What each `--help` ends with: a line that can be typed as it stands.
EXAMPLES = {
    "seal": "seal --period 2026-Q3 --profile nydfs",
    "list": "list",
    "again": "again 2026-Q3-nydfs-2026-10-01 --output report",
    "cases": "cases received-by-channel/form/complaints --period 2026-Q3",
    "bundle": "bundle --as-of 2026-10-01 --period 2026-Q3 --profile nydfs --output examination.zip",
    "response-times": "response-times --period 2026-Q3 --output measured.json",
    "feedback": "feedback --period 2026-Q3 --low",
    "helpful": "helpful --period 2026-Q3",
    "gaps": "gaps --period 2026-Q3 --output gaps.json",
    "searches": "searches --period 2026-Q3",
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
    """Declare the options of the report of a period, and which other reports there are."""
    from frontdesk.commands.report import whole_period  # noqa: PLC0415 - it imports much, and others need none of it

    whole_period.arguments(parser)
    reports = parser.add_subparsers(dest="report", metavar="|".join(REPORTS), required=False, parser_class=LaterParser)
    for name, sentence in REPORTS.items():
        report = reports.add_parser(name, help=sentence, description=sentence)
        report.declare = partial(_declare, name)


def run(options: argparse.Namespace) -> int:
    """Write one of them."""
    try:
        return _report(options.report or "whole-period").run(options)
    except BackendError as error:
        print(error, file=sys.stderr)
        return 1


def _declare(name: str, parser: argparse.ArgumentParser) -> None:
    action_options(parser, f"frontdesk {NAME} {EXAMPLES[name]}")
    _report(name).arguments(parser)


def _report(name: str) -> Report:
    return cast("Report", importlib.import_module(f"frontdesk.commands.report.{name.replace('-', '_')}"))
