"""What sorts of mail differ in: the port that contact.posting knows."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from contact.events import Body, HeldBecause
from contact.mail.message import Automatic
from contact.mail_words import MailWords
from contact.store import OutboxState
from desk.bundle import Bundle
from desk.data import Data


class Taken(Data, frozen=True, kw_only=True):
    """A mail that the mail server has taken: under which names, in which words, and which try it was."""

    message_id: str
    provider_id: str
    words: MailWords
    commit: str
    attempts: int


class Outgoing(Protocol):
    """One mail of a case."""

    @property
    def texts(self) -> Mapping[str, str]:
        """Whom it goes to (`email`), and which message it answers (`message_id`, `references`); empty: to nobody any more."""

    @property
    def automatic(self) -> Automatic:
        """How it came about. What no person wrote may be held back."""

    @property
    def lost(self) -> OutboxState:
        """What becomes of one that cannot be sent: `failed` waits for a person, `sent` leaves the outbox."""

    def needless(self, bundle: Bundle) -> str:
        """Why it need not be sent any more, or empty."""

    def words(self, bundle: Bundle, now: datetime) -> MailWords:
        """What it says."""

    def sent(self, taken: Taken) -> Body:
        """The event of one that was sent."""

    def held(self, because: HeldBecause, message_id: str, attempts: int) -> tuple[Body, OutboxState]:
        """The event of one that must not go out by itself, and what becomes of it."""

    def failed(self, reason: str, message_id: str, attempts: int) -> Body:
        """The event of one that will not be sent."""
