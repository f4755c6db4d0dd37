"""Whether a desk is open at an instant, when it opens next, and its openings from one instant to another.

Knows nothing of durations.
"""

from bisect import bisect_right
from collections.abc import Iterator
from datetime import datetime
from itertools import islice

from desk.calendar.model import Calendar, Opening
from desk.calendar.windows import LENGTH, YEAR, in_utc, window, window_number, windows_from


def is_open(calendar: Calendar, now: datetime) -> bool:
    """Whether somebody is there at an instant."""
    now = in_utc(now)
    current = window(calendar, window_number(now))
    number = bisect_right(current.opens, now)
    return number > 0 and now < current.closes[number - 1]


def next_opening(calendar: Calendar, now: datetime) -> datetime | None:
    """The next instant, after `now`, at which the desk opens; None for a desk that does not within a year."""
    now = in_utc(now)
    closed_at = now
    for some in islice(windows_from(calendar, now), YEAR + 1):
        number = bisect_right(some.opens, now)
        # What goes on from one window into the next opens only once.
        if number < len(some.opens) and some.opens[number] == closed_at:
            number += 1
        if number < len(some.opens):
            return some.opens[number]
        closed_at = some.closes[-1] if some.closes else now
    return None


def openings(calendar: Calendar, since: datetime, until: datetime | None = None) -> Iterator[Opening]:
    """Every opening that ends after `since`, in order, adjoining ones joined; endless unless closed for over a year.

    An opening longer than a year is the last one, and is followed only as far as `until`.
    """
    since = in_utc(since)
    pending: Opening | None = None
    last = since
    for some in windows_from(calendar, since):
        for number in range(bisect_right(some.closes, since), len(some.closes)):
            opens, last = some.opens[number], some.closes[number]
            if pending is None:
                pending = Opening(_began(calendar, opens), last)
            elif pending.end == opens:
                pending = Opening(pending.start, last)
            else:
                yield pending
                pending = Opening(opens, last)
        if pending is not None and pending.end < some.end:
            yield pending
            pending = None
        endless = pending is not None and some.end - pending.start > YEAR * LENGTH and (until is None or last >= until)
        if endless or some.end - last > YEAR * LENGTH:
            break
    if pending is not None:
        yield pending


def _began(calendar: Calendar, opens: datetime) -> datetime:
    """The start of an opening that may have been cut where a window begins; at most a year back."""
    number = window_number(opens)
    for before in range(number - 1, number - 1 - YEAR, -1):
        earlier = window(calendar, before)
        if not earlier.closes or earlier.closes[-1] != opens:
            break
        opens = earlier.opens[-1]
    return opens


def openings_between(calendar: Calendar, start: datetime, end: datetime) -> list[Opening]:
    """The openings within two instants, cut to them."""
    start, end = in_utc(start), in_utc(end)
    found: list[Opening] = []
    for number in range(window_number(start), window_number(end) + 1):
        some = window(calendar, number)
        for opens, closes in zip(some.opens, some.closes, strict=True):
            opening = Opening(max(opens, start), min(closes, end))
            if opening.start >= opening.end:
                continue
            if found and found[-1].end == opening.start:
                opening = Opening(found.pop().start, opening.end)
            found.append(opening)
    return found
