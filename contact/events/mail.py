"""What became of a mail to the customer, as the log holds it."""

from typing import Literal

from desk.data import dataclass

HeldBecause = Literal["suspected", "too-many-mails", "address-bounced"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledged:
    """An acknowledgement was handed to the mail server: the exact words, and where they come from.

    `provider_id` is the name that the mail service gave the message in place of ours, or empty. The first versions did not
    name the template.
    """

    message_id: str
    language: str
    subject: str
    text: str
    html: str
    template_digest: str
    commit: str
    attempts: int
    template: str = ""
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
