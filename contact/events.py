"""What happened to a case, as the log holds it: one body for each kind of event.

A body names nobody. What a customer typed lies apart (contact.personal); the body holds a digest that proves it.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from desk.estimate import Estimate
from desk.portable import from_json, to_sorted_json
from desk.settings.model import ChannelName, Kind

EventKind = Literal["received", "acknowledged", "acknowledgement-failed"]
# By which way the customer is told that the message arrived: one who left only a telephone number sees the page.
AcknowledgedBy = Literal["email", "page"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A message came in: in which words it was asked for, and which estimate was given."""

    channel: ChannelName
    kind: Kind
    topic: str
    language: str
    page: str
    page_language: str
    consent_digest: str
    personal_digest: str
    estimate: Estimate
    acknowledged_by: AcknowledgedBy
    suspected: bool
    commit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledged:
    """An acknowledgement was handed to the mail server: the exact words, and where they come from."""

    message_id: str
    language: str
    subject: str
    text: str
    html: str
    template_digest: str
    commit: str
    attempts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AcknowledgementFailed:
    """No acknowledgement will be sent. `reason` is the mail server's code, without its words: they name the address."""

    message_id: str
    reason: str
    attempts: int


Body = Received | Acknowledged | AcknowledgementFailed
_KINDS: dict[type, EventKind] = {
    Received: "received",
    Acknowledged: "acknowledged",
    AcknowledgementFailed: "acknowledgement-failed",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEvent:
    """An event that is not in the log yet. `body` is canonical JSON: the very characters that are hashed and kept."""

    at: datetime
    kind: EventKind
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """An event in the log, the `number`-th of its case, chained to the one before by that one's digest."""

    reference: str
    number: int
    at: datetime
    kind: EventKind
    body: str
    previous: str
    digest: str


def received_in(event: NewEvent | Event) -> Received:
    """What the first event of a case says."""
    return from_json(event.body.encode(), Received)


def new_event(at: datetime, body: Body) -> NewEvent:
    """An event of the kind that belongs to its body."""
    return NewEvent(at=at, kind=_KINDS[type(body)], body=to_sorted_json(body).decode())
