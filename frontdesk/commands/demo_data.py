"""frontdesk demo-data: a made-up quarter in the request log, for a demonstration, for screens and for measurements."""

import argparse
import sys
from pathlib import Path

from contact.report.period import EXAMPLE as PERIOD
from contact.report.period import Period, last_quarter, parse_period
from desk.bundle import Bundle
from desk.data import to_json
from desk.folders import Folders
from frontdesk.backend import BackendError, open_bundle, open_log
from frontdesk.demo.making import Made, NotMadeError, make
from frontdesk.demo.quarter import quarter
from frontdesk.terminal import progress
from frontdesk.today import now
from frontdesk.typed_number import number_to

NAME = "demo-data"
EXAMPLE = "frontdesk demo-data --cases 20000 --period 2026-Q3 --project demo"
CASES, MOST = 20_000, 5_000_000
SEED = 1


def arguments(parser: argparse.ArgumentParser) -> None:
    """How many, and of when."""
    parser.add_argument(
        "--cases", type=number_to(MOST), default=CASES, metavar="N", help=f"cases of the period (default: {CASES})"
    )
    parser.add_argument(
        "--period", type=_period, metavar="PERIOD", help=f"such as {PERIOD} (default: the quarter that was over last)"
    )
    parser.add_argument(
        "--seed", type=number_to(), default=SEED, metavar="N", help="another number makes another quarter (default: 1)"
    )
    parser.add_argument("--json", action="store_true", help="print what was written as JSON")


def run(options: argparse.Namespace) -> int:
    """Make it up, and write it."""
    today = now()
    period: Period = options.period or last_quarter(today.date())
    if period.end > today:
        print(f"the period ends on {period.until}: take one that is over", file=sys.stderr)
        return 2
    try:
        bundle = open_bundle(options.project)
        pages = _pages(options.project, bundle)
        wanted = quarter(bundle, period, options.cases, seed=options.seed, now=today, pages=pages)
        with open_log(options.project) as log, progress() as report:
            made = make(log, wanted, today, report)
    except (BackendError, NotMadeError) as error:
        print(error, file=sys.stderr)
        return 1
    print(to_json(made).decode() if options.json else _told(made, period))
    return 0


def _told(made: Made, period: Period) -> str:
    return (
        f"SYNTHETIC: {made.cases:,} made-up cases from {period.since} to {period.until} and {made.earlier:,} of the weeks "
        f"before, with {made.events:,} events, {made.calls:,} calls, {made.votes:,} votes, {made.searches:,} searches and "
        f"{made.seals} seals. Every report over them says that they are synthetic."
    )


def _pages(project: Path, bundle: Bundle) -> tuple[str, ...]:
    """The answers of the site's first language, as visitors name them."""
    language = bundle.settings.languages.default
    folder = Folders(project).faq / language
    files = (file.relative_to(folder).with_suffix("").as_posix() for file in folder.rglob("*.md"))
    return tuple(sorted(page for page in files if bundle.has_answer(language, page)))


def _period(text: str) -> Period:
    try:
        return parse_period(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
