"""A period report as data: tables of figures, and with each figure the filter that lists the cases behind it (row Q7).

Every format is made from this alone. It names no customer, and knows neither the log nor a page.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Literal

from desk.calendar import Calendar
from desk.data import Data, field

# Raised whenever a figure means something else than before; reports of every version can be made again.
VERSION = 1
# What a table is counted over: cases.csv, clocks.csv, calls.csv; or what the settings say, which has no filter.
Source = Literal["cases", "clocks", "calls", "settings"]
Unit = Literal["count", "share", "minutes", "seconds", "score", "money", "date", "text"]
Measure = Literal["count", "sum", "mean", "median", "p90", "share", "text"]
# A column of the source, and the values of which a row has one; all columns have to agree.
Where = Mapping[str, tuple[str, ...]]
# None is "not measured", or nothing to be measured of; never zero.
Value = int | float | str | None


class Column(Data, frozen=True, kw_only=True):
    """How the figures of a column are worked out.

    `count` counts what `where` leaves; `share` is that divided by the count of `among`, rounded to 4 digits; the others are
    of the values of the column `of` of the source. `row` is the row of the requirements that asks for it, and `mark` how
    well that row's source is known (V read, S second hand, M from memory, D design advice).
    """

    id: str
    title: str
    unit: Unit = "count"
    measure: Measure = "count"
    of: str = ""
    where: Where = field(default_factory=dict)
    among: Where = field(default_factory=dict)
    definition: str = ""
    row: str = ""
    mark: str = ""


class Row(Data, frozen=True, kw_only=True):
    """One line of a table, one value for each of its columns. `where` is what sets it apart; of the total it is empty."""

    id: str
    label: str
    values: tuple[Value, ...]
    where: Where = field(default_factory=dict)
    total: bool = False


class Table(Data, frozen=True, kw_only=True):
    """Figures of one sort. `by` are the columns of the source by which the rows are told apart.

    `draft` says that the mapping to what a regulator asks for has not been checked against that regulator's own text.
    """

    id: str
    title: str
    definition: str
    source: Source
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    by: tuple[str, ...] = ()
    where: Where = field(default_factory=dict)
    draft: bool = False


class Sealed(Data, frozen=True, kw_only=True):
    """The seal of the log that the report is made over."""

    day: date
    digest: str


class File(Data, frozen=True, kw_only=True):
    """A list with one line a case that a preset asks for: columns of cases.csv, under the names that the preset gives."""

    id: str
    title: str
    definition: str
    where: Where
    columns: Mapping[str, str]
    draft: bool = False


class Desk(Data, frozen=True, kw_only=True):
    """What the figures need of the settings: whoever works them out again needs it too, when the settings have changed.

    `usual` is the calendar in place of one that is gone; `surges` are the notices that tell of one.
    """

    calendars: Mapping[str, Calendar]
    usual: str
    surges: tuple[str, ...]


class PeriodReport(Data, frozen=True, kw_only=True):
    """A report. `start` and `end` are the instants at which the period begins and is over, in the desk's own time zone.

    It tells of the log as it stood at `as_of`, the end of the day of `seal` where there is one. `complete` says that the period
    was over then. `nil` says that nothing at all was received, resolved or open. `made_at` is there in reports that are kept.
    `synthetic` counts the cases among all that were read that demo-data made up. `addressee` is who gets it (row H2).
    """

    version: int = VERSION
    report: Literal["period"] = "period"
    profile: str = ""
    draft: bool = False
    organisation: str
    addressee: str = ""
    period: str
    since: date
    until: date
    time_zone: str
    start: datetime
    end: datetime
    as_of: datetime
    seal: Sealed | None = None
    complete: bool
    made_at: datetime | None = None
    nil: bool = False
    synthetic: int = 0
    cases_read: int
    desk: Desk
    tables: tuple[Table, ...]
    files: tuple[File, ...] = ()
    notes: tuple[str, ...] = ()

    def figures(self) -> Iterator[tuple[str, Table, Row, Column, Value]]:
        """Every figure with its id."""
        for table in self.tables:
            for row in table.rows:
                for column, value in zip(table.columns, row.values, strict=True):
                    yield figure_id(table, row, column), table, row, column, value


def figure_id(table: Table, row: Row, column: Column) -> str:
    """How a figure is called: `received-by-channel/form/complaints`."""
    return f"{table.id}/{row.id}/{column.id}"


def filter_of(table: Table, row: Row, column: Column) -> Where:
    """Which lines of the source are behind a figure: all filters have to agree."""
    found: dict[str, tuple[str, ...]] = {}
    for part in (table.where, row.where, column.where):
        for name, values in part.items():
            both = [value for value in found[name] if value in values] if name in found else values
            found[name] = tuple(both)
    return found
