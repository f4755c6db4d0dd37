"""A table of figures -> bars as SVG, with the same figures as its text. The table itself stands beside it.

Widths are shares of the page, so that words keep their size on a telephone. Nothing is told by color alone.
"""

from collections.abc import Iterator, Sequence
from html import escape

from contact.report.document import Column, Row, Table, Unit
from contact.report.paper.values import shown
from contact.report.paper.words import Paper
from desk.data import Data

# Fewer than two bars compare nothing, and more than these nobody reads.
FEWEST, MOST = 2, 24
# Which columns are drawn, by their unit: the first sort of which a table has one.
DRAWN: Sequence[tuple[Unit, int]] = (("share", 1), ("minutes", 2), ("seconds", 2), ("score", 1), ("count", 1))
# Of times, the two that tell most.
TELLING = ("median", "p90")
LINE, BAR, BETWEEN, GAP = 20, 10, 3, 8
BASELINE = 6


class _Bar(Data, frozen=True):
    label: str
    series: int
    value: float
    said: str


def chart(table: Table, paper: Paper) -> str:
    """The bars, or nothing for a table that has nothing to compare."""
    rows = [row for row in table.rows if not row.total]
    columns = _columns(table)
    if table.source == "settings" or not columns or not FEWEST <= len(rows) <= MOST:
        return ""
    bars = [list(_bars(row, table, columns, paper)) for row in rows]
    most = max((bar.value for group in bars for bar in group), default=0)
    if not most:
        return ""
    # A share is one of the whole.
    scale = 1.0 if columns[0].unit == "share" else most
    return _figure(table, columns, bars, scale, paper)


def _columns(table: Table) -> list[Column]:
    for unit, many in DRAWN:
        found = [column for column in table.columns if column.unit == unit]
        telling = [column for column in found if column.measure in TELLING]
        if found:
            return (telling or found)[:many]
    return []


def _bars(row: Row, table: Table, columns: Sequence[Column], paper: Paper) -> Iterator[_Bar]:
    label = paper.label(row.label)
    for series, column in enumerate(columns):
        value = row.values[table.columns.index(column)]
        number = float(value) if isinstance(value, int | float) else 0.0
        yield _Bar(label, series, number, shown(value, column.unit, paper))


def _figure(table: Table, columns: Sequence[Column], bars: Sequence[Sequence[_Bar]], scale: float, paper: Paper) -> str:
    names = [paper.said(column.title).text for column in columns]
    title = paper("chart.of", table=paper.said(table.title).text, columns=", ".join(names))
    told = "; ".join(f"{group[0].label}: {', '.join(bar.said for bar in group)}" for group in bars)
    # One drawing a group: a sheet of paper may end between two of them.
    drawn = "".join(_group(group, names, scale) for group in bars)
    return (
        f'<figure><div role="img" aria-label="{escape(title)}. {escape(told)}">{drawn}</div>'
        f"<figcaption>{escape(title)}</figcaption></figure>"
    )


def _group(group: Sequence[_Bar], names: Sequence[str], scale: float) -> str:
    # Two bars need a line each for what they say, and one above them for what they are of.
    drawn, top = (_line(group[0].label, 0), LINE) if len(group) > 1 else ("", 0)
    for bar in group:
        said = f"{bar.label}: {bar.said}" if len(group) == 1 else f"{names[bar.series]}: {bar.said}"
        drawn += _line(said, top) + _bar(bar, top + LINE, scale)
        top += LINE + BAR + BETWEEN
    return f'<svg aria-hidden="true" width="100%" height="{top + GAP}">{drawn}</svg>'


def _line(text: str, top: int) -> str:
    return f'<text x="0" y="{top + LINE - BASELINE}">{escape(text)}</text>'


def _bar(bar: _Bar, top: int, scale: float) -> str:
    width = max(0.0, min(100.0, 100 * bar.value / scale))
    return (
        f'<rect x="0" y="{top}" width="100%" height="{BAR}" class="track"/>'
        f'<rect x="0" y="{top}" width="{width:.2f}%" height="{BAR}" class="bar bar-{bar.series + 1}"/>'
    )
