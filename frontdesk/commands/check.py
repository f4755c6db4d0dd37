"""frontdesk check: everything that can be wrong, with file, line and fix; nothing is written."""

import argparse
import sys
from collections.abc import Sequence

from desk.finding import Finding, FindingsError, counted, errors
from frontdesk.reporting import FORMATS, formatted
from frontdesk.today import build_day
from generator.build import build_site

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
    """Print the findings; exit 1 where there is an error."""
    if options.external:
        print("checking other sites' addresses is not built yet: run linkchecker on the built site", file=sys.stderr)
        return 2
    findings = _findings(options)
    text = formatted(findings, options.format)
    if text:
        print(text)
    print(counted(findings), file=sys.stderr)
    return 1 if errors(findings) or (findings and options.strict) else 0


def _findings(options: argparse.Namespace) -> Sequence[Finding]:
    try:
        return build_site(options.project, build_day(), broken_golden="error").findings
    except FindingsError as error:
        return error.findings
