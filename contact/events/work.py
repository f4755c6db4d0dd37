"""What people did about a case, as the log holds it."""

from typing import Literal

from desk.data import Data


class Assigned(Data, frozen=True, kw_only=True):
    """A queue, and in it perhaps a person, takes care of the case."""

    queue: str
    to: str
    by: str


class Updated(Data, frozen=True, kw_only=True):
    """The customer was told how things stand. `text` names the encrypted words."""

    text: str
    personal_digest: str
    by: str


class Replied(Data, frozen=True, kw_only=True):
    """A person answered. `text` names the encrypted words."""

    text: str
    personal_digest: str
    by: str


class Resolved(Data, frozen=True, kw_only=True):
    """The case is closed (row R4)."""

    outcome: Literal["full", "partial", "not"]
    by: str


class Reopened(Data, frozen=True, kw_only=True):
    """It was not over."""

    by: str


class Feedback(Data, frozen=True, kw_only=True):
    """What the customer thinks of it, from 1 to 5 (row K1)."""

    score: int


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
