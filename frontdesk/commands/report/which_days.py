"""The options that say which days a report is about -> a period, or a message. Knows no report."""

import argparse
import sys

from contact.report.period import EXAMPLE, Period, parse_period
from frontdesk.typed_day import typed_day


def day_options(parser: argparse.ArgumentParser) -> None:
    """Declare them."""
    parser.add_argument(
        "--period", type=_period, metavar="PERIOD", help=f"a quarter, month or year: {EXAMPLE}, 2026-07"
    )
    parser.add_argument("--since", type=typed_day, metavar="DATE", help="instead: from this day on")
    parser.add_argument("--until", type=typed_day, metavar="DATE", help="up to this day, which is included")


def chosen_days(options: argparse.Namespace, otherwise: Period) -> Period | None:
    """The period that was asked for, if any was; None, and a message, for one that makes no sense."""
    since, until = options.since, options.until
    if options.period and (since or until):
        print("give either --period, or --since and --until", file=sys.stderr)
        return None
    if bool(since) != bool(until):
        print("give both --since and --until", file=sys.stderr)
        return None
    if since and since > until:
        print(f"the period ends on {until}, before it begins", file=sys.stderr)
        return None
    chosen: Period = options.period or (Period(since=since, until=until) if since else otherwise)
    return chosen


def _period(text: str) -> Period:
    try:
        return parse_period(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
