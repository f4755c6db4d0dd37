"""What a report needs of one case, as numbers and words: when what happened to it, as the log stood at an instant.

Depends on nothing but the events: no settings, no period. Instants are microseconds since 1970 in UTC; None is never.
"""

from datetime import UTC, datetime, timedelta

from desk.data import Data

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
SECOND = 1_000_000
MINUTE = 60 * SECOND


class Clock(Data, frozen=True, array_like=True, gc=False):
    """A legal clock that runs for a case, and when it has run down."""

    profile: str
    name: str
    due: int


class Facts(Data, array_like=True, gc=False):
    """One case. Not frozen: contact.report.period_report.folding fills it, one event after the other.

    `ends` are the instants at which it was resolved, reopened, resolved again, and so on. `acknowledgement` is what
    contact.case says of it. `suspected` says that it looks like the work of a program and nobody took it seriously,
    `automatic` that nobody answers it, as it is automatic mail which nobody took up.
    """

    reference: str
    recorded: int
    received: int
    channel: str
    kind: str
    topic: str
    customer: str
    language: str
    queue: str
    first_kind: str
    first_topic: str
    acknowledgement: str
    due: int
    calendar: str
    basis: str
    notices: tuple[str, ...]
    legal: tuple[Clock, ...]
    suspected: bool
    automatic: bool
    synthetic: bool
    acknowledged: int | None = None
    answered: int | None = None
    ends: tuple[int, ...] = ()
    outcome: str = ""
    explained: bool = False
    remedies: bool = False
    redress: str = ""
    updates: int = 0
    next_due: int | None = None
    waiting: bool = False
    reclassified: int = 0
    reopened: int = 0
    vulnerable: bool = False
    call: str = ""
    called_for: int | None = None
    call_goal: int | None = None
    first_attempt: int | None = None
    call_ended: int | None = None
    given_up: bool = False
    reached: int | None = None
    asked: int | None = None
    score: int | None = None
    erased: int | None = None

    @property
    def resolved(self) -> int | None:
        """When it was resolved, unless it was reopened after."""
        return self.ends[-1] if len(self.ends) % 2 else None

    def open_at(self, instant: int) -> bool:
        """Whether somebody had to do something about it: it was there, not resolved, and not erased."""
        if self.automatic or self.received > instant or (self.erased is not None and self.erased <= instant):
            return False
        # Most cases end once, and this is asked three times of each.
        if len(self.ends) <= 1:
            return not self.ends or self.ends[0] > instant
        return sum(end <= instant for end in self.ends) % 2 == 0


def microseconds(instant: datetime) -> int:
    """An instant as a number."""
    return (instant - EPOCH) // MICROSECOND


def instant_of(number: int) -> datetime:
    """A number as an instant."""
    return EPOCH + number * MICROSECOND
