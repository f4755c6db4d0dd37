"""frontdesk requests assign: give a case to a person or a queue, or to whoever the settings say (row C2)."""

import argparse
import sys
from collections.abc import Iterator

from contact.events import Assigned
from contact.log import Log
from contact.standing import Work, standing_of, work_of
from desk.assignment import person_for, working_day
from desk.data import to_json
from desk.settings.model import Settings
from frontdesk.backend import BackendError, open_bundle, open_log
from frontdesk.case_history import taken_by
from frontdesk.commands.requests.acting import Acting, acting, not_erased
from frontdesk.commands.requests.one_case import by_argument, who
from frontdesk.commands.requests.open_work import all_open
from frontdesk.commands.requests.staff_names import has_left, is_there, person_named, queue_named, queue_of
from frontdesk.terminal import counter
from frontdesk.today import now
from frontdesk.typed_line import typed_line


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which case, and to whom."""
    parser.add_argument("reference", nargs="*", metavar="REF", help="its reference; small letters and spaces will do")
    parser.add_argument("--to", metavar="NAME", help="the person; without it and --queue, the settings choose one")
    parser.add_argument("--queue", metavar="QUEUE", help="the queue; in it, the settings choose a person")
    parser.add_argument(
        "--reason", type=typed_line, metavar="TEXT", default="", help="why, for the log: name no customer"
    )
    parser.add_argument(
        "--all",
        action="store_true",
        help="instead of one case: every open one that nobody has, or whose person has left",
    )
    by_argument(parser)
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(options: argparse.Namespace) -> int:
    """Assign it, or all that nobody has."""
    if bool(options.all) == bool(options.reference) or (options.all and (options.to or options.queue)):
        print("name a case, or give --all without --to and --queue", file=sys.stderr)
        return 2
    return _all(options) if options.all else _one(options)


def _one(options: argparse.Namespace) -> int:
    with acting(options) as act:
        not_erased(act)
        queue, person = _chosen(act, options)
        standing = act.standing
        if (queue, person) == (standing.queue, standing.to):
            raise BackendError(f"{act.case.reference}: {taken_by(queue, person)} has it already")
        act.add(Assigned(queue=queue, to=person, by=act.by, reason=options.reason))
        act.tell(f"given to {taken_by(queue, person)}", "assigned")
        today = working_day(act.settings, queue, act.now)
        if person and not is_there(act.settings, person, today):
            print(f"note: {person} is not there today", file=sys.stderr)
    return 0


def _chosen(act: Acting, options: argparse.Namespace) -> tuple[str, str]:
    settings, standing = act.settings, act.standing
    queue = queue_named(settings, options.queue) if options.queue else ""
    if options.to:
        person = person_named(settings, options.to)
        return queue or queue_of(settings, person, standing.queue or settings.queue_of(standing.topic)), person
    wanted = queue or standing.queue or settings.queue_of(standing.topic)
    return person_for(settings, wanted, working_day(settings, wanted, act.now), act.case.reference)


def _all(options: argparse.Namespace) -> int:
    settings, by = open_bundle(options.project).settings, who(options)
    count, left = 0, 0
    with open_log(options.project) as log, counter("cases given to somebody") as told:
        for work in list(_without_anybody(log, settings)):
            queue = work.queue or settings.queue_of(work.topic)
            queue, person = person_for(settings, queue, working_day(settings, queue, now()), work.reference)
            given = bool(person) and _give(log, work, Assigned(queue=queue, to=person, by=by, reason=options.reason))
            count, left = count + given, left + (not given)
            told(count)
    if options.json:
        print(to_json({"given": count, "left": left}).decode())
    else:
        print(f"{count} given to somebody, {left} left without")
    return 0


def _without_anybody(log: Log, settings: Settings) -> Iterator[Work]:
    today = now().date()
    return (work for work in all_open(log) if not work.to or has_left(settings, work.to, today))


def _give(log: Log, work: Work, body: Assigned) -> bool:
    """False where somebody else took it in between, or it is open no more."""
    case = log.store.find(work.reference)
    if case is None or case.erased:
        return False
    current = work_of(case.reference, standing_of(case.events))
    if current is None or current.to != work.to:
        return False
    return log.add(case, now(), body, unless=lambda _changed: True)
