"""frontdesk report response-times: how quickly people were answered, as a table, or as the file that the site shows."""

import argparse
import json
import sys
from pathlib import Path

from contact.report.figures import GroupFigures, Times
from contact.report.period import last_quarter
from contact.report.response_times import ResponseTimes, response_times
from desk.data import to_json
from desk.finding import numbered
from desk.measured import CalledBack
from frontdesk.backend import BackendError, open_bundle, open_log
from frontdesk.commands.report.case_rows import case_rows
from frontdesk.commands.report.which_days import chosen_days, day_options
from frontdesk.terminal import table
from frontdesk.today import now
from frontdesk.typed_day import typed_day

COLUMNS = (
    "channel",
    "kind",
    "topic",
    "messages",
    "in time",
    "half within",
    "9 of 10 within",
    "median, business",
    "90 %, business",
    "median, clock",
    "90 %, clock",
    "unanswered",
)
CALLED = ("queue", "calls", "in goal", "half within", "9 of 10 within")
MINUTES_AN_HOUR = 60


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which days, and where to."""
    day_options(parser)
    parser.add_argument("--as-of", type=typed_day, metavar="DATE", help="as the log stood at the end of this day")
    parser.add_argument(
        "--output", type=Path, metavar="FILE", help="write the figures to a file, such as measured.json"
    )
    parser.add_argument("--cases", type=Path, metavar="FILE.csv", help="also write what counts of each case, one a row")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(options: argparse.Namespace) -> int:
    """Print it, or write it."""
    period = chosen_days(options, otherwise=last_quarter(now().date()))
    if period is None:
        return 2
    settings = open_bundle(options.project).settings
    with open_log(options.project) as log, case_rows(options.cases) as seen:
        report = response_times(log.store, settings, period, options.as_of, seen)
    if options.output:
        _write(options.output, _json(report))
        print(f"{numbered(len(report.groups), 'group')} in {options.output}", file=sys.stderr)
    elif options.json:
        print(_json(report).decode(), end="")
    else:
        _print(report)
    return 0


def _write(file: Path, data: bytes) -> None:
    try:
        file.write_bytes(data)
    except OSError as error:
        raise BackendError(f"{file} cannot be written: {error.strerror}") from error


def _json(report: ResponseTimes) -> bytes:
    """Indented: the file is kept beside the settings, where people compare it with the one before."""
    return (json.dumps(json.loads(to_json(report)), indent=2, ensure_ascii=False) + "\n").encode()


def _print(report: ResponseTimes) -> None:
    table(f"Response times, {report.since} to {report.until}", COLUMNS, [_row(group) for group in report.groups])
    if report.callbacks:
        print()
        table("Calls that were asked for", CALLED, [_called_row(calls) for calls in report.callbacks])
    left_out = ", ".join(f"{count} {why}" for why, count in report.left_out.items()) or "none"
    seal = f"the seal {report.seal.digest}" if report.seal else "no seal"
    print(f"\n{report.since} to {report.until}, as of the end of {report.counted_to}, {seal}")
    print(f"{numbered(report.received, 'message')} received; left out: {left_out}")
    print(f"{numbered(report.small_groups, 'group')} too small to be shown, or beside one that is\n")
    for name, meaning in report.definitions.items():
        print(f"{name}: {meaning}")


def _row(group: GroupFigures) -> tuple[str, ...]:
    return (
        group.channel or "all",
        group.kind or "all",
        group.topic or "all",
        f"{group.messages:,}",
        f"{group.share_in_time:.1%}",
        group.half_within or "-",
        group.most_within or "-",
        *_times(group.business_minutes),
        *_times(group.clock_minutes),
        f"{group.unanswered:,}",
    )


def _called_row(calls: CalledBack) -> tuple[str, ...]:
    share = f"{calls.in_goal / calls.calls:.1%}"
    return calls.queue or "all", f"{calls.calls:,}", share, calls.half_within or "-", calls.most_within or "-"


def _times(times: Times) -> tuple[str, str]:
    return _hours(times.median), _hours(times.percentile_90)


def _hours(minutes: int | None) -> str:
    return "-" if minutes is None else f"{minutes // MINUTES_AN_HOUR}:{minutes % MINUTES_AN_HOUR:02} h"
