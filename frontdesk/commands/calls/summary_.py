"""frontdesk calls summary: how many calls were answered, how long callers waited, how soon voicemails were returned.

Rows P2, P3, P4 and P7. What is counted how stands below the figures.
"""

import argparse
from collections.abc import Mapping, Sequence

from contact.calls import CallRecord
from contact.log import Log
from contact.report.period import Period, last_quarter
from contact.telephony.figures import CallFigures, Returned, call_figures, returned
from desk.data import asdict, to_json
from frontdesk.backend import open_log
from frontdesk.commands.calls.lengths import length, share
from frontdesk.commands.report.which_days import chosen_days, day_options
from frontdesk.terminal import table
from frontdesk.today import now

COLUMNS = (
    "queue",
    "calls",
    "answered",
    "abandoned",
    "voicemail",
    "called back",
    "not known",
    "mean wait",
    "90 of 100 waited",
    "within 3 minutes",
    "waits not measured",
)
DEFINITIONS = (
    "Days are those of UTC; a call belongs to the day on which it began.",
    "Waits are those of calls that were answered or abandoned, from when the caller came into the line.",
    "A wait that was not measured is in none of these figures, and counted in the last column.",
    "Within 3 minutes: of those whose wait was measured, the share that was answered after 180 seconds or less.",
    "Voicemails: cases of the channel voicemail received in these days; returned is when a person first reached the customer.",
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which days."""
    day_options(parser)
    parser.add_argument("--json", action="store_true", help="as JSON, with times in seconds; null is not measured")


def run(options: argparse.Namespace) -> int:
    """Print the figures of each queue and of all: those of the last quarter where no days are named."""
    period = chosen_days(options, last_quarter(now().date()))
    if period is None:
        return 2
    with open_log(options.project) as log:
        calls = list(log.store.calls(period.start, period.end))
        voicemails = _voicemails(log, period)
    groups = {queue: call_figures(_of(calls, queue)) for queue in sorted({call.queue for call in calls})}
    everything = call_figures(calls)
    if options.json:
        print(_json(period, groups, everything, voicemails))
        return 0
    rows = [_row(name or "none", found) for name, found in groups.items()]
    table(f"Calls from {period.since} to {period.until}", COLUMNS, [*rows, _row("all queues", everything)])
    print(
        f"voicemails: {voicemails.voicemails}, of which {voicemails.answered} were returned, "
        f"on average after {length(voicemails.mean)}, 90 of 100 after {length(voicemails.of_90)} or less"
    )
    print("\n".join(DEFINITIONS))
    return 0


def _voicemails(log: Log, period: Period) -> Returned:
    cases = log.store.walk(period.start, period.end)
    return returned(case.events for case in cases if case.received.channel == "voicemail")


def _of(calls: Sequence[CallRecord], queue: str) -> list[CallRecord]:
    return [call for call in calls if call.queue == queue]


def _row(queue: str, found: CallFigures) -> tuple[str, ...]:
    return (
        queue,
        str(found.calls),
        str(found.answered),
        str(found.abandoned),
        str(found.voicemail),
        str(found.callback),
        str(found.unknown),
        length(found.mean_wait),
        length(found.wait_of_90),
        share(found.within),
        str(found.not_measured),
    )


def _json(period: Period, groups: Mapping[str, CallFigures], everything: CallFigures, voicemails: Returned) -> str:
    found = {
        "since": period.since,
        "until": period.until,
        "queues": {name: asdict(figures) for name, figures in groups.items()},
        "all": asdict(everything),
        "voicemails": asdict(voicemails),
        "definitions": DEFINITIONS,
    }
    return to_json(found).decode()
