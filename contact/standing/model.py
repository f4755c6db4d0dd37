"""How a case stands after some of its events, as frozen data. Says nothing of what follows from an event."""

from datetime import datetime, timedelta
from typing import Literal

from contact.events import CallbackRequested, Outcome
from desk.data import Data
from desk.profiles.clocks import LegalDue
from desk.settings.model import Customer, Kind

CallState = Literal["", "requested", "attempted", "reached", "ended"]
# Where nobody said by when the customer hears of it again: no open case is ever out of sight.
LOOKED_AT_AGAIN = timedelta(days=7)


class Standing(Data, frozen=True, kw_only=True):
    """How a case stands after some of its events. Instants are None for what has not happened.

    `answered_at` is when a person first told the customer something (row E1), `awaiting` the estimate by which an answer to
    the latest message is expected, None once it was given; `next_due` is by when the customer hears of it again.
    `waiting_until` is when it is looked at again that the customer has not answered. `resolved_at` and `outcome` are those of
    the latest resolution unless it was reopened; `first_resolved_at` stays.
    """

    kind: Kind
    topic: str
    customer: Customer
    queue: str
    to: str
    legal: tuple[LegalDue, ...]
    received_at: datetime
    answered_at: datetime | None = None
    answered_by: str = ""
    awaiting: datetime | None = None
    next_due: datetime | None = None
    waiting: bool = False
    waiting_until: datetime | None = None
    updates: int = 0
    resolved_at: datetime | None = None
    resolved_by: str = ""
    outcome: Outcome | None = None
    redress: str = ""
    first_resolved_at: datetime | None = None
    reopened: int = 0
    reclassified: int = 0
    vulnerable: bool = False
    callback: CallbackRequested | None = None
    call: CallState = ""
    attempts: int = 0
    first_attempt_at: datetime | None = None
    reached_at: datetime | None = None
    feedback_asked_at: datetime | None = None
    score: int | None = None
    scored_at: datetime | None = None
    erased: bool = False
    nobody_answers: bool = False
    last_at: datetime
