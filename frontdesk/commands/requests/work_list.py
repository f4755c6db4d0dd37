"""The index of open work -> the list of what has to be done, the soonest due first; a few rows, whatever the log holds."""

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice

from contact.log import Log
from contact.standing import Work
from desk.data import asdict, to_json
from desk.settings.model import KINDS, Settings
from frontdesk.case_history import short_instant, taken_by
from frontdesk.case_marks import is_to_be_checked, is_unreached
from frontdesk.commands.requests.one_case import by_argument, who
from frontdesk.commands.requests.open_work import AT_ONCE, all_open
from frontdesk.commands.requests.staff_names import mine, people, person_named, queue_named
from frontdesk.plain_sight import visible_json
from frontdesk.terminal import table
from frontdesk.today import now

COLUMNS = ("reference", "due", "to do", "kind", "topic", "queue", "person", "look")
# On a terminal, which may be 80 columns wide.
NARROW = ("reference", "due", "to do", "what", "whose")
# What stands in the last column: why somebody should look at it before anything else.
OVERDUE, CHECK, UNREACHED = "overdue", "complaint?", "not delivered"

Marks = Mapping[str, Sequence[str]]


def work_arguments(parser: argparse.ArgumentParser) -> None:
    """Each of these lists what has to be done, instead of what came in."""
    parser.add_argument("--due", action="store_true", help="what has to be done, the soonest due first")
    parser.add_argument("--overdue", action="store_true", help="of that, what should have been done by now")
    parser.add_argument("--queue", metavar="QUEUE", help="of that, what a queue takes care of")
    whose = parser.add_mutually_exclusive_group()
    whose.add_argument("--to", metavar="NAME", help="of that, what a person takes care of")
    whose.add_argument("--mine", action="store_true", help="of that, what you take care of")
    whose.add_argument("--unassigned", action="store_true", help="of that, what nobody has")
    parser.add_argument("--kind", choices=KINDS, help="of that, requests or complaints")
    by_argument(parser)


def is_wanted(options: argparse.Namespace) -> bool:
    """Whether any of them was given."""
    names = ("due", "overdue", "queue", "to", "mine", "unassigned", "kind")
    return any(getattr(options, name) for name in names)


def print_work(log: Log, options: argparse.Namespace, settings: Settings, limit: int) -> None:
    """Print it."""
    at = now()
    found = list(islice(_chosen(log, options, settings, at, limit), limit))
    marks = _marks(log, found, at)
    if options.json:
        print(visible_json(to_json([_as_json(work, marks) for work in found]).decode()))
        return
    if sys.stdout.isatty():
        table("To be done", NARROW, [_drawn(work, marks, settings) for work in found])
    else:
        table("To be done", COLUMNS, [_row(work, marks, settings) for work in found])


def _chosen(log: Log, options: argparse.Namespace, settings: Settings, at: datetime, limit: int) -> Iterator[Work]:
    queue = _queue(log, options, settings)
    person = None if options.unassigned else _person(log, options, settings)
    # The kind is in no index: it is looked for among more.
    at_once = AT_ONCE if options.kind else limit
    works = all_open(log, queue=queue, to=person, before=at if options.overdue else None, at_once=at_once)
    return (work for work in works if options.kind in {None, work.kind})


def _queue(log: Log, options: argparse.Namespace, settings: Settings) -> str:
    """The queue that is meant; one that is in the settings no more may still have work."""
    if options.queue and log.store.due(limit=1, queue=options.queue):
        return str(options.queue)
    return queue_named(settings, options.queue) if options.queue else ""


def _person(log: Log, options: argparse.Namespace, settings: Settings) -> str:
    """The person who is meant; whoever has left may still have work."""
    if options.mine:
        person = mine(settings, who(options))
        if person not in people(settings):
            print(f"note: the settings know nobody as '{person}'; --by says who you are", file=sys.stderr)
        return person
    if options.to and log.store.due(limit=1, to=options.to):
        return str(options.to)
    return person_named(settings, options.to) if options.to else ""


def _marks(log: Log, works: Sequence[Work], at: datetime) -> Marks:
    """What somebody should look at, of each case that has something."""
    marks = {work.reference: [OVERDUE] for work in works if work.due < at}
    for history in log.store.histories_of([work.reference for work in works]) if works else ():
        found = [CHECK] * is_to_be_checked(history.events) + [UNREACHED] * is_unreached(history.events)
        if found:
            marks.setdefault(history.reference, []).extend(found)
    return marks


def _row(work: Work, marks: Marks, settings: Settings) -> tuple[str, ...]:
    due, look = short_instant(work.due, settings), ", ".join(marks.get(work.reference, ()))
    return work.reference, due, work.task, work.kind, work.topic, work.queue, work.to or "-", look


def _drawn(work: Work, marks: Marks, settings: Settings) -> tuple[str, ...]:
    """The same in fewer columns, so that each has room for whole words."""
    task = ", ".join([work.task, *marks.get(work.reference, ())])
    whose = taken_by(work.queue, work.to)
    return work.reference, short_instant(work.due, settings), task, f"{work.kind}: {work.topic}", whose


def _as_json(work: Work, marks: Marks) -> dict[str, object]:
    found = marks.get(work.reference, ())
    names = {"overdue": OVERDUE, "may_be_a_complaint": CHECK, "not_delivered": UNREACHED}
    return asdict(work) | {name: mark in found for name, mark in names.items()}
