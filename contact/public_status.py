"""A case -> what its customer may see of it without an account: one of a few states, and dates (rows R3, N4).

Knows no name, no text, no queue, no staff and no reason: a case under suspicion looks like any other.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from contact.case import Case, Status
from contact.events import EventKind
from desk.data import Data
from desk.estimate import Estimate

State = Literal["received", "acknowledged", "in-progress", "answered", "closed", "reopened"]
Happened = Literal["received", "acknowledged", "updated", "answered", "closed", "reopened"]

STATES: Mapping[Status, State] = {
    "received": "received",
    "held": "received",
    "not-acknowledged": "received",
    "not-answered": "received",
    "acknowledged": "acknowledged",
    "acknowledged-on-page": "acknowledged",
    "assigned": "in-progress",
    "updated": "in-progress",
    "replied": "answered",
    "resolved": "closed",
    "reopened": "reopened",
}
# All other events stay between the walls: that a case changes hands is no business of a page without an account.
_SHOWN: Mapping[EventKind, Happened] = {
    "received": "received",
    "acknowledged": "acknowledged",
    "updated": "updated",
    "replied": "answered",
    "resolved": "closed",
    "reopened": "reopened",
}
_REACHED = {"sent", "delivered"}
_UNREACHED = {"failed", "bounced"}


class PublicStatus(Data, frozen=True, kw_only=True):
    """What may be shown. `dates` are in the order in which it happened, the latest of each.

    `estimate` is there until a person has answered; `unreached` says that the acknowledgement came back.
    """

    state: State
    dates: Mapping[Happened, datetime]
    estimate: Estimate | None
    unreached: bool


def public_status(case: Case) -> PublicStatus:
    """What may be shown of a case, worked out from its events."""
    dates = {_SHOWN[event.kind]: event.at for event in case.events if event.kind in _SHOWN}
    # An acknowledgement that came back was none (row E8); one on the page was there at once.
    if case.acknowledgement == "on-page":
        dates["acknowledged"] = case.received_at
    elif case.acknowledgement not in _REACHED:
        dates.pop("acknowledged", None)
    state = STATES[case.status]
    answered = "answered" in dates or "closed" in dates
    return PublicStatus(
        state=state,
        dates=dict(sorted(dates.items(), key=lambda happened: happened[1])),
        estimate=None if answered else case.received.estimate,
        unreached=case.acknowledgement in _UNREACHED and not case.erased,
    )
