"""frontdesk check: everything that can be wrong, with file, line and fix; nothing is written."""

import argparse
import sys
from collections.abc import Sequence

from desk.finding import Finding, FindingsError, counted, errors, in_order, numbered
from frontdesk.linkchecker import LinkCheckerError, dead_addresses
from frontdesk.outside_links import outside_links
from frontdesk.reporting import FORMATS, formatted
from frontdesk.today import build_day
from generator.build import Built, build_site

NAME = "check"
EXAMPLE = "frontdesk check --format github"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "--format", choices=sorted(FORMATS), default="text", help="how findings are printed (default: text)"
    )
    parser.add_argument("--json", action="store_const", const="json", dest="format", help="the same as --format json")
    parser.add_argument("--strict", action="store_true", help="warnings fail the check too")
    parser.add_argument("--external", action="store_true", help="also ask every other site that answers link to (slow)")


def run(options: argparse.Namespace) -> int:
    """Print the findings; exit 1 where there is an error, 2 where other sites should be asked and cannot be."""
    try:
        findings = _findings(options)
    except LinkCheckerError as error:
        print(error, file=sys.stderr)
        return 2
    text = formatted(findings, options.format)
    if text:
        print(text)
    print(counted(findings), file=sys.stderr)
    return 1 if errors(findings) or (findings and options.strict) else 0


def _findings(options: argparse.Namespace) -> Sequence[Finding]:
    try:
        built = build_site(options.project, build_day(), broken_golden="error")
    except FindingsError as error:
        return error.findings
    return in_order([*built.findings, *_dead_links(built, options)]) if options.external else built.findings


def _dead_links(built: Built, options: argparse.Namespace) -> Sequence[Finding]:
    """Links to other sites that lead nowhere: warnings, for another site is back tomorrow, and nobody here can mend it."""
    links = outside_links(built, options.project)
    print(f"asking for {numbered(len(links), 'link')} to other sites", file=sys.stderr)
    return [
        Finding(
            place=place,
            rule="dead-link",
            message=f"{address} leads nowhere: {reason}",
            fix="write the address at which it is now, or take the link out",
            severity="warning",
        )
        for address, reason in dead_addresses(list(links)).items()
        for place in links[address]
    ]
