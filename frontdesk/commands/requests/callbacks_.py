"""frontdesk requests callbacks: whom to call now, the soonest goal first, with the number and the window in both time zones."""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from contact.case import Case
from contact.events import CallbackRequested
from contact.log import Log
from contact.standing import Standing, Work, standing_of
from desk.data import to_json
from desk.phone import shown_phone
from desk.settings.model import Settings
from frontdesk.backend import open_bundle, open_log
from frontdesk.case_history import short_instant
from frontdesk.commands.requests.open_work import all_open
from frontdesk.commands.requests.staff_names import queue_named
from frontdesk.plain_sight import visible_json
from frontdesk.terminal import table
from frontdesk.today import now
from frontdesk.typed_number import number_to

LISTED = 50
# A window that has begun is over within a day, and a goal is seldom further off than this.
SOON = timedelta(days=7)
COLUMNS = ("reference", "number", "name", "call by", "window", "their clock", "topic", "language", "person", "look")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    """Somebody who is to be called."""

    work: Work
    case: Case
    standing: Standing
    callback: CallbackRequested
    number: str
    name: str

    def look(self, at: datetime) -> str:
        """Why somebody should look at it before anything else."""
        late = "overdue" if self.work.due < at else ""
        early = "not yet" if self.callback.earliest > at else ""
        tried = f"tried {self.standing.attempts}x" if self.standing.attempts else ""
        program = "a program?" if self.case.received.suspected else ""
        return " ".join(filter(None, (late, early, tried, program)))


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which ones, and how."""
    parser.add_argument("--queue", metavar="QUEUE", help="those of a queue alone")
    parser.add_argument("--all", action="store_true", help="also those who want to be called later")
    parser.add_argument("--limit", type=number_to(), default=LISTED, metavar="N", help=f"how many (default: {LISTED})")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(options: argparse.Namespace) -> int:
    """List them."""
    settings = open_bundle(options.project).settings
    at = now()
    queue = queue_named(settings, options.queue) if options.queue else ""
    with open_log(options.project) as log:
        wanted = _wanted(log, queue, None if options.all else at)
        found = list(islice(wanted, options.limit))
    if options.json:
        print(visible_json(to_json([_as_json(one, at) for one in found]).decode()))
    else:
        table("To be called", COLUMNS, [_row(one, at, settings) for one in found])
    return 0


def _wanted(log: Log, queue: str, begun: datetime | None) -> Iterator[_Wanted]:
    """Those who are to be called; of those whose window has `begun`, or of all."""
    works = all_open(log, queue=queue, before=begun + SOON if begun else None)
    numbers: set[str] = set()
    for work in works:
        case = log.store.find(work.reference) if work.task == "call" else None
        standing = standing_of(case.events) if case else None
        callback = standing.callback if standing else None
        if case is None or standing is None or callback is None or (begun and callback.earliest > begun):
            continue
        texts = log.texts(case)
        fields = texts.fields if texts else {}
        number = fields.get("number", "")
        # One call answers all who asked for one to the same number.
        if number in numbers:
            continue
        numbers.add(number)
        yield _Wanted(
            work=work,
            case=case,
            standing=standing,
            callback=callback,
            number=number,
            name=fields.get("name", ""),
        )


def _row(one: _Wanted, at: datetime, settings: Settings) -> tuple[str, ...]:
    here, there = settings.calendar("phone").time_zone, one.callback.zone
    return (
        one.work.reference,
        shown_phone(one.number) if one.number else "-",
        one.name or "-",
        short_instant(one.work.due, settings),
        window_on(one.callback, here),
        window_on(one.callback, there) if there != here else "-",
        one.work.topic,
        one.case.received.language,
        one.work.to or "-",
        one.look(at),
    )


def window_on(callback: CallbackRequested, zone: str) -> str:
    """`2026-11-23 08:00-12:00 EST`; where it ends on another day, with that day."""
    start, end = (when.astimezone(ZoneInfo(zone)) for when in (callback.earliest, callback.latest))
    other_day = f"{end:%Y-%m-%d} " if end.date() != start.date() else ""
    return f"{start:%Y-%m-%d %H:%M}-{other_day}{end:%H:%M %Z}"


def _as_json(one: _Wanted, at: datetime) -> dict[str, object]:
    return {
        "reference": one.work.reference,
        "number": one.number,
        "name": one.name,
        "due": one.work.due,
        "overdue": one.work.due < at,
        "earliest": one.callback.earliest,
        "latest": one.callback.latest,
        "zone": one.callback.zone,
        "told": one.callback.told,
        "queue": one.work.queue,
        "to": one.work.to,
        "topic": one.work.topic,
        "language": one.case.received.language,
        "attempts": one.standing.attempts,
        "suspected": one.case.received.suspected,
    }
