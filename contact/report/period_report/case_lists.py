"""Lines -> cases.csv and clocks.csv, so that every figure can be followed to its cases (row Q7).

Several processes each write a part; the parts are put one behind the other at the end. Nothing in them was typed by a customer.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from shutil import copyfileobj
from typing import TextIO

from contact.abuse.spreadsheet import safe_cell
from contact.report.period_report.facts import instant_of
from contact.report.period_report.lines import CASES, CLOCKS, INSTANTS, Cell, Line

LISTS: Mapping[str, Sequence[str]] = {"cases": CASES, "clocks": CLOCKS}


class PartLists:
    """The lists of one part of the log."""

    def __init__(self, files: Mapping[str, TextIO]) -> None:
        self._writers = {
            name: (csv.writer(file), instants(LISTS[name]), named(LISTS[name])) for name, file in files.items()
        }

    def add(self, name: str, lines: Iterable[Line]) -> None:
        """Write some lines of a list."""
        writer, places, names = self._writers[name]
        writer.writerows(_safe(readable(line, places), names) for line in lines)


class CaseLists:
    """The lists of a report in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @contextmanager
    def part(self, number: int) -> Iterator[PartLists]:
        """Where a part writes. Raises OSError."""
        files = {name: self._part(name, number).open("w", encoding="utf-8", newline="") for name in LISTS}
        try:
            yield PartLists(files)
        finally:
            for file in files.values():
                file.close()

    def join(self, parts: int) -> list[Path]:
        """Put the parts into one file for each list; which files those are."""
        return [self._joined(name, columns, parts) for name, columns in LISTS.items()]

    def _joined(self, name: str, columns: Sequence[str], parts: int) -> Path:
        whole = self._folder / f"{name}.csv"
        with whole.open("wb") as out:
            out.write((",".join(columns) + "\r\n").encode())
            for number in range(parts):
                part = self._part(name, number)
                with part.open("rb") as piece:
                    copyfileobj(piece, out)
                part.unlink()
        return whole

    def _part(self, name: str, number: int) -> Path:
        return self._folder / f"{name}.csv.{number}"


def instants(columns: Sequence[str]) -> tuple[int, ...]:
    """The places of those columns that are instants."""
    return tuple(place for place, name in enumerate(columns) if name in INSTANTS)


def named(columns: Sequence[str]) -> tuple[int, ...]:
    """The places of those columns that hold names which somebody gave."""
    return tuple(place for place, name in enumerate(columns) if name in _NAMES)


_NAMES = frozenset({"topic", "first_topic", "queue", "language", "redress_currency", "profile", "clock"})
# There are few of them, and a quarter has millions of lines.
_safe_name = lru_cache(maxsize=1000)(safe_cell)


def _safe(cells: list[Cell], names: Sequence[int]) -> list[Cell]:
    """So that no spreadsheet takes a name for a formula."""
    for place in names:
        cells[place] = _safe_name(str(cells[place]))
    return cells


def readable(line: Line, places: Sequence[int]) -> list[Cell]:
    """A line as people read it: instants in UTC, to the microsecond as they are compared."""
    cells = list(line)
    for place in places:
        value = cells[place]
        if isinstance(value, int):
            cells[place] = instant_of(value).isoformat()
    return cells
