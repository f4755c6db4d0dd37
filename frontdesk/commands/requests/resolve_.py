"""frontdesk requests resolve: close a case with its outcome, and tell the customer (row R4)."""

import argparse
import sys
from contextlib import nullcontext

from contact.case import Case
from contact.events import OUTCOMES
from contact.feedback_link import ask_at
from contact.letters import ChangedError, Letters, Written
from frontdesk.backend import BackendError
from frontdesk.case_history import OUTCOMES_SAID, WAYS_SAID, short_instant
from frontdesk.commands.requests.acting import Acting, act_arguments, acting, is_message, not_erased, unanswered_message
from frontdesk.commands.requests.letter import letter_arguments, sent_to
from frontdesk.commands.requests.typed_text import given, typed_text

# What has to be said where less was given than was asked for.
_NEEDED = {
    "explanation": "say why not all that was asked for was given",
    "remedies": "say what the customer can do who does not agree",
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which case, with which outcome, and what is said."""
    act_arguments(parser)
    parser.add_argument(
        "--outcome", choices=OUTCOMES, required=True, help="what was asked for was given: full, partial, not"
    )
    letter_arguments(parser)
    for name, sentence in _NEEDED.items():
        parser.add_argument(
            f"--{name}", metavar="TEXT", default="", help=f"{sentence}; needed unless the outcome is full"
        )
    parser.add_argument("--redress", metavar="TEXT", default="", help="what was paid, such as '125.00 USD'")
    parser.add_argument("--untold", action="store_true", help="tell the customer nothing, as of spam")
    parser.add_argument("--anyway", action="store_true", help="also where the customer wrote again and nobody answered")


def run(options: argparse.Namespace) -> int:
    """Close it, or say what is missing."""
    missing = [name for name in _NEEDED if options.outcome != "full" and not getattr(options, name).strip()]
    for name in missing:
        print(f"--{name}: is missing with the outcome '{options.outcome}': {_NEEDED[name]}", file=sys.stderr)
    if missing:
        return 2
    with acting(options) as act:
        _check(act, anyway=options.anyway)
        name = f"{act.case.reference}.resolve"
        with typed_text(options, name) if given(options) else nullcontext("") as text:
            written = _resolve(act, options, text)
        told = WAYS_SAID["" if options.untold else options.way]
        said = f"resolved: {OUTCOMES_SAID[options.outcome]}, {told}{sent_to(written.email)}"
        act.tell(said, "resolved", written.mail)
    return 0


def _check(act: Acting, *, anyway: bool) -> None:
    not_erased(act)
    standing, reference = act.standing, act.case.reference
    if standing.resolved_at and standing.outcome:
        when = short_instant(standing.resolved_at, act.settings)
        what = f"it was resolved ({OUTCOMES_SAID[standing.outcome]}) by {standing.resolved_by}, {when}"
        raise BackendError(f"{reference}: {what}: reopen it first")
    wrote = unanswered_message(act.case)
    if wrote and not anyway:
        when = short_instant(wrote.at, act.settings)
        raise BackendError(f"{reference}: the customer wrote again, {when}: read it, then resolve with --anyway")


def _resolve(act: Acting, options: argparse.Namespace, text: str) -> Written:
    letters = Letters(log=act.log, now=act.now)
    try:
        return letters.resolve(
            act.case,
            options.outcome,
            by=act.by,
            way="" if options.untold else options.way,
            text=text,
            explanation=options.explanation,
            remedies=options.remedies,
            redress=options.redress,
            signed=options.sign,
            ask_feedback=None if options.untold else ask_at(act.settings, act.case, act.now, act.standing.kind),
            to_resting=options.to_resting,
            unless=lambda case: _matters(act.case, case, anyway=options.anyway),
        )
    except ChangedError as error:
        added = error.case.events[len(act.case.events) :]
        what = "it was resolved" if any(event.kind == "resolved" for event in added) else "the customer wrote"
        raise BackendError(f"{act.case.reference}: {what} in this moment: look at it first") from None


def _matters(before: Case, after: Case, *, anyway: bool) -> bool:
    """Whether what came in between is something that whoever resolves must know."""
    added = after.events[len(before.events) :]
    return any(event.kind == "resolved" or (is_message(event) and not anyway) for event in added)
