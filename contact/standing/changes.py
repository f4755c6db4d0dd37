"""The events of a case, one after another -> how it stands: what follows from each kind of event.

Only events that change something are read. Knows no list and no report.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TypeVar

from contact.events import (
    Assigned,
    Body,
    CallAttempted,
    CallbackEnded,
    CallbackRequested,
    Erased,
    Event,
    EventKind,
    Feedback,
    FeedbackAsked,
    Marked,
    NewEvent,
    NextUpdateSet,
    Received,
    Reclassified,
    Reopened,
    Replied,
    Resolved,
    Updated,
    Waiting,
    Wrote,
    body_of,
)
from contact.standing.model import LOOKED_AT_AGAIN, Standing
from desk.data import replace

B = TypeVar("B")


def standing_of(events: Sequence[Event | NewEvent]) -> Standing:
    """How a case stands. Raises UnreadableError where an event was changed by hand."""
    first = body_of(events[0])
    if not isinstance(first, Received):
        raise TypeError(f"a case begins with a message, not with {events[0].kind}")
    standing = Standing(
        kind=first.kind,
        topic=first.topic,
        customer=first.customer,
        queue=first.queue,
        to=first.to,
        legal=first.legal,
        received_at=first.came_at or events[0].at,
        awaiting=None if first.unanswered else first.estimate.due,
        nobody_answers=bool(first.unanswered),
        last_at=events[0].at,
    )
    for event in events[1:]:
        standing = after(standing, event.at, event)
    return standing


def after(standing: Standing, at: datetime, event: Event | NewEvent) -> Standing:
    """How it stands after one more event. Only those that change something are read."""
    standing = replace(standing, last_at=at)
    change = _CHANGES.get(event.kind)
    return change(standing, at, body_of(event)) if change else standing


def _taken_up(standing: Standing) -> Standing:
    """A person works on it: also on what came as automatic mail, which nobody answers otherwise."""
    return replace(standing, nobody_answers=False) if standing.nobody_answers else standing


def _answered(standing: Standing, at: datetime, by: str) -> Standing:
    """A person told the customer something: nothing is awaited of the desk any more, nor of the customer."""
    # A call may be written down after a mail that went out later: the earlier one was the first answer.
    if standing.answered_at is None or at < standing.answered_at:
        standing = replace(standing, answered_at=at, answered_by=by)
    return replace(standing, awaiting=None, waiting=False, waiting_until=None)


def _told(standing: Standing, at: datetime, by: str, next_due: datetime | None) -> Standing:
    """The same, with more to come; a case that is closed stays so, and nothing more is due of it."""
    return replace(_answered(_taken_up(standing), at, by), next_due=None if standing.resolved_at else next_due)


def _assigned(standing: Standing, _: datetime, body: Assigned) -> Standing:
    return replace(_taken_up(standing), queue=body.queue, to=body.to)


def _reclassified(standing: Standing, _: datetime, body: Reclassified) -> Standing:
    # Who looks at a message and leaves it what it is has not reclassified it.
    was = (standing.kind, standing.topic, standing.customer)
    return replace(
        _taken_up(standing),
        kind=body.kind,
        topic=body.topic,
        customer=body.customer,
        legal=body.legal,
        reclassified=standing.reclassified + (was != (body.kind, body.topic, body.customer)),
    )


def _updated(standing: Standing, at: datetime, body: Updated) -> Standing:
    return replace(_told(standing, at, body.by, body.next_due), updates=standing.updates + 1)


def _replied(standing: Standing, at: datetime, body: Replied) -> Standing:
    return _told(standing, body.at or at, body.by, body.next_due)


def _resolved(standing: Standing, recorded_at: datetime, body: Resolved) -> Standing:
    at = body.at or recorded_at
    return replace(
        _answered(standing, at, body.by),
        resolved_at=at,
        resolved_by=body.by,
        outcome=body.outcome,
        redress=body.redress or standing.redress,
        first_resolved_at=standing.first_resolved_at or at,
        next_due=None,
        call="ended" if standing.call in {"requested", "attempted"} else standing.call,
    )


def _wrote(standing: Standing, at: datetime, body: Wrote) -> Standing:
    if body.unanswered:
        return standing
    # Who writes twice before anybody answers waits since the first time.
    awaited = standing.awaiting or (body.estimate.due if body.estimate else at + LOOKED_AT_AGAIN)
    return replace(standing, awaiting=awaited, waiting=False, waiting_until=None, nobody_answers=False)


def _reopened(standing: Standing, _: datetime, _body: Reopened) -> Standing:
    return replace(_taken_up(standing), resolved_at=None, resolved_by="", outcome=None, reopened=standing.reopened + 1)


def _erased(standing: Standing, _: datetime, _body: Erased) -> Standing:
    return replace(standing, erased=True)


def _waiting(standing: Standing, at: datetime, body: Waiting) -> Standing:
    # It is the customer's turn: what was to be told by some day is put off until then.
    until = body.until or at + LOOKED_AT_AGAIN
    return replace(_taken_up(standing), waiting=True, waiting_until=until, awaiting=None, next_due=None)


def _next_update(standing: Standing, _: datetime, body: NextUpdateSet) -> Standing:
    return replace(_taken_up(standing), next_due=None if standing.resolved_at else body.due)


def _callback(standing: Standing, _: datetime, body: CallbackRequested) -> Standing:
    return replace(standing, callback=body, call="requested", attempts=0, first_attempt_at=None, reached_at=None)


def _attempted(standing: Standing, at: datetime, body: CallAttempted) -> Standing:
    when = body.at or at
    called = replace(
        standing,
        attempts=standing.attempts + 1,
        first_attempt_at=min(standing.first_attempt_at or when, when),
        call="attempted" if standing.call == "requested" else standing.call,
    )
    if body.result != "reached":
        return called
    return replace(_answered(called, when, body.by), call="reached" if called.call else "", reached_at=when)


def _call_ended(standing: Standing, _: datetime, _body: CallbackEnded) -> Standing:
    return replace(standing, call="ended")


def _asked(standing: Standing, at: datetime, _: FeedbackAsked) -> Standing:
    return replace(standing, feedback_asked_at=standing.feedback_asked_at or at)


def _scored(standing: Standing, at: datetime, body: Feedback) -> Standing:
    return standing if standing.score is not None else replace(standing, score=body.score, scored_at=at)


def _marked(standing: Standing, _: datetime, body: Marked) -> Standing:
    return replace(standing, vulnerable=body.vulnerable)


_Change = Callable[[Standing, datetime, Body], Standing]


def _of(_kind: type[B], change: Callable[[Standing, datetime, B], Standing]) -> _Change:
    # The table below asks for each body by its own kind of event.
    return change  # type: ignore[return-value]


_CHANGES: Mapping[EventKind, _Change] = {
    "assigned": _of(Assigned, _assigned),
    "reclassified": _of(Reclassified, _reclassified),
    "updated": _of(Updated, _updated),
    "replied": _of(Replied, _replied),
    "resolved": _of(Resolved, _resolved),
    "reopened": _of(Reopened, _reopened),
    "wrote": _of(Wrote, _wrote),
    "waiting": _of(Waiting, _waiting),
    "next-update-set": _of(NextUpdateSet, _next_update),
    "callback-requested": _of(CallbackRequested, _callback),
    "call-attempted": _of(CallAttempted, _attempted),
    "callback-ended": _of(CallbackEnded, _call_ended),
    "feedback-asked": _of(FeedbackAsked, _asked),
    "feedback": _of(Feedback, _scored),
    "marked": _of(Marked, _marked),
    "erased": _of(Erased, _erased),
}
# The kinds of event from which something follows.
CHANGING = tuple(_CHANGES)
