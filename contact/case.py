"""A case: one message to the desk, all that happened to it, and the status that follows from that."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Literal

from contact.events import AcknowledgedBy, Event, EventKind, Received, received_in
from desk.data import Data, field

AcknowledgementStatus = Literal[
    "waiting", "held", "sent", "delivered", "bounced", "failed", "on-page", "by-person", "none"
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
    "replied",
    "resolved",
    "reopened",
]

_AT_FIRST: Mapping[AcknowledgedBy, AcknowledgementStatus] = {
    "email": "waiting",
    "page": "on-page",
    "person": "by-person",
    "nobody": "none",
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
# What an event says of the work on the case; the latest one holds, and outweighs the acknowledgement.
_OF_WORK: Mapping[EventKind, Status] = {
    "assigned": "assigned",
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
        """What became of the acknowledgement, worked out from the events. A bounced one was not sent (row E8)."""
        for event in reversed(self.events):
            found = _OF_ACKNOWLEDGEMENT.get(event.kind)
            if found:
                return found
        return _AT_FIRST[self.received.acknowledged_by]

    @property
    def status(self) -> Status:
        """Worked out from the events, never stored."""
        work = (_OF_WORK[event.kind] for event in reversed(self.events) if event.kind in _OF_WORK)
        return next(work, _BEFORE_WORK[self.acknowledgement])

    @property
    def erased(self) -> bool:
        """Whether the person has been erased."""
        return any(event.kind == "erased" for event in self.events)

    @property
    def on_hold(self) -> bool:
        """Whether a legal hold keeps it from being erased."""
        holds = [event.kind for event in self.events if event.kind in {"hold-set", "hold-lifted"}]
        return bool(holds) and holds[-1] == "hold-set"
