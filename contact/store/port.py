"""What a store has to do. Each method is one transaction: all of it happened, or none of it.

A store keeps and finds; it knows no form, no mail, no key and no rule. Chains and encryption are made before it, by
contact.log.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Literal, Protocol

from contact.case import Case
from contact.events import Event, Received
from desk.data import Data, field

OutboxState = Literal["waiting", "held", "sent", "failed"]
# Of an append: it was written; another event came in between; the outbox entry is no longer as it was known.
Appended = Literal["written", "overtaken", "lost"]
# No site has so many answers; whoever names more pages in one day makes them up.
MOST_VOTED_PAGES = 20_000
# Of one day, so that a flood of made-up words fills no disk: 30 days of it are 40 MB.
MOST_SEARCHES = 10_000


class StoreError(Exception):
    """The store cannot do this now. `retry` tells whether a little later it may, without anybody mending anything."""

    def __init__(self, message: str, *, retry: bool) -> None:
        super().__init__(message)
        self.retry = retry


class ReferenceTakenError(Exception):
    """Another case bears this reference: choose another one."""


class SealedDayError(Exception):
    """An event is of a day that has been sealed meanwhile: it needs a later time."""


class NewMail(Data, frozen=True, kw_only=True):
    """A mail to be sent about a case. `mail` names it within the case: `acknowledgement`, `acknowledgement-4`."""

    mail: str
    state: OutboxState
    due: datetime


class NewCase(Data, frozen=True, kw_only=True):
    """A case to be recorded. `token` is the same for a message that is sent twice.

    `events` are chained, and the first one is `received`; `texts` are encrypted; by an alias (the Message-ID of a mail,
    hashed) the case is found again. `sender` is the hashed address of whoever wrote, or empty; erasing takes it away.
    With `unless_sealed` nothing is written into a day that has a seal.
    """

    reference: str
    token: str
    key: str
    wrapped_key: bytes
    texts: Mapping[str, bytes]
    events: Sequence[Event]
    mails: Sequence[NewMail] = ()
    aliases: Sequence[str] = ()
    sender: str = ""
    unless_sealed: bool = False


class Recorded(Data, frozen=True, kw_only=True):
    """The case of a token: the new one, or the one that was recorded when the message came first."""

    reference: str
    key: str
    received: Received
    new: bool


class Vote(Data, frozen=True, kw_only=True):
    """What somebody said of an answer. Nothing is kept of who said it."""

    page: str
    language: str
    helpful: bool


class Search(Data, frozen=True, kw_only=True):
    """Words that were looked for, without what could name anybody; `clicked` is the answer that was opened, if one was."""

    language: str
    words: str
    found: bool
    clicked: str = ""


class Entry(Data, frozen=True, kw_only=True):
    """A mail in the outbox. `attempts` counts the claims so far; `lease` proves who holds the latest one."""

    reference: str
    mail: str
    state: OutboxState
    attempts: int
    due: datetime
    lease: str
    error: str


class Finished(Data, frozen=True, kw_only=True):
    """What becomes of an outbox entry. It must still be in the state and under the lease of `entry`."""

    entry: Entry
    state: OutboxState
    due: datetime | None = None
    error: str = ""


class Change(Data, frozen=True, kw_only=True):
    """What is added to a case, all or nothing.

    `events` follow the last event that the caller has read; with `unless_sealed` none goes into a sealed day.
    `erase` takes away the wrapped key, the sender and all texts, those that were there and those that are added, and makes
    the token another one: nothing that was typed can be guessed from it.
    """

    reference: str
    events: Sequence[Event]
    texts: Mapping[str, bytes] = field(default_factory=dict)
    mails: Sequence[NewMail] = ()
    aliases: Sequence[str] = ()
    finished: Finished | None = None
    erase: bool = False
    unless_sealed: bool = False


class Head(Data, frozen=True, kw_only=True):
    """The last event of a case, as a seal covers it."""

    reference: str
    number: int
    digest: str


class Seal(Data, frozen=True, kw_only=True):
    """One day's seal (contact.seal): the digest over the heads of all cases to which something happened on a day in UTC.

    `heads` counts them, `parts` the pieces in which they are kept beside the seal; `previous` is the digest of the seal
    before.
    """

    day: date
    heads: int
    parts: int
    previous: str
    digest: str


class Store(Protocol):
    """Keeps cases. Every method may raise StoreError."""

    def record(self, case: NewCase) -> Recorded:
        """Write a case with its events, texts and mails, unless its token is known.

        Raises ReferenceTakenError and SealedDayError.
        """

    def find(self, reference: str) -> Case | None:
        """The case of a reference, as contact.reference.normalise writes it."""

    def find_alias(self, alias: str) -> str | None:
        """The reference of the case that has this alias."""

    def of_sender(self, sender: str) -> Sequence[str]:
        """The references of all cases of a sender that have not been erased, in their own order."""

    def newest(self, limit: int) -> Sequence[Case]:
        """The cases that came last, newest first."""

    def walk(self, since: datetime | None = None, until: datetime | None = None) -> Iterator[Case]:
        """All cases received from `since` until just before `until`, oldest first, in constant memory.

        A case that is added meanwhile may or may not be among them.
        """

    def append(self, change: Change) -> Appended:
        """Add to a case. Nothing at all is written unless the answer is `written`. Raises SealedDayError."""

    def claim(self, now: datetime, lease: timedelta, limit: int = 1) -> Sequence[Entry]:
        """Take waiting entries that are due, the longest due first; nobody else gets them until the lease has run out."""

    def postpone(self, entry: Entry, until: datetime, error: str) -> bool:
        """Let a claimed entry wait; False where the lease was lost."""

    def outbox(self) -> Iterator[Entry]:
        """Every entry that has not been sent, the longest due first."""

    def heads_on(self, day: date) -> Iterator[Head]:
        """For each case to which something happened on a day in UTC its last event of that day, by reference."""

    def keep_seal(self, seal: Seal, parts: Sequence[bytes]) -> bool:
        """Keep a day's seal; False where that day has one already."""

    def seals(self) -> Sequence[Seal]:
        """All seals, the oldest day first."""

    def seal_part(self, day: date, number: int) -> bytes:
        """One of the pieces of a seal, counted from 0; empty where there is none."""

    def first_event_at(self) -> datetime | None:
        """When the first event of the log happened."""

    def tally(self, keys: Sequence[str], now: datetime, until: datetime) -> Sequence[int]:
        """Count each key once more, and say how often it has been counted. Others may count between two keys.

        `until` is when a count that begins now is over and begins anew; one that goes on keeps its own end.
        """

    def uncount(self, keys: Sequence[str], now: datetime) -> None:
        """Take back one count of each key whose count goes on: what was counted beforehand turned out to be none."""

    def tallied(self, keys: Sequence[str], now: datetime) -> Sequence[int]:
        """How often each key has been counted, without counting."""

    def forget_tallies(self, now: datetime) -> None:
        """Make room: take away the tallies whose time is over. A store that does so by itself does nothing."""

    def secret(self) -> bytes:
        """32 bytes from chance, made once for this store: the salt of hashed addresses."""

    def vote(self, vote: Vote, day: date) -> bool:
        """Count whether an answer was helpful; False where so much was counted that day that it must be a program."""

    def votes(self) -> Sequence[tuple[Vote, int]]:
        """How often each was said, by page."""

    def searched(self, search: Search, day: date) -> bool:
        """Count a search; False where so many different ones were counted that day that a program must be at it."""

    def searches(self, since: date, until: date) -> Sequence[tuple[Search, int]]:
        """How often each was counted from one day through another, by language, words, found and clicked."""

    def forget_searches(self, fewest: int, rare_before: date, before: date) -> None:
        """Take away what is of a day before `before`, and what is rare and of a day before `rare_before`.

        Rare are the words of a language of which no search was counted `fewest` times in all.
        """

    def close(self) -> None:
        """Let go of files and connections. A later call of any method may open them again."""
