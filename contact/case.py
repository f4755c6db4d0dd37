"""A case: one message to the desk, all that happened to it, and the status that follows from that."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from contact.events import Event, Received, received_in
from contact.personal import Personal

Status = Literal["received", "held", "acknowledged", "acknowledged-on-page", "not-acknowledged"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """`key` opens the case's page to whoever sent it; `personal` is None once the person has been erased."""

    reference: str
    key: str
    personal: Personal | None
    events: Sequence[Event]

    @property
    def received(self) -> Received:
        """What the first event says."""
        return received_in(self.events[0])

    @property
    def received_at(self) -> datetime:
        """When the message came in."""
        return self.events[0].at

    @property
    def status(self) -> Status:
        """Worked out from the events, never stored."""
        kinds = {event.kind for event in self.events}
        received = self.received
        if "acknowledged" in kinds:
            return "acknowledged"
        if "acknowledgement-failed" in kinds:
            return "not-acknowledged"
        if received.acknowledged_by == "page":
            return "acknowledged-on-page"
        return "held" if received.suspected else "received"
