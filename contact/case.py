"""A case: one message to the desk, all that happened to it, and the status that follows from that."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Literal

from contact.events import AcknowledgedBy, CallAttempted, Event, EventKind, Received, body_of, received_in
from desk.data import Data, field

AcknowledgementStatus = Literal[
    "waiting", "held", "sent", "delivered", "bounced", "failed", "on-page", "by-person", "in-call", "none"
]
Status = Literal[
    "received",
    "held",
    "acknowledged",
    "acknowledged-on-page",
    "not-acknowledged",
    "not-answered",
    "assigned",
    "updated",
    "waiting",
    "replied",
    "resolved",
    "reopened",
]

_AT_FIRST: Mapping[AcknowledgedBy, AcknowledgementStatus] = {
    "email": "waiting",
    "page": "on-page",
    "person": "by-person",
    "nobody": "none",
    "call": "in-call",
    "text": "waiting",
}
# What an event says of the acknowledgement; the latest one holds.
_OF_ACKNOWLEDGEMENT: Mapping[EventKind, AcknowledgementStatus] = {
    "acknowledged": "sent",
    "acknowledgement-failed": "failed",
    "acknowledgement-held": "held",
    "acknowledgement-released": "waiting",
    "delivered": "delivered",
    "bounced": "bounced",
}
# These name the mail that they are about by its Message-ID (contact.mail.identifier).
_OF_ANY_MAIL: frozenset[EventKind] = frozenset({"delivered", "bounced"})
_OF_A_LETTER = re.compile(r"\.(?:reply|update|resolution|feedback)-\d+\.")
# What an event says of the work on the case; it outweighs the acknowledgement.
_OF_WORK: Mapping[EventKind, Status] = {
    "updated": "updated",
    "replied": "replied",
    "resolved": "resolved",
    "reopened": "reopened",
}
_BEFORE_WORK: Mapping[AcknowledgementStatus, Status] = {
    "waiting": "received",
    "held": "held",
    "sent": "acknowledged",
    "delivered": "acknowledged",
    "bounced": "not-acknowledged",
    "failed": "not-acknowledged",
    "on-page": "acknowledged-on-page",
    "by-person": "acknowledged",
    "in-call": "acknowledged",
    "none": "not-answered",
}


class Case(Data, frozen=True, kw_only=True):
    """`key` opens the case's page to whoever sent it.

    `wrapped_key` opens `texts`, which are kept encrypted by name (contact.personal); once the person has been erased
    there is neither.
    """

    reference: str
    key: str
    wrapped_key: bytes | None
    texts: Mapping[str, bytes] = field(default_factory=dict)
    events: Sequence[Event]

    @property
    def received(self) -> Received:
        """What the first event says."""
        return received_in(self.events[0])

    @property
    def received_at(self) -> datetime:
        """When the message came in, which is before it was recorded where somebody entered it."""
        return self.received.came_at or self.events[0].at

    @property
    def acknowledgement(self) -> AcknowledgementStatus:
        """What became of the acknowledgement, worked out from the events. A bounced one was not sent (row E8).

        Each message is acknowledged, and the latest one tells whether the customer can be reached; reports count the first.
        """
        for event in reversed(self.events):
            found = _OF_ACKNOWLEDGEMENT.get(event.kind)
            # What comes back, or is delivered, may be a letter.
            if found and (event.kind not in _OF_ANY_MAIL or is_of_an_acknowledgement(event.body)):
                return found
        return _AT_FIRST[self.received.acknowledged_by]

    @property
    def status(self) -> Status:
        """Worked out from the events, never stored."""
        return _status_of_work(self.events) or _BEFORE_WORK[self.acknowledgement]

    @property
    def erased(self) -> bool:
        """Whether the person has been erased."""
        return any(event.kind == "erased" for event in self.events)

    @property
    def on_hold(self) -> bool:
        """Whether a legal hold keeps it from being erased."""
        holds = [event.kind for event in self.events if event.kind in {"hold-set", "hold-lifted"}]
        return bool(holds) and holds[-1] == "hold-set"


def is_of_an_acknowledgement(body: str) -> bool:
    """Whether what names a mail by its Message-ID is about the acknowledgement, and no letter."""
    return _OF_A_LETTER.search(body) is None


def _status_of_work(events: Sequence[Event]) -> Status | None:
    """What the latest event of somebody's work says; None where nobody has begun.

    What is told after the end leaves a case closed, and to hand it on undoes nothing. It waits until the customer writes.
    """
    found: Status | None = None
    before_waiting: Status | None = None
    for event in events:
        if found == "resolved" and event.kind != "reopened":
            continue
        if event.kind == "waiting":
            before_waiting, found = before_waiting if found == "waiting" else found, "waiting"
        elif event.kind == "wrote" and found == "waiting":
            found = before_waiting
        elif event.kind == "assigned":
            found = found or "assigned"
        elif event.kind == "call-attempted":
            found = "replied" if _was_reached(event) else found
        else:
            found = _OF_WORK.get(event.kind, found)
    return found


def _was_reached(event: Event) -> bool:
    body = body_of(event)
    return isinstance(body, CallAttempted) and body.result == "reached"
