"""What people did about a case, as the log holds it. No body names a customer or holds a word of one."""

from datetime import datetime
from typing import Literal

from desk.data import Data
from desk.profiles.clocks import LegalDue
from desk.settings.model import Customer, Kind

# What became of what was asked for (row R4).
Outcome = Literal["full", "partial", "not"]
OUTCOMES: tuple[Outcome, ...] = ("full", "partial", "not")
# By which way a person told the customer something.
Way = Literal["email", "phone", "post", "chat", "app", "in-person"]
WAYS: tuple[Way, ...] = ("email", "phone", "post", "chat", "app", "in-person")


class Assigned(Data, frozen=True, kw_only=True):
    """A queue, and in it perhaps a person, takes care of the case. `reason` says why, where somebody gave a reason."""

    queue: str
    to: str
    by: str
    reason: str = ""


class Reclassified(Data, frozen=True, kw_only=True):
    """The case is something else than it was taken for: what it is from now on, in whole (row T3).

    `legal` are the legal clocks that run from now on, counted from when the message came in.
    """

    kind: Kind
    topic: str
    customer: Customer
    by: str
    reason: str = ""
    legal: tuple[LegalDue, ...] = ()


class Updated(Data, frozen=True, kw_only=True):
    """The customer was told how things stand (row R2). `text` names the encrypted words; `mail` is its name in the outbox.

    `next_due` is by when the customer hears of it again at the latest; `delay` says that it was a notice of delay (row R5).
    """

    text: str
    personal_digest: str
    by: str
    way: Way = "email"
    mail: str = ""
    next_due: datetime | None = None
    delay: bool = False


class Waiting(Data, frozen=True, kw_only=True):
    """It is the customer's turn: an answer or a paper is awaited, until `until` where a day was set."""

    by: str
    until: datetime | None = None


class NextUpdateSet(Data, frozen=True, kw_only=True):
    """By when the customer hears of it again at the latest (row R2)."""

    due: datetime
    by: str


class Replied(Data, frozen=True, kw_only=True):
    """A person answered. `text` names the encrypted words; `mail` is its name in the outbox, where it went by mail.

    `at` is when, where it was written down later, as of a call or a letter; `text` is empty where the words were not kept.
    """

    text: str
    personal_digest: str
    by: str
    way: Way = "email"
    mail: str = ""
    next_due: datetime | None = None
    at: datetime | None = None


class Noted(Data, frozen=True, kw_only=True):
    """Staff wrote something down for themselves. `text` names the encrypted words."""

    text: str
    personal_digest: str
    by: str


class IdentityChecked(Data, frozen=True, kw_only=True):
    """Somebody made sure who the customer is, or could not (row L2). `how` is a word such as `documents`, no data."""

    passed: bool
    how: str
    by: str


class Marked(Data, frozen=True, kw_only=True):
    """What some rules want to be counted of a case: that the customer is vulnerable (row Q5)."""

    vulnerable: bool
    by: str


class Resolved(Data, frozen=True, kw_only=True):
    """The case is closed (row R4). `text` names the encrypted explanation and remedies, where there are any.

    `redress` is what was paid, such as `125.00 USD`; `mail` is its name in the outbox, where the customer was told by mail.
    `at` is when, where it was written down later.
    """

    outcome: Outcome
    by: str
    text: str = ""
    personal_digest: str = ""
    explained: bool = False
    remedies: bool = False
    redress: str = ""
    way: Way | Literal[""] = ""
    mail: str = ""
    at: datetime | None = None


class Reopened(Data, frozen=True, kw_only=True):
    """It was not over."""

    by: str
    reason: str = ""


class FeedbackAsked(Data, frozen=True, kw_only=True):
    """The customer is asked what they think of it (row K1). `mail` is its name in the outbox; empty: on a page."""

    mail: str


class Feedback(Data, frozen=True, kw_only=True):
    """What the customer thinks of it, from 1 to 5 (row K1). `text` names the encrypted comment, where there is one."""

    score: int
    text: str = ""
    personal_digest: str = ""


class FeedbackUsed(Data, frozen=True, kw_only=True):
    """What the customer thought of it led to a change (row K2): of the answer at `page`, in `commit`, or one of the two."""

    by: str
    page: str = ""
    commit: str = ""


class HoldSet(Data, frozen=True, kw_only=True):
    """The case must be kept, whatever its age: a legal hold (row N1)."""

    by: str
    reason: str


class HoldLifted(Data, frozen=True, kw_only=True):
    """The case need not be kept any longer than others."""

    by: str


class Erased(Data, frozen=True, kw_only=True):
    """The key to all that the customer typed was destroyed (row N3). `kept_until` is when that became allowed."""

    by: str
    reason: str
    kept_until: str
