"""What people did about a case, as the log holds it."""

from typing import Literal

from desk.data import dataclass


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
