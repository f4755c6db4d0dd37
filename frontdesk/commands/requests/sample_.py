"""frontdesk requests sample: cases drawn by chance for a review of how they were dealt with, as CSV (row T5).

Which ones follows from the seed and the references alone: who draws again gets the same ones, and an examiner can check it.
"""

import argparse
import csv
import hashlib
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from heapq import nsmallest
from zoneinfo import ZoneInfo

from contact.abuse.spreadsheet import safe_cell
from contact.events import NewEvent, Received
from contact.log import Log
from contact.report.period import Period, last_quarter
from contact.standing import standing_of
from contact.store import History
from desk.data import from_json, to_json
from desk.finding import numbered
from desk.settings.model import KINDS, Settings
from frontdesk.backend import open_bundle, open_log
from frontdesk.case_history import short_instant
from frontdesk.commands.report.which_days import chosen_days, day_options
from frontdesk.terminal import counter
from frontdesk.today import now
from frontdesk.typed_number import number_to

LARGEST = 100_000
SIZE = 25
# The last ones are empty: for whoever reviews it.
COLUMNS = (
    "reference",
    "received",
    "channel",
    "kind",
    "topic",
    "language",
    "queue",
    "person",
    "answered",
    "resolved",
    "outcome",
    "updates",
    "result",
    "remarks",
    "reviewed_by",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _First:
    """What decides whether a case may be drawn."""

    kind: str
    unanswered: str = ""
    came_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class _Drawn:
    """The chosen references, and among how many they were."""

    references: list[str]
    among: int


def arguments(parser: argparse.ArgumentParser) -> None:
    """Of which days, how many, and by which seed."""
    day_options(parser)
    parser.add_argument(
        "--size", type=number_to(LARGEST), default=SIZE, metavar="N", help=f"how many (default: {SIZE})"
    )
    parser.add_argument("--seed", required=True, metavar="TEXT", help="any text; the same one draws the same cases")
    parser.add_argument("--kind", choices=KINDS, help="requests or complaints alone")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(options: argparse.Namespace) -> int:
    """Draw them."""
    period = chosen_days(options, last_quarter(now().date()))
    if period is None:
        return 2
    settings = open_bundle(options.project).settings
    with open_log(options.project) as log:
        drawn = _drawn(log, options, period, settings)
        histories = {history.reference: history for history in log.store.histories_of(drawn.references)}
    rows = [_row(histories[reference], settings) for reference in drawn.references]
    if options.json:
        print(to_json([dict(zip(COLUMNS, row, strict=True)) for row in rows]).decode())
    else:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    about = f"{period.since} to {period.until}, seed '{options.seed}'"
    print(f"{len(rows)} of {numbered(drawn.among, 'case')}, {about}", file=sys.stderr)
    return 0


def _drawn(log: Log, options: argparse.Namespace, period: Period, settings: Settings) -> _Drawn:
    """The references whose digests with the seed come first: as good as by chance, and by nobody's choice."""
    looked_at = 0

    def candidates() -> Iterator[str]:
        nonlocal looked_at
        with counter("cases looked at") as told:
            for reference in _received_in(log, period, settings, options.kind):
                looked_at += 1
                told(looked_at)
                yield reference

    def lot(reference: str) -> bytes:
        return hashlib.sha256(f"{options.seed}\n{reference}".encode()).digest()

    return _Drawn(nsmallest(options.size, candidates(), key=lot), looked_at)


def _received_in(log: Log, period: Period, settings: Settings, kind: str | None) -> Iterator[str]:
    """The cases that came on these days of the desk's clock; what came earlier than it was recorded is looked for behind."""
    zone = ZoneInfo(settings.calendar("form").time_zone)
    start = datetime.combine(period.since, time(), zone)
    end = datetime.combine(period.until + timedelta(days=1), time(), zone)
    for history in log.store.histories(start):
        first = from_json(history.events[0].body.encode(), _First)
        received = first.came_at or history.events[0].at
        if start <= received < end and not first.unanswered and kind in {None, _kind(history, first)}:
            yield history.reference


def _kind(history: History, first: _First) -> str:
    """What it is by now."""
    later = [event for event in history.events if event.kind == "reclassified"]
    return from_json(later[-1].body.encode(), _First).kind if later else first.kind


def _row(history: History, settings: Settings) -> tuple[str, ...]:
    received = from_json(history.events[0].body.encode(), Received)
    standing = standing_of([NewEvent(at=event.at, kind=event.kind, body=event.body) for event in history.events])

    def shown(when: datetime | None) -> str:
        return short_instant(when, settings) if when else ""

    return (
        history.reference,
        shown(standing.received_at),
        received.channel,
        standing.kind,
        standing.topic,
        received.language,
        standing.queue,
        standing.to,
        shown(standing.answered_at),
        shown(standing.resolved_at),
        standing.outcome or "",
        str(standing.updates),
        "",
        "",
        "",
    )
