"""Records of calls -> how many were answered, and how long callers waited (rows P2, P4, P7). Pure.

A wait that was not measured is in no figure of waits, and is counted beside them; none is ever taken for zero.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from math import ceil

from contact.calls import CallRecord
from contact.events import Event
from contact.standing import standing_of
from desk.data import Data

# Row P7, known from a secondary account: calls answered within three minutes.
WITHIN_SECONDS = 180
NINETY = 0.9
_WANTED = {"answered", "abandoned"}


class CallFigures(Data, frozen=True, kw_only=True):
    """Of some calls. Waits are in seconds, of calls that were answered or abandoned; None is not measured.

    `within` is the share, of those whose wait was measured, that was answered within three minutes.
    """

    calls: int
    answered: int
    abandoned: int
    voicemail: int
    callback: int
    unknown: int
    measured: int
    not_measured: int
    mean_wait: int | None
    wait_of_90: int | None
    within: float | None


class Returned(Data, frozen=True, kw_only=True):
    """Of voicemails (row P3): how many, how many were answered by a person, and after how many seconds."""

    voicemails: int
    answered: int
    mean: int | None
    of_90: int | None


def call_figures(records: Iterable[CallRecord]) -> CallFigures:
    """The figures of these calls."""
    calls = list(records)
    outcomes = [call.outcome for call in calls]
    wanted = [call for call in calls if call.outcome in _WANTED]
    waits = sorted(call.waited for call in wanted if call.waited is not None)
    soon = sum(
        call.outcome == "answered" and call.waited is not None and call.waited <= WITHIN_SECONDS for call in wanted
    )
    return CallFigures(
        calls=len(calls),
        answered=outcomes.count("answered"),
        abandoned=outcomes.count("abandoned"),
        voicemail=outcomes.count("voicemail"),
        callback=outcomes.count("callback"),
        unknown=outcomes.count(""),
        measured=len(waits),
        not_measured=len(wanted) - len(waits),
        mean_wait=mean(waits),
        wait_of_90=within_of(waits, NINETY),
        within=soon / len(waits) if waits else None,
    )


def returned(histories: Iterable[Sequence[Event]]) -> Returned:
    """How soon voicemails were answered: from when each came in until a person first reached its customer."""
    standings = [standing_of(events) for events in histories]
    times = sorted(
        _seconds(standing.received_at, standing.answered_at) for standing in standings if standing.answered_at
    )
    return Returned(voicemails=len(standings), answered=len(times), mean=mean(times), of_90=within_of(times, NINETY))


def mean(ordered: Sequence[int]) -> int | None:
    """The mean, rounded; None of nothing."""
    return round(sum(ordered) / len(ordered)) if ordered else None


def within_of(ordered: Sequence[int], share: float) -> int | None:
    """Within what this share of them lies, by nearest rank; None of nothing."""
    return ordered[ceil(len(ordered) * share) - 1] if ordered else None


def _seconds(start: datetime, end: datetime) -> int:
    return max(0, round((end - start).total_seconds()))
