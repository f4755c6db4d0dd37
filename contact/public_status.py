"""A case -> what its customer may see of it without an account: one of a few states, and dates (rows R3, N4).

Knows no name, no text, no queue, no staff and no reason: a case under suspicion looks like any other.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from contact.case import Case, Status
from contact.events import Event, EventKind, Replied, Resolved, Updated, Wrote, body_of, received_in
from contact.standing import CallState, Standing, standing_of
from desk.data import Data
from desk.estimate import Estimate

State = Literal["received", "acknowledged", "in-progress", "waiting", "answered", "closed", "reopened"]
Happened = Literal["received", "acknowledged", "updated", "waiting", "answered", "closed", "reopened"]

STATES: Mapping[Status, State] = {
    "received": "received",
    "held": "received",
    "not-acknowledged": "received",
    "not-answered": "received",
    "acknowledged": "acknowledged",
    "acknowledged-on-page": "acknowledged",
    "assigned": "in-progress",
    "updated": "in-progress",
    "waiting": "waiting",
    "replied": "answered",
    "resolved": "closed",
    "reopened": "reopened",
}
# A call that was asked for, as its customer is told of it (row C1).
Call = Literal["", "requested", "tried", "reached", "ended"]
_CALLS: Mapping[CallState, Call] = {
    "": "",
    "requested": "requested",
    "attempted": "tried",
    "reached": "reached",
    "ended": "ended",
}
# All other events stay between the walls: that a case changes hands is no business of a page without an account.
_SHOWN: Mapping[EventKind, Happened] = {
    "received": "received",
    "acknowledged": "acknowledged",
    "updated": "updated",
    "waiting": "waiting",
    "replied": "answered",
    "resolved": "closed",
    "reopened": "reopened",
}
_REACHED = {"sent", "delivered"}
# What was told last counts: by mail that arrived or did not, or in another way. That nobody is asked for feedback is no news.
_ARRIVED: frozenset[EventKind] = frozenset({"acknowledged", "mail-sent", "delivered"})
_LOST: frozenset[EventKind] = frozenset({"acknowledgement-failed", "mail-failed", "bounced"})
_A_QUESTION = re.compile(r"\.feedback-\d+\.")


class PublicStatus(Data, frozen=True, kw_only=True):
    """What may be shown. `dates` are in the order in which it happened, the latest of each.

    `estimate` is there until a person has answered, `next_due` from then on, until it is closed: by when the customer hears
    of it again (row R2). `unreached` says that our latest mail came back; `call` tells of a call that was asked for.
    """

    state: State
    dates: Mapping[Happened, datetime]
    estimate: Estimate | None
    unreached: bool
    next_due: datetime | None = None
    call: Call = ""


def public_status(case: Case) -> PublicStatus:
    """What may be shown of a case, worked out from its events."""
    dates = {_SHOWN[event.kind]: _happened_at(event) for event in case.events if event.kind in _SHOWN}
    # An acknowledgement that came back was none (row E8); one on the page was there at once.
    if case.acknowledgement == "on-page":
        dates["acknowledged"] = case.received_at
    elif case.acknowledgement not in _REACHED:
        dates.pop("acknowledged", None)
    state, standing = STATES[case.status], standing_of(case.events)
    if state != "waiting":
        dates.pop("waiting", None)
    return PublicStatus(
        state=state,
        dates=dict(sorted(dates.items(), key=lambda happened: happened[1])),
        # Nobody can write to somebody who has been erased, so nothing is announced to them either.
        estimate=None if case.erased else _awaited(case, standing),
        unreached=_is_unreached(case) and not case.erased,
        next_due=None if standing.resolved_at or standing.awaiting or case.erased else standing.next_due,
        call=_call(case, standing),
    )


def _is_unreached(case: Case) -> bool:
    for event in reversed(case.events):
        if event.kind in _LOST and not _A_QUESTION.search(event.body):
            return True
        if event.kind in _ARRIVED or _was_told_otherwise(event):
            return False
    return False


def _was_told_otherwise(event: Event) -> bool:
    """Whether a person told the customer something by telephone, say."""
    body = body_of(event) if event.kind in {"replied", "updated", "resolved"} else None
    return isinstance(body, Replied | Updated | Resolved) and body.way not in {"", "email"}


def _call(case: Case, standing: Standing) -> Call:
    """A call to a number for which another one waits looks like any other: nobody learns of the other by it."""
    if standing.callback is None and case.received.channel == "callback":
        return "reached" if standing.answered_at else "ended" if standing.resolved_at or standing.call else "requested"
    return _CALLS[standing.call]


def _happened_at(event: Event) -> datetime:
    """When it happened, which is before it was written down where somebody entered it."""
    if event.kind == "received":
        return received_in(event).came_at or event.at
    body = body_of(event) if event.kind in {"replied", "resolved"} else None
    return (isinstance(body, Replied | Resolved) and body.at) or event.at


def _awaited(case: Case, standing: Standing) -> Estimate | None:
    """The estimate for the answer that the customer waits for; None where they wait for none.

    Automatic mail was told of none, and its sender, who may look it up all the same, is shown the one that was recorded.
    """
    if standing.nobody_answers:
        return case.received.estimate
    if standing.awaiting is None:
        return None
    for event in case.events:
        body = body_of(event) if event.kind == "wrote" else None
        if isinstance(body, Wrote) and body.estimate and body.estimate.due == standing.awaiting:
            return body.estimate
    return case.received.estimate
