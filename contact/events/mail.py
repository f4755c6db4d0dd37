"""What became of a mail to the customer, as the log holds it."""

from typing import Literal

from desk.data import Data

HeldBecause = Literal["suspected", "too-many-mails", "address-bounced"]


class Acknowledged(Data, frozen=True, kw_only=True):
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


class AcknowledgementFailed(Data, frozen=True, kw_only=True):
    """No acknowledgement will be sent. `reason` is the mail server's code, without its words: they name the address."""

    message_id: str
    reason: str
    attempts: int


class AcknowledgementHeld(Data, frozen=True, kw_only=True):
    """An acknowledgement waits until a person lets it go. `mail` is its name in the outbox."""

    mail: str
    reason: HeldBecause


class AcknowledgementReleased(Data, frozen=True, kw_only=True):
    """A person lets a held acknowledgement go, or has a failed one tried again. `mail` is its name in the outbox."""

    mail: str
    by: str


class Delivered(Data, frozen=True, kw_only=True):
    """The customer's mail server has taken a mail, as the mail service tells."""

    message_id: str


class Bounced(Data, frozen=True, kw_only=True):
    """A mail came back: it does not count as sent (row E8). `reason` is a status code such as `5.1.1`."""

    message_id: str
    permanent: bool
    reason: str


class ReportedAsSpam(Data, frozen=True, kw_only=True):
    """The recipient called a mail of ours unwanted: nothing more goes to this address by itself."""

    message_id: str


class MailSent(Data, frozen=True, kw_only=True):
    """What a person wrote, or a question for feedback, was handed to the mail server. `mail` is its name in the outbox.

    Its words lie encrypted with the event that caused the mail; `digest` is the SHA-256 of the whole text as it was sent.
    """

    mail: str
    message_id: str
    language: str
    template: str
    template_digest: str
    digest: str
    commit: str
    attempts: int
    provider_id: str = ""


class MailFailed(Data, frozen=True, kw_only=True):
    """Such a mail will not be sent. `reason` is the mail server's code, without its words: they name the address."""

    mail: str
    message_id: str
    reason: str
    attempts: int


class MailReleased(Data, frozen=True, kw_only=True):
    """A person has such a mail tried again that was given up or came back."""

    mail: str
    by: str
