"""Tallies -> medians, percentiles and shares. Pure.

A percentile is the nearest rank: the shortest time within which at least so many of all messages were answered. Who has not
been answered waits longer than anybody who was.
"""

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from math import ceil

from contact.report.groups import Key, Tally
from contact.report.ladder import USUAL
from desk.data import Data
from desk.duration import Duration

HALF = Fraction(1, 2)
MOST = Fraction(9, 10)


class Times(Data, frozen=True, kw_only=True):
    """In minutes; None where fewer than so many were answered."""

    median: int | None
    percentile_90: int | None


class Part(Data, frozen=True, kw_only=True):
    """The figures of a group, or of that part of it which came in a surge or outside of one."""

    messages: int
    answered: int
    in_time: int
    share_in_time: float
    business_minutes: Times
    clock_minutes: Times


class GroupFigures(Data, frozen=True, kw_only=True):
    """The figures of a group, as the file has them; see desk.measured for what the site reads of them."""

    channel: str
    kind: str
    topic: str
    messages: int
    answered: int
    unanswered: int
    in_time: int
    share_in_time: float
    half_within: str
    most_within: str
    business_minutes: Times
    clock_minutes: Times
    without_surge: Part | None = None
    in_surge: Part | None = None


def percentile(minutes: Counter[int], of: int, share: Fraction) -> int | None:
    """The nearest rank among `of` messages, of which `minutes` counts those that were answered."""
    rank, passed = ceil(share * of), 0
    for value in sorted(minutes):
        passed += minutes[value]
        if passed >= rank:
            return value
    return None


def group_figures(
    key: Key, tally: Tally, ladder: Sequence[Duration], without_surge: Part | None, in_surge: Part | None
) -> GroupFigures:
    """The figures of one group."""
    whole = part(tally)
    return GroupFigures(
        channel=key.channel,
        kind=key.kind,
        topic=key.topic,
        messages=tally.messages,
        answered=tally.answered,
        unanswered=tally.messages - tally.answered,
        in_time=tally.in_time,
        share_in_time=whole.share_in_time,
        half_within=_within(tally, ladder, HALF),
        most_within=_within(tally, ladder, MOST),
        business_minutes=whole.business_minutes,
        clock_minutes=whole.clock_minutes,
        without_surge=without_surge,
        in_surge=in_surge,
    )


def part(tally: Tally) -> Part:
    """What is said of any group."""
    return Part(
        messages=tally.messages,
        answered=tally.answered,
        in_time=tally.in_time,
        share_in_time=round(tally.in_time / tally.messages, 4),
        business_minutes=_times(tally.business, tally.messages),
        clock_minutes=_times(tally.clock, tally.messages),
    )


def _times(minutes: Counter[int], of: int) -> Times:
    return Times(median=percentile(minutes, of, HALF), percentile_90=percentile(minutes, of, MOST))


def _within(tally: Tally, ladder: Sequence[Duration], share: Fraction) -> str:
    """The first of the usual durations within which so many were answered; empty where not even the longest was enough."""
    enough = share * tally.messages
    counts = zip(ladder, tally.kept, strict=True)
    return next((str(rung) for rung, count in counts if rung in USUAL and count >= enough), "")
