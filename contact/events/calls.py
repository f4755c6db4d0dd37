"""A call that a customer asked for, and what came of it, as the log holds it (rows C1, C3, C5)."""

from datetime import datetime
from typing import Literal

from desk.data import Data

# What came of an attempt: somebody spoke with the customer, or why not.
CallResult = Literal["reached", "no-answer", "busy", "left-message", "wrong-number"]
CALL_RESULTS: tuple[CallResult, ...] = ("reached", "no-answer", "busy", "left-message", "wrong-number")


class CallbackRequested(Data, frozen=True, kw_only=True):
    """The customer wants to be called from `earliest` until `latest` (instants), which were chosen in `zone`.

    `goal_due` is the desk's own goal for the first attempt, `goal` the duration that it comes from; `told` is the instant
    that the customer was given as an estimate, None where none was shown. `consent` names the version of the words that the
    customer agreed to be called by, `consent_digest` is that of the words; `country` is that of the number.
    """

    queue: str
    earliest: datetime
    latest: datetime
    zone: str
    country: str
    consent: str
    consent_digest: str
    goal: str
    goal_due: datetime
    told: datetime | None = None


class CallAttempted(Data, frozen=True, kw_only=True):
    """Somebody called. `at` is when, where it was written down later."""

    result: CallResult
    by: str
    at: datetime | None = None


class CallbackEnded(Data, frozen=True, kw_only=True):
    """No more attempts will be made: the customer called it off, or it was given up."""

    because: Literal["withdrawn", "given-up"]
    by: str
