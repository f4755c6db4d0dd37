"""What happened to a case, as the log holds it: one body for each kind of event.

A body names no customer. What a customer typed lies apart, encrypted (contact.personal); the body holds a digest that
proves it.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from desk.estimate import Estimate
from desk.portable import from_json, to_sorted_json
from desk.settings.model import ChannelName, Kind

# By which way the customer is told that the message arrived: one who left only a telephone number sees the page, and
# automatic mail is not answered at all.
AcknowledgedBy = Literal["email", "page", "nobody"]
HeldBecause = Literal["suspected", "too-many-mails", "address-bounced"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that came with a message and lies apart. `size` in bytes; `digest` is its SHA-256."""

    name: str
    media_type: str
    size: int
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A message came in: in which words it was asked for, and which estimate was given.

    `masked` are the sorts of secrets that were struck out of the text; `disclosure_digest` belongs to the words that told
    the customer of an assistant; `proven` tells of e-mail whether its sender's domain vouches for it; `unanswered` says why
    nobody is told (automatic mail, a list).
    """

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
    masked: tuple[str, ...] = ()
    disclosure_digest: str = ""
    attachments: tuple[Attachment, ...] = ()
    proven: bool = True
    unanswered: str = ""
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledged:
    """An acknowledgement was handed to the mail server: the exact words, and where they come from.

    `provider_id` is the name that the mail service gave the message in place of ours, or empty.
    """

    message_id: str
    language: str
    subject: str
    text: str
    html: str
    template: str
    template_digest: str
    commit: str
    attempts: int
    provider_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AcknowledgementFailed:
    """No acknowledgement will be sent. `reason` is the mail server's code, without its words: they name the address."""

    message_id: str
    reason: str
    attempts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AcknowledgementHeld:
    """An acknowledgement waits until a person lets it go. `mail` is its name in the outbox."""

    mail: str
    reason: HeldBecause


@dataclass(frozen=True, slots=True, kw_only=True)
class AcknowledgementReleased:
    """A person lets a held acknowledgement go, or has a failed one tried again. `mail` is its name in the outbox."""

    mail: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """The customer's mail server has taken a mail, as the mail service tells."""

    message_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounced:
    """A mail came back: it does not count as sent (row E8). `reason` is a status code such as `5.1.1`."""

    message_id: str
    permanent: bool
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedAsSpam:
    """The recipient called a mail of ours unwanted: nothing more goes to this address by itself."""

    message_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrote:
    """The customer wrote again about the same case. `text` names the encrypted text; see Received for the rest."""

    channel: ChannelName
    text: str
    personal_digest: str
    attachments: tuple[Attachment, ...] = ()
    proven: bool = True
    unanswered: str = ""
    masked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Assigned:
    """A queue, and in it perhaps a person, takes care of the case."""

    queue: str
    to: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Updated:
    """The customer was told how things stand. `text` names the encrypted words."""

    text: str
    personal_digest: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Replied:
    """A person answered. `text` names the encrypted words."""

    text: str
    personal_digest: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """The case is closed (row R4)."""

    outcome: Literal["full", "partial", "not"]
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopened:
    """It was not over."""

    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """What the customer thinks of it, from 1 to 5 (row K1)."""

    score: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldSet:
    """The case must be kept, whatever its age: a legal hold (row N1)."""

    by: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldLifted:
    """The case need not be kept any longer than others."""

    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """The key to all that the customer typed was destroyed (row N3). `kept_until` is when that became allowed."""

    by: str
    reason: str
    kept_until: str


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
}
_KINDS: dict[type, EventKind] = {body: kind for kind, body in BODIES.items()}


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


def body_of(event: NewEvent | Event) -> Body:
    """What an event says. Raises UnreadableError where it was changed by hand."""
    return from_json(event.body.encode(), BODIES[event.kind])


def new_event(at: datetime, body: Body) -> NewEvent:
    """An event of the kind that belongs to its body."""
    return NewEvent(at=at, kind=_KINDS[type(body)], body=to_sorted_json(body).decode())
