"""What happened to a case, as the log holds it: one body for each kind of event.

A body names no customer. What a customer typed lies apart, encrypted (contact.personal); the body holds a digest that
proves it.
"""

from contact.events.arrival import (
    CASE_CHANNELS,
    PROMISED_AS,
    AcknowledgedBy,
    Attachment,
    CaseChannel,
    Received,
    Wrote,
)
from contact.events.event import (
    BODIES,
    Body,
    Event,
    EventKind,
    NewEvent,
    body_of,
    new_event,
    received_in,
)
from contact.events.mail import (
    Acknowledged,
    AcknowledgementFailed,
    AcknowledgementHeld,
    AcknowledgementReleased,
    Bounced,
    Delivered,
    HeldBecause,
    ReportedAsSpam,
)
from contact.events.work import (
    Assigned,
    Erased,
    Feedback,
    HoldLifted,
    HoldSet,
    Reopened,
    Replied,
    Resolved,
    Updated,
)

__all__ = [
    "BODIES",
    "CASE_CHANNELS",
    "PROMISED_AS",
    "Acknowledged",
    "AcknowledgedBy",
    "AcknowledgementFailed",
    "AcknowledgementHeld",
    "AcknowledgementReleased",
    "Assigned",
    "Attachment",
    "Body",
    "Bounced",
    "CaseChannel",
    "Delivered",
    "Erased",
    "Event",
    "EventKind",
    "Feedback",
    "HeldBecause",
    "HoldLifted",
    "HoldSet",
    "NewEvent",
    "Received",
    "Reopened",
    "Replied",
    "ReportedAsSpam",
    "Resolved",
    "Updated",
    "Wrote",
    "body_of",
    "new_event",
    "received_in",
]
