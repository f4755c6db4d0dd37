"""Rows -> tallies of the groups that they belong to, in memory that does not grow with the log.

A tally counts, and knows how often each number of minutes came; it knows no percentile.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from contact.report.rows import Row
from desk.data import Data, field


class Key(NamedTuple):
    """Which messages; empty is all of them."""

    channel: str = ""
    kind: str = ""
    topic: str = ""


class Tally(Data, kw_only=True):
    """What there is of a group. `business` and `clock` count by minutes; `kept` by the durations of the ladder."""

    messages: int = 0
    in_time: int = 0
    business: Counter[int] = field(default_factory=Counter)
    clock: Counter[int] = field(default_factory=Counter)
    kept: list[int] = field(default_factory=list)

    @property
    def answered(self) -> int:
        """How many were answered at all."""
        return self.clock.total()

    def count(self, row: Row) -> None:
        """One more."""
        self.messages += 1
        self.in_time += row.in_time
        if row.business is not None and row.clock is not None:
            self.business[row.business] += 1
            self.clock[row.clock] += 1
        self._keep(row.kept)

    def merge(self, other: "Tally") -> None:
        """All of another one too."""
        self.messages += other.messages
        self.in_time += other.in_time
        self.business.update(other.business)
        self.clock.update(other.clock)
        self._keep(other.kept)

    def _keep(self, kept: Iterable[int]) -> None:
        more = list(kept)
        self.kept = [had + got for had, got in zip(self.kept or [0] * len(more), more, strict=True)]


class Cell(NamedTuple):
    """The smallest group: rows that are alike in all that any group looks at."""

    channel: str
    kind: str
    topic: str
    basis: str
    surge: bool


Cells = Mapping[Cell, Tally]


def cells_of(rows: Iterable[Row]) -> Cells:
    """Each row in its cell."""
    cells: dict[Cell, Tally] = {}
    for row in rows:
        cell = Cell(channel=row.channel, kind=row.kind, topic=row.topic, basis=row.basis, surge=row.surge)
        cells.setdefault(cell, Tally()).count(row)
    return cells


def groups_of(cells: Cells, *, surge: bool | None = None) -> Mapping[Key, Tally]:
    """All messages; those of a kind; of a kind and channel; of a kind and topic; of all three. In order."""
    groups: dict[Key, Tally] = {}
    for cell, tally in cells.items():
        if surge in {None, cell.surge}:
            for key in _keys(cell):
                groups.setdefault(key, Tally()).merge(tally)
    return dict(sorted(groups.items()))


def promises_of(cells: Cells) -> Mapping[Key, Tally]:
    """By what was promised for them: the time of a channel and kind, or that of a topic. Not those of a surge."""
    groups: dict[Key, Tally] = {}
    for cell, tally in cells.items():
        promise = _PROMISES.get(cell.basis)
        if promise and not cell.surge:
            groups.setdefault(promise(cell), Tally()).merge(tally)
    return dict(sorted(groups.items()))


def _keys(cell: Cell) -> Iterable[Key]:
    """Each once, also where a message has no topic."""
    channel, kind, topic, *_ = cell
    keys = Key(), Key(kind=kind), Key(channel, kind), Key(kind=kind, topic=topic), Key(channel, kind, topic)
    return dict.fromkeys(keys)


_PROMISES: Mapping[str, Callable[[Cell], Key]] = {
    "channel": lambda cell: Key(channel=cell.channel, kind=cell.kind),
    "topic": lambda cell: Key(kind=cell.kind, topic=cell.topic),
}
