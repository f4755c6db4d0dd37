"""The id of a figure -> the references of the cases behind it, or the ids of the calls (row Q7)."""

from collections.abc import Iterable, Iterator, Sequence

from contact.report.document import Row, Table, Where, filter_of
from contact.report.period_report.basis import Basis
from contact.report.period_report.calls import CALLS, call_lines
from contact.report.period_report.folding import all_facts
from contact.report.period_report.lines import CASES, CLOCKS, Line, clock_lines, line_of
from contact.report.period_report.tables import NOTHING
from contact.store import Store


class NoFigureError(Exception):
    """There is no such figure; the message says what there is."""


def behind(figure: str, basis: Basis, store: Store) -> Iterator[str]:
    """Every reference or id behind a figure, each once for each line. Raises NoFigureError and StoreError."""
    table, where = asked_of(figure, basis.tables)
    match table.source:
        case "cases":
            yield from _matching(CASES, _case_lines(basis, store), where)
        case "clocks":
            yield from _matching(CLOCKS, _clock_lines(basis, store), where)
        case "calls":
            yield from _matching(CALLS, call_lines(store, basis.start, basis.end, basis.as_of), where)
        case "settings":
            return


def asked_of(figure: str, tables: Sequence[Table]) -> tuple[Table, Where]:
    """The table of a figure, and which lines are behind it. Raises NoFigureError."""
    name, _, rest = figure.partition("/")
    row_id, _, column_id = rest.rpartition("/")
    table = next((table for table in tables if table.id == name), None)
    if table is None:
        raise NoFigureError(f"there is no table '{name}': {', '.join(table.id for table in tables)}")
    if table.source == "settings":
        raise NoFigureError(f"'{table.id}' is said by the settings: there are no cases behind it")
    column = next((column for column in table.columns if column.id == column_id), None)
    if column is None or not row_id:
        columns = ", ".join(column.id for column in table.columns)
        raise NoFigureError(
            f"a figure is called {name}/ROW/COLUMN, such as {name}/total/{table.columns[0].id}; columns: {columns}"
        )
    return table, filter_of(table, _row(table, row_id), column)


def _row(table: Table, row_id: str) -> Row:
    words = row_id.split("+")
    if row_id == "total":
        return Row(id=row_id, label="", values=())
    if len(words) != len(table.by):
        raise NoFigureError(f"a row of {table.id} is called {'+'.join(name.upper() for name in table.by) or 'total'}")
    where = {name: ("" if word == NOTHING else word,) for name, word in zip(table.by, words, strict=True)}
    return Row(id=row_id, label="", values=(), where=where)


def _matching(columns: Sequence[str], lines: Iterable[Line], where: Where) -> Iterator[str]:
    asked = [(columns.index(name), frozenset(values)) for name, values in where.items()]
    for line in lines:
        cells = ((line[place], values) for place, values in asked)
        if all(("" if cell is None else str(cell)) in values for cell, values in cells):
            yield str(line[0])


def _case_lines(basis: Basis, store: Store) -> Iterator[Line]:
    view = basis.view()
    for facts in all_facts(store.histories(None, basis.as_of), basis.as_of):
        line = line_of(facts, view)
        if line is not None:
            yield line


def _clock_lines(basis: Basis, store: Store) -> Iterator[Line]:
    view = basis.view()
    for facts in all_facts(store.histories(None, basis.as_of), basis.as_of):
        if facts.legal and line_of(facts, view) is not None:
            yield from clock_lines(facts, view)
