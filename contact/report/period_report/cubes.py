"""Lines -> how many there are of each sort, and which numbers the lines of each sort have: all that figures are made from.

Holds a few numbers a line and no line, so that millions of them fit into memory. Knows no table.
"""

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from operator import itemgetter
from typing import NamedTuple

from contact.report.period_report.lines import Cell, Line

# Few enough to lie in the processor's memory, many enough that each step is one loop in C.
BATCH = 2000

Sort = tuple[Cell, ...]


class Wanted(NamedTuple):
    """What to count: lines of a source, told apart by some columns; with `of`, the numbers of that column instead."""

    source: str
    by: tuple[str, ...]
    of: str = ""


class Cube:
    """Counts, or numbers of 8 bytes each, by the sort of line. The columns of a sort are those of `by`."""

    def __init__(self) -> None:
        self.counts: Counter[Sort] = Counter()
        self.numbers: dict[Sort, array[int]] = {}

    def merge(self, other: "Cube") -> None:
        """All of another one too."""
        self.counts.update(other.counts)
        for sort, numbers in other.numbers.items():
            if sort in self.numbers:
                self.numbers[sort].extend(numbers)
            else:
                self.numbers[sort] = numbers


class Cubes:
    """Several cubes over the same lines of a source."""

    def __init__(self, columns: Sequence[str], wanted: Iterable[Wanted]) -> None:
        self.columns = tuple(columns)
        self.cubes = {each: Cube() for each in wanted}

    def add(self, lines: Iterable[Line]) -> None:
        """Count lines."""
        steps = [
            (_measure(self.columns, each) if each.of else _count, _sort(self.columns, each), cube)
            for each, cube in self.cubes.items()
        ]
        for batch in _batches(lines):
            for step, sort, cube in steps:
                step(batch, sort, cube)

    def merge(self, other: "Cubes") -> None:
        """All that another one counted over other lines."""
        for each, cube in self.cubes.items():
            cube.merge(other.cubes[each])


_SortOf = Callable[[Line], Sort]


def _count(batch: Iterable[Line], sort: _SortOf, cube: Cube) -> None:
    # One loop in C: with a loop of our own, counting would take longer than all the rest.
    cube.counts.update(map(sort, batch))


def _measure(columns: Sequence[str], wanted: Wanted) -> Callable[[Iterable[Line], _SortOf, Cube], None]:
    column = columns.index(wanted.of)

    def measure(batch: Iterable[Line], sort: _SortOf, cube: Cube) -> None:
        numbers = cube.numbers
        for line in batch:
            value = line[column]
            if isinstance(value, int):
                found = sort(line)
                if found in numbers:
                    numbers[found].append(value)
                else:
                    numbers[found] = array("q", (value,))

    return measure


def _sort(columns: Sequence[str], wanted: Wanted) -> _SortOf:
    places = [columns.index(name) for name in wanted.by]
    if len(places) > 1:
        return itemgetter(*places)
    if not places:
        return lambda _: ()
    (place,) = places
    return lambda line: (line[place],)


def _batches(lines: Iterable[Line]) -> Iterator[list[Line]]:
    left = iter(lines)
    while batch := list(islice(left, BATCH)):
        yield batch
