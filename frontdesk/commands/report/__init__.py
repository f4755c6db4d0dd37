"""frontdesk report: figures from the request log. Each report is a module of this package."""

import argparse

from frontdesk.actions import Actions

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
_REPORTS = Actions(NAME, "frontdesk.commands.report.{}", REPORTS, EXAMPLES)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the report of a period, and which other reports there are."""
    from frontdesk.commands.report import whole_period  # noqa: PLC0415 - it imports much, and others need none of it

    whole_period.arguments(parser)
    _REPORTS.declare(parser, "report", required=False)


def run(options: argparse.Namespace) -> int:
    """Write one of them."""
    return _REPORTS.run(options.report or "whole-period", options)
