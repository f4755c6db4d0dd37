"""What a store has to do. Each method is one transaction: all of it happened, or none of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal, Protocol

from contact.case import Case
from contact.events import NewEvent, Received
from contact.personal import Personal

OutboxKind = Literal["acknowledgement"]
OutboxState = Literal["waiting", "held", "sent", "failed"]


class StoreError(Exception):
    """The store cannot do this now. `retry` tells whether a little later it may, without anybody mending anything."""

    def __init__(self, message: str, *, retry: bool) -> None:
        super().__init__(message)
        self.retry = retry


class ReferenceTakenError(Exception):
    """Another case bears this reference: choose another one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCase:
    """A case to be recorded. `token` is the same for a message that is sent twice; without `outbox` no mail is sent."""

    reference: str
    token: str
    key: str
    personal: Personal
    received: NewEvent
    outbox: OutboxState | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """The case of a token: the new one, or the one that was recorded when the message came first."""

    reference: str
    key: str
    received: Received
    new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """What somebody said of an answer. Nothing is kept of who said it."""

    page: str
    language: str
    helpful: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A mail to be sent about a case. `attempts` counts the claims so far; `lease` proves who holds the latest one."""

    reference: str
    kind: OutboxKind
    state: OutboxState
    attempts: int
    due: datetime
    lease: str
    error: str


class Store(Protocol):
    """Keeps cases. Every method may raise StoreError."""

    def record(self, case: NewCase) -> Recorded:
        """Write a case, its first event and its outbox entry. Raises ReferenceTakenError."""

    def find(self, reference: str) -> Case | None:
        """The case of a reference, as contact.reference.normalise writes it."""

    def newest(self, limit: int) -> Sequence[Case]:
        """The cases that came last, newest first."""

    def claim(self, now: datetime, lease: timedelta) -> Entry | None:
        """Take the waiting entry that is due for the longest time; nobody else gets it until the lease has run out."""

    def sent(self, entry: Entry, event: NewEvent) -> bool:
        """Mark a claimed entry as sent and append the event; False where the lease was lost, and nothing is written."""

    def postpone(self, entry: Entry, until: datetime, error: str) -> bool:
        """Let a claimed entry wait; False where the lease was lost."""

    def give_up(self, entry: Entry, event: NewEvent, error: str) -> bool:
        """Mark a claimed entry as failed and append the event; False where the lease was lost."""

    def outbox(self) -> Sequence[Entry]:
        """Every entry that has not been sent, the longest due first."""

    def vote(self, vote: Vote, day: date) -> bool:
        """Count whether an answer was helpful; False where so much was counted that day that it must be a program."""

    def votes(self) -> Sequence[tuple[Vote, int]]:
        """How often each was said, by page."""
