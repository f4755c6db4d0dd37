"""A table of a report -> its section of the page: what it counts, its chart, the figures, and the definition of each column."""

from collections.abc import Iterator
from html import escape

from contact.report.document import Column, PeriodReport, Row, Table, figure_id
from contact.report.paper.about import drill_down
from contact.report.paper.chart import chart
from contact.report.paper.values import shown
from contact.report.paper.words import Paper, Shown

# Rows that fit on one sheet of paper: a longer table may begin in the middle of one.
ONE_PAGE = 25


def section(report: PeriodReport, table: Table, paper: Paper) -> str:
    """The section of a table."""
    title = marked(table_title(table, paper), paper)
    draft = f' <strong class="draft">{escape(paper["draft.table"])}</strong>' if table.draft else ""
    definition = marked(paper.said(table.definition), paper)
    head = (
        f'<h2 id="{escape(table.id)}">{title}{draft}</h2><p>{definition}</p>'
        f'<p class="name"><code>{escape(table.id)}</code></p>'
    )
    if not table.rows:
        return f"<section>{head}<p>{escape(paper['empty'])}</p></section>"
    parts = (head, chart(table, paper), _table(table, paper), _drill_down(report, table), _definitions(table, paper))
    return f"<section>{''.join(parts)}</section>"


def table_title(table: Table, paper: Paper) -> Shown:
    return paper.said(table.title)


def marked(text: Shown, paper: Paper) -> str:
    """The text, and its language where it is not that of the page."""
    if text.language == paper.language:
        return escape(text.text)
    return f'<span lang="{text.language}">{escape(text.text)}</span>'


def _table(table: Table, paper: Paper) -> str:
    name = f"caption-{escape(table.id)}"
    columns = "".join(_head(column, paper) for column in table.columns)
    rows = "".join(_row(table, row, paper) for row in table.rows)
    by = " / ".join(paper.said(name).text for name in table.by) or table.id
    long = " long" if len(table.rows) > ONE_PAGE else ""
    # Those that are wider than a telephone are moved to the side, also by keyboard.
    return (
        f'<div class="wide{long}" role="region" tabindex="0" aria-labelledby="{name}"><table>'
        f'<caption id="{name}">{marked(table_title(table, paper), paper)}</caption>'
        f'<thead><tr><th scope="col">{escape(by)}</th>{columns}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _head(column: Column, paper: Paper) -> str:
    title = marked(paper.said(column.title), paper)
    align = "" if column.unit in {"text", "date"} else ' class="number"'
    return f'<th scope="col"{align}>{title} <code>{escape(column.id)}</code></th>'


def _row(table: Table, row: Row, paper: Paper) -> str:
    label = escape(paper.label(row.label))
    named = "" if label == row.id else f" <code>{escape(row.id)}</code>"
    cells = "".join(_cells(table, row, paper))
    total = ' class="total"' if row.total else ""
    return f'<tr{total}><th scope="row">{label}{named}</th>{cells}</tr>'


def _cells(table: Table, row: Row, paper: Paper) -> Iterator[str]:
    for column, value in zip(table.columns, row.values, strict=True):
        align = "" if column.unit in {"text", "date"} else ' class="number"'
        name = escape(figure_id(table, row, column))
        yield f'<td id="{name}"{align}>{escape(shown(value, column.unit, paper))}</td>'


def _drill_down(report: PeriodReport, table: Table) -> str:
    if table.source == "settings":
        return ""
    row = next((row for row in table.rows if row.total), table.rows[0])
    command = drill_down(report, figure_id(table, row, table.columns[0]))
    return f'<p class="drill"><code>{escape(command)}</code></p>'


def _definitions(table: Table, paper: Paper) -> str:
    lines = "".join(
        f"<dt>{marked(paper.said(column.title), paper)}</dt><dd>{_defined(column, paper)}</dd>"
        for column in table.columns
        if column.definition or column.row
    )
    if not lines:
        return ""
    return f"<details open><summary>{escape(paper['definitions'])}</summary><dl>{lines}</dl></details>"


def _defined(column: Column, paper: Paper) -> str:
    definition = paper.said(column.definition)
    said = marked(definition, paper) if definition.text else ""
    mark = paper.mark(column.mark)
    row = (
        f'<span class="source">{escape(paper["row"])}: {escape(column.row)}{f", {escape(mark)}" if mark else ""}</span>'
    )
    return f"{said} {row}" if column.row else said
