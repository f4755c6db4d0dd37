"""frontdesk calls list: the records of some days, one a line."""

import argparse

from contact.calls import CallRecord
from contact.report.period import Period
from desk.data import to_json
from frontdesk.backend import open_log
from frontdesk.commands.calls.lengths import length
from frontdesk.commands.report.which_days import chosen_days, day_options
from frontdesk.terminal import lines
from frontdesk.today import now

COLUMNS = ("began", "queue", "channel", "waited", "talked", "outcome", "source")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which days."""
    day_options(parser)
    parser.add_argument("--json", action="store_true", help="one JSON object a line, with times in seconds")


def run(options: argparse.Namespace) -> int:
    """Print them, oldest first: those of today where no days are named."""
    today = now().date()
    period = chosen_days(options, Period(since=today, until=today))
    if period is None:
        return 2
    with open_log(options.project) as log:
        calls = log.store.calls(period.start, period.end)
        if options.json:
            for call in calls:
                print(to_json(call).decode())
            return 0
        lines(COLUMNS, map(_row, calls))
    return 0


def _row(call: CallRecord) -> tuple[str, ...]:
    return (
        f"{call.began_at:%Y-%m-%d %H:%M:%S} UTC",
        call.queue,
        call.channel,
        length(call.waited),
        length(call.talked),
        call.outcome or "not known",
        call.source,
    )
