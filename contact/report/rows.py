"""One case, as the log stood at an instant -> a row of what is measured of it, or why it is left out.

Reads events only, none of what was typed: an erased case counts as it did before. Knows no group.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from math import ceil
from typing import Literal

from contact.case import Case
from contact.events import Event, EventKind, Received, Replied, Resolved, body_of
from contact.report.ladder import kept
from desk.calendar import elapsed
from desk.data import Data
from desk.duration import Duration
from desk.settings import Settings

# Automatic mail, which nobody answers; what a program seems to have sent; and messages whose estimate had not passed.
LeftOut = Literal["automatic", "suspected", "not-due"]

# What a person told the customer. To assign a case to somebody is no answer.
ANSWERS: frozenset[EventKind] = frozenset({"replied", "updated", "resolved"})
# What shows that somebody took a message seriously which looked like a program's. Who closes spam does not.
_TAKEN_SERIOUSLY: frozenset[EventKind] = frozenset({"replied", "updated", "acknowledgement-released"})
_MINUTE = timedelta(minutes=1)


class Row(Data, frozen=True, kw_only=True):
    """What counts of a case. `business` and `clock` are whole minutes, rounded up; None where nobody has answered.

    `kept` tells of each duration of a ladder whether the answer came within it; `basis` is what the estimate came from.
    """

    channel: str
    kind: str
    topic: str
    basis: str
    surge: bool
    answered: datetime | None
    in_time: bool
    business: int | None
    clock: int | None
    kept: tuple[bool, ...]


def row_of(case: Case, settings: Settings, ladder: Sequence[Duration], as_of: datetime) -> Row | LeftOut:
    """What counts of a case, by the events before `as_of`."""
    received = case.received
    events = [event for event in case.events if event.at < as_of]
    if received.unanswered:
        return "automatic"
    if received.suspected and not any(event.kind in _TAKEN_SERIOUSLY for event in events):
        return "suspected"
    due = received.estimate.due
    # All of them, answered or not: else the quick ones among the last would count, and the slow ones would not.
    if due >= as_of:
        return "not-due"
    calendar = settings.calendars.get(received.estimate.calendar) or settings.calendar("form")
    start, answered = case.received_at, _answered(events)
    return Row(
        channel=received.promised_as,
        kind=received.kind,
        topic=received.topic,
        basis=received.estimate.basis,
        surge=_in_surge(received, settings),
        answered=answered,
        in_time=answered is not None and answered <= due,
        business=_minutes(elapsed(calendar, start, answered)) if answered else None,
        clock=_minutes(answered - start) if answered else None,
        kept=kept(ladder, calendar, start, answered),
    )


def _answered(events: Sequence[Event]) -> datetime | None:
    return next((_happened_at(event) for event in events if event.kind in ANSWERS), None)


def _happened_at(event: Event) -> datetime:
    """When it happened, which is before it was written down where somebody entered it (row T4)."""
    body = body_of(event)
    return (body.at if isinstance(body, Replied | Resolved) else None) or event.at


def _in_surge(received: Received, settings: Settings) -> bool:
    """The estimate tells where a surge made it longer; of one that did not, the settings do as long as they name it."""
    return received.estimate.basis == "surge" or any(
        notice.surge and notice.id in received.notices for notice in settings.notices
    )


def _minutes(time: timedelta) -> int:
    return max(0, ceil(time / _MINUTE))
