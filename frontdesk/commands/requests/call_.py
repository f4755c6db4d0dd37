"""frontdesk requests call: what came of a call to a customer, or that no more are made (rows C1, C3)."""

import argparse
from collections.abc import Sequence
from datetime import UTC, datetime

from contact.callback import OPEN_CALLS, same_number
from contact.case import Case
from contact.events import CALL_RESULTS, Body, CallAttempted, CallbackEnded
from contact.log import Log
from contact.personal import Personal
from frontdesk.backend import BackendError
from frontdesk.case_history import short_instant
from frontdesk.commands.requests.acting import Acting, act_arguments, acting, not_erased
from frontdesk.today import now

SAID = {
    "reached": "somebody has spoken with the customer",
    "no-answer": "nobody answered",
    "busy": "the line was busy",
    "left-message": "a message was left",
    "wrong-number": "it was not the customer's number",
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which case, and what came of it."""
    act_arguments(parser)
    parser.add_argument("--result", choices=CALL_RESULTS, help="what came of the call")
    parser.add_argument(
        "--at", type=_past, metavar="TIME", help="when it was made, such as 2026-11-20T15:30-05:00 (default: now)"
    )
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--end", action="store_true", help="give it up: no more calls are made")
    which.add_argument("--withdrawn", action="store_true", help="the customer does not want to be called any more")


def run(options: argparse.Namespace) -> int:
    """Write it down."""
    ended = options.end or options.withdrawn
    if not options.result and not ended:
        raise BackendError("say what came of the call, with --result; or --end or --withdrawn, that no more are made")
    if options.at and not options.result:
        raise BackendError("--at says when a call was made: say what came of it, with --result")
    with acting(options) as act:
        not_erased(act)
        _refuse(act, options.at, ended=ended, reached=options.result == "reached")
        bodies = list(_bodies(options, act.by))
        act.add(*bodies)
        sentence = SAID[options.result] if options.result else "no more calls are made"
        if options.result and ended:
            sentence += "; no more calls are made"
        others = _others(act) if options.result == "reached" else ()
        for other in others:
            # They asked for the same call: it has been made.
            act.log.add(other, act.now, bodies[0])
        if others:
            sentence += f"; written down of {', '.join(other.reference for other in others)} too"
        act.tell(sentence, "call-attempted" if options.result else "callback-ended")
    return 0


def _refuse(act: Acting, at: datetime | None, *, ended: bool, reached: bool) -> None:
    """What cannot have been: figures and the customer's page would tell of it."""
    asked = [event.at for event in act.case.events if event.kind == "callback-requested"]
    since = max(asked, default=act.case.received_at)
    if at and at < since:
        told = short_instant(since, act.settings)
        raise BackendError(f"{act.case.reference}: --at is before {told}, when the call was asked for")
    if ended and (reached or act.standing.call not in OPEN_CALLS):
        raise BackendError(f"{act.case.reference}: no call waits to be made")


def _bodies(options: argparse.Namespace, by: str) -> Sequence[Body]:
    attempted = [CallAttempted(result=options.result, by=by, at=options.at)] if options.result else []
    if options.withdrawn:
        return [*attempted, CallbackEnded(because="withdrawn", by=by)]
    return [*attempted, CallbackEnded(because="given-up", by=by)] if options.end else attempted


def _others(act: Acting) -> list[Case]:
    """The other cases in which a call to the same number was asked for."""
    number = number_of(act.log, act.case)
    return [case for case in same_number(act.log, number) if case.reference != act.case.reference] if number else []


def number_of(log: Log, case: Case) -> str:
    """The telephone number of a case in E.164; empty where there is none."""
    texts: Personal | None = log.texts(case)
    return texts.fields.get("number", "") if texts else ""


def _past(text: str) -> datetime:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is no time such as 2026-11-20T15:30-05:00") from None
    if found.tzinfo is None:
        raise argparse.ArgumentTypeError(f"'{text}' does not say in which time zone: write {text}-05:00")
    if found > now():
        raise argparse.ArgumentTypeError(f"'{text}' is in the future")
    return found.astimezone(UTC)
