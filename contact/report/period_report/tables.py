"""What a table asks for, and the counts of all lines -> its rows of figures.

Percentiles are the nearest rank, means are rounded half up: whoever adds the same lines up again gets the same digits.
"""

from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Generic, TypeVar

from contact.report.document import Column, Measure, Row, Table, Value, Where
from contact.report.period_report.cubes import Cubes, Sort, Wanted
from desk.data import replace

T = TypeVar("T", int, "array[int]")

# Which values a column of a source has at all, so that nothing received is a row of zeros and not a row that is missing.
Universe = Mapping[str, tuple[str, ...]]
_RANKS: Mapping[Measure, tuple[int, int]] = {"median": (1, 2), "p90": (9, 10)}
SHARE_DIGITS = 4
SCORE_DIGITS = 2
MONEY_DIGITS = 2
HUNDREDTHS = 100
# Dollars and euros make no sum.
CURRENCY = "redress_currency"
NOTHING = "-"


def wanted_of(tables: Iterable[Table]) -> Mapping[str, Collection[Wanted]]:
    """What has to be counted for some tables, by source: one cube for those whose rows are told apart alike.

    And one for each column of numbers, for all tables: numbers are what takes room.
    """
    counted: dict[tuple[str, tuple[str, ...]], set[str]] = {}
    measured: dict[tuple[str, str], set[str]] = {}
    for table in tables:
        counted.setdefault((table.source, table.by), set()).update(_counted_by(table))
        for column in table.columns:
            if column.of:
                measured.setdefault((table.source, column.of), set()).update(table.by, table.where, column.where)
    found: dict[str, list[Wanted]] = {}
    for (source, _), names in counted.items():
        found.setdefault(source, []).append(Wanted(source, tuple(sorted(names))))
    for (source, of), names in measured.items():
        found[source].append(Wanted(source, tuple(sorted(names)), of))
    return found


def _counted_by(table: Table) -> set[str]:
    """The columns of the source that decide into which counts of a table a line goes."""
    names = {*table.by, *table.where}
    for column in table.columns:
        if not column.of:
            names.update(column.where, column.among)
    return names


class _Sorted(Generic[T]):
    """What there is of each sort, with the names of the columns that tell sorts apart."""

    def __init__(self, names: Sequence[str], items: Iterable[tuple[tuple[str, ...], T]]) -> None:
        self.names = names
        self.items: list[tuple[tuple[str, ...], T]] = list(items)

    def only(self, where: Where) -> "_Sorted[T]":
        """Those that a filter leaves."""
        if not where:
            return self
        asked = [(self.names.index(name), frozenset(values)) for name, values in where.items()]
        return _Sorted(
            self.names, (item for item in self.items if all(item[0][place] in values for place, values in asked))
        )


class Counted:
    """All that was counted of a source."""

    def __init__(self, cubes: Cubes) -> None:
        self._counts = [
            (frozenset(each.by), _Sorted(each.by, _in_words(cube.counts)))
            for each, cube in cubes.cubes.items()
            if not each.of
        ]
        self._numbers = {
            each.of: _Sorted(each.by, _in_words(cube.numbers)) for each, cube in cubes.cubes.items() if each.of
        }

    def filled(self, table: Table, universe: Universe) -> Table:
        """The table with its rows, the total last."""
        needed = _counted_by(table)
        counts = next(counts for names, counts in self._counts if needed <= names).only(table.where)
        numbers = {column.of: self._numbers[column.of].only(table.where) for column in table.columns if column.of}
        rows = [_row(table, where, counts, numbers) for where in _wheres(table, counts, universe)]
        total = replace(_row(table, {}, counts, numbers), id="total", label="all", total=True)
        return replace(table, rows=(*rows, total))


def _in_words(found: Mapping[Sort, T]) -> Iterator[tuple[tuple[str, ...], T]]:
    for sort, value in found.items():
        yield tuple("" if cell is None else str(cell) for cell in sort), value


def _wheres(table: Table, counts: "_Sorted[int]", universe: Universe) -> Iterable[Where]:
    """What sets each row apart: of one column also what did not come, of several only what did."""
    if not table.by:
        return ()
    places = [counts.names.index(name) for name in table.by]
    found = {tuple(words[place] for place in places) for words, _ in counts.items}
    if len(table.by) == 1:
        (name,) = table.by
        known = universe.get(name, ())
        found |= {(value,) for value in known if value in table.where.get(name, known)}
    order = [{value: number for number, value in enumerate(universe.get(name, ()))} for name in table.by]

    def place_of(words: tuple[str, ...]) -> tuple[tuple[int, str], ...]:
        return tuple((each.get(word, len(each)), word) for word, each in zip(words, order, strict=True))

    return [
        {name: (word,) for name, word in zip(table.by, words, strict=True)} for words in sorted(found, key=place_of)
    ]


def _row(table: Table, where: Where, counts: "_Sorted[int]", numbers: Mapping[str, "_Sorted[array[int]]"]) -> Row:
    here = counts.only(where)
    measured = {of: found.only(where) for of, found in numbers.items()}
    tallies: dict[tuple[str, str], _Tally] = {}
    for column in table.columns:
        key = column.of, str(column.where)
        if column.of and key not in tallies:
            tallies[key] = _Tally(measured[column.of].only(column.where))
    words = [values[0] or NOTHING for values in where.values()]
    return Row(
        id="+".join(words),
        label=", ".join(words),
        values=tuple(
            _measured(column, tallies[column.of, str(column.where)]) if column.of else _counted(column, here)
            for column in table.columns
        ),
        where=where,
    )


def _counted(column: Column, counts: "_Sorted[int]") -> Value:
    part = _count(counts.only(column.where))
    if column.measure != "share":
        return part
    of = _count(counts.only(column.among))
    return rounded(part, of, SHARE_DIGITS) if of else None


class _Tally:
    """How often each number came, worked out once for all that is said of the same numbers."""

    def __init__(self, found: "_Sorted[array[int]]") -> None:
        times: Counter[int] = Counter()
        for _, numbers in found.items:
            times.update(numbers)
        place = found.names.index(CURRENCY) if CURRENCY in found.names else None
        self.currencies = 1 if place is None else len({words[place] for words, _ in found.items})
        self.times = sorted(times.items())
        self.count = times.total()
        self.total = sum(number * often for number, often in self.times)

    def at_rank(self, rank: int) -> int:
        """The number at a place, when all stand in order."""
        passed = 0
        for number, often in self.times:
            passed += often
            if passed >= rank:
                return number
        raise ValueError("a rank beyond the numbers")


def _measured(column: Column, tally: _Tally) -> Value:
    """What a column says of numbers; None where there are none."""
    count, total = tally.count, tally.total
    if column.unit == "money":
        return rounded(total, HUNDREDTHS, MONEY_DIGITS) if tally.currencies <= 1 else None
    if column.measure == "sum":
        return total
    if not count:
        return None
    if column.measure == "mean":
        return rounded(total, count, SCORE_DIGITS) if column.unit == "score" else int(rounded(total, count, 0))
    part, whole = _RANKS[column.measure]
    return tally.at_rank(-(-count * part // whole))


def rounded(part: int, of: int, digits: int) -> float:
    """A quotient, rounded half up: without the error of a quotient that a computer can hold only nearly."""
    ten: int = 10**digits
    return (2 * part * ten + of) // (2 * of) / ten


def _count(counts: "_Sorted[int]") -> int:
    return sum(count for _, count in counts.items)
