"""What goes into a store and what comes out of it, and the errors that every store knows.

Nothing but words: whoever reads this knows what is kept of a case, and not how.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Literal, NamedTuple

from contact.events import Event, EventKind, Received
from contact.standing import Work
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
    With `unless_sealed` nothing is written into a day that has a seal. `work` is what has to be done about it.
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
    work: Work | None = None


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

    `events` follow the last event that the caller has read; with `unless_sealed` none goes into a sealed day. `work` is what
    has to be done after them, and takes the place of what had to be done before; without events that stays as it is.
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
    work: Work | None = None


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


class Told(NamedTuple):
    """An event as it is counted: without its place in the chain.

    `body` is empty where the kind is `acknowledged`: such a body is a mail of ten kilobytes, and nothing in it is counted.
    """

    number: int
    at: datetime
    kind: EventKind
    body: str


class History(NamedTuple):
    """All that happened to a case, the first event first."""

    reference: str
    events: Sequence[Told]


class FoundWork(NamedTuple):
    """What has to be done about a case, as somebody worked it out who read it up to its event `number`."""

    reference: str
    number: int
    work: Work | None
