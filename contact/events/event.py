"""An event: a body of one of these kinds, when it happened, and its place in the chain of its case."""

from datetime import UTC, datetime
from typing import Literal

from contact.events.arrival import Received, Wrote
from contact.events.calls import CallAttempted, CallbackEnded, CallbackRequested
from contact.events.mail import (
    Acknowledged,
    AcknowledgementFailed,
    AcknowledgementHeld,
    AcknowledgementReleased,
    Bounced,
    Delivered,
    MailFailed,
    MailReleased,
    MailSent,
    ReportedAsSpam,
)
from contact.events.work import (
    Assigned,
    Erased,
    Feedback,
    FeedbackAsked,
    FeedbackUsed,
    HoldLifted,
    HoldSet,
    IdentityChecked,
    Marked,
    NextUpdateSet,
    Noted,
    Reclassified,
    Reopened,
    Replied,
    Resolved,
    Updated,
    Waiting,
)
from desk.data import Data, from_json, to_sorted_json

Body = (
    Received
    | Acknowledged
    | AcknowledgementFailed
    | AcknowledgementHeld
    | AcknowledgementReleased
    | Delivered
    | Bounced
    | ReportedAsSpam
    | Wrote
    | Assigned
    | Updated
    | Replied
    | Resolved
    | Reopened
    | Feedback
    | HoldSet
    | HoldLifted
    | Erased
    | Reclassified
    | Waiting
    | NextUpdateSet
    | Noted
    | IdentityChecked
    | Marked
    | FeedbackAsked
    | FeedbackUsed
    | CallbackRequested
    | CallAttempted
    | CallbackEnded
    | MailSent
    | MailFailed
    | MailReleased
)
EventKind = Literal[
    "received",
    "acknowledged",
    "acknowledgement-failed",
    "acknowledgement-held",
    "acknowledgement-released",
    "delivered",
    "bounced",
    "reported-as-spam",
    "wrote",
    "assigned",
    "updated",
    "replied",
    "resolved",
    "reopened",
    "feedback",
    "hold-set",
    "hold-lifted",
    "erased",
    "reclassified",
    "waiting",
    "next-update-set",
    "noted",
    "identity-checked",
    "marked",
    "feedback-asked",
    "feedback-used",
    "callback-requested",
    "call-attempted",
    "callback-ended",
    "mail-sent",
    "mail-failed",
    "mail-released",
]
BODIES: dict[EventKind, type[Body]] = {
    "received": Received,
    "acknowledged": Acknowledged,
    "acknowledgement-failed": AcknowledgementFailed,
    "acknowledgement-held": AcknowledgementHeld,
    "acknowledgement-released": AcknowledgementReleased,
    "delivered": Delivered,
    "bounced": Bounced,
    "reported-as-spam": ReportedAsSpam,
    "wrote": Wrote,
    "assigned": Assigned,
    "updated": Updated,
    "replied": Replied,
    "resolved": Resolved,
    "reopened": Reopened,
    "feedback": Feedback,
    "hold-set": HoldSet,
    "hold-lifted": HoldLifted,
    "erased": Erased,
    "reclassified": Reclassified,
    "waiting": Waiting,
    "next-update-set": NextUpdateSet,
    "noted": Noted,
    "identity-checked": IdentityChecked,
    "marked": Marked,
    "feedback-asked": FeedbackAsked,
    "feedback-used": FeedbackUsed,
    "callback-requested": CallbackRequested,
    "call-attempted": CallAttempted,
    "callback-ended": CallbackEnded,
    "mail-sent": MailSent,
    "mail-failed": MailFailed,
    "mail-released": MailReleased,
}
_KINDS: dict[type, EventKind] = {body: kind for kind, body in BODIES.items()}


class NewEvent(Data, frozen=True, kw_only=True):
    """An event that is not in the log yet. `body` is canonical JSON: the very characters that are hashed and kept."""

    at: datetime
    kind: EventKind
    body: str


class Event(Data, frozen=True, kw_only=True):
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


def body_of(event: NewEvent | Event) -> Body:
    """What an event says. Raises UnreadableError where it was changed by hand."""
    return from_json(event.body.encode(), BODIES[event.kind])


def new_event(at: datetime, body: Body) -> NewEvent:
    """An event of the kind that belongs to its body."""
    # In UTC, as every store gives it back: the digest covers what is written of it.
    return NewEvent(at=at.astimezone(UTC), kind=_KINDS[type(body)], body=to_sorted_json(body).decode())
