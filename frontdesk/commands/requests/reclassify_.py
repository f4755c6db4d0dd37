"""frontdesk requests reclassify: a request that is a complaint, another topic, an institution (row T3).

A request that becomes a complaint starts its legal clocks, counted from when it came in (row R5).
"""

import argparse
from typing import cast

from contact.case import Case
from contact.events import Assigned, Body, Reclassified
from contact.standing import Standing
from desk.assignment import person_for, working_day
from desk.legal import legal_dues
from desk.profiles.clocks import LegalDue
from desk.settings.model import CUSTOMERS, KINDS, Customer, Kind
from frontdesk.backend import BackendError
from frontdesk.case_history import taken_by
from frontdesk.case_marks import is_to_be_checked
from frontdesk.commands.requests.acting import Acting, act_arguments, acting, not_erased
from frontdesk.typed_line import typed_line


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which case, and what it is."""
    act_arguments(parser)
    parser.add_argument("--kind", choices=KINDS, help="what it is from now on")
    parser.add_argument("--topic", metavar="TOPIC", help="the id of its topic; the case goes to the queue of that")
    parser.add_argument("--customer", choices=CUSTOMERS, help="for whom the customer writes")
    parser.add_argument(
        "--reason", type=typed_line, required=True, metavar="TEXT", help="why, for the log: name no customer"
    )


def run(options: argparse.Namespace) -> int:
    """Write it down."""
    with acting(options) as act:
        not_erased(act)
        standing = act.standing
        body = _wanted(act, options, standing)
        same = (body.kind, body.topic, body.customer) == (standing.kind, standing.topic, standing.customer)
        # Who was asked to look, and finds that it is a request after all, says so by naming what it is.
        if same and not is_to_be_checked(act.case.events):
            raise BackendError(f"{act.case.reference}: it is a {body.kind} about {body.topic} already")
        moved = _moved(act, standing, body.topic)
        act.add(body, *moved, unless=lambda case: _is_reclassified_since(act.case, case))
        act.tell(_said(body, moved, standing), "reclassified")
    return 0


def _is_reclassified_since(before: Case, case: Case) -> bool:
    """Whether somebody else said what it is in between: their words would be lost under these."""
    return any(event.kind == "reclassified" for event in case.events[len(before.events) :])


def _wanted(act: Acting, options: argparse.Namespace, standing: Standing) -> Reclassified:
    if not (options.kind or options.topic or options.customer):
        raise BackendError("say what it is: --kind, --topic or --customer")
    topics = [topic.id for topic in act.settings.topics]
    if options.topic and options.topic not in topics:
        raise BackendError(f"'{options.topic}' is no topic: use one of {', '.join(topics)}")
    kind = cast("Kind", options.kind or standing.kind)
    return Reclassified(
        kind=kind,
        topic=options.topic or standing.topic,
        customer=cast("Customer", options.customer or standing.customer),
        by=act.by,
        reason=options.reason,
        legal=standing.legal if kind == standing.kind else _clocks(act, act.case, kind),
    )


def _clocks(act: Acting, case: Case, kind: Kind) -> tuple[LegalDue, ...]:
    return legal_dues(act.settings, kind=kind, channel=case.received.promised_as, now=case.received_at)


def _moved(act: Acting, standing: Standing, topic_id: str) -> list[Body]:
    """Another topic may belong to another queue; a queue that somebody chose on purpose for the same topic stays."""
    topic = act.settings.topic(topic_id)
    if topic is None or topic_id == standing.topic or topic.queue == standing.queue:
        return []
    day = working_day(act.settings, topic.queue, act.now)
    queue, person = person_for(act.settings, topic.queue, day, act.case.reference)
    return [Assigned(queue=queue, to=person, by=act.by, reason="another topic")]


def _said(body: Reclassified, moved: list[Body], standing: Standing) -> str:
    parts = [f"{body.kind} about {body.topic}, {body.customer}"]
    parts += [f"given to {taken_by(to.queue, to.to)}" for to in moved if isinstance(to, Assigned)]
    if body.kind != standing.kind:
        parts += [f"legal clock: {clock.name} by {clock.last_day:%Y-%m-%d} ({clock.profile})" for clock in body.legal]
    return "; ".join(parts)
