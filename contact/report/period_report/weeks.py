"""A stretch of time -> its weeks: the pieces in which a log is read, kept and divided among processes."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from contact.report.period_report.facts import EPOCH

WEEK = timedelta(weeks=1)
# So many pieces of work for each process: none waits long for the slowest.
PIECES = 8


class Week(NamedTuple):
    """A week by its number since 1970."""

    number: int

    @property
    def start(self) -> datetime:
        """Its first instant."""
        return EPOCH + self.number * WEEK

    @property
    def end(self) -> datetime:
        """The first instant after it."""
        return self.start + WEEK


def week_of(instant: datetime) -> Week:
    """The week in which an instant lies."""
    return Week((instant - EPOCH) // WEEK)


def weeks(first: datetime, until: datetime) -> list[Week]:
    """All weeks of which a part lies between two instants."""
    return [Week(number) for number in range(week_of(first).number, week_of(until - EPOCH.resolution).number + 1)]


def divided(pieces: Sequence[Week], jobs: int) -> Iterator[Sequence[Week]]:
    """The weeks in order, in lists for so many processes."""
    lists = min(len(pieces), jobs * PIECES)
    for number in range(lists):
        yield pieces[len(pieces) * number // lists : len(pieces) * (number + 1) // lists]
