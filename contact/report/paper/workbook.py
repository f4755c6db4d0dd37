"""A period report -> an XLSX workbook: what the figures mean first, then a sheet for each table, then the cases.

Knows no cell's looks: contact.report.paper.sheets has them.
"""

import csv
import re
from collections.abc import Sequence
from pathlib import Path

from contact.report.document import Column, PeriodReport, Table, Unit, Value, figure_id
from contact.report.paper.about import about, drill_down, warnings
from contact.report.paper.sheets import Book, Cell, Sheet, book
from contact.report.paper.words import Paper, paper_in
from desk.data import Data

CASES = "cases.csv"
# More take the better part of a minute to write and to open: for these the list is there as CSV.
MOST_CASES = 25_000
# What a spreadsheet holds to the last digit.
LONGEST_NUMBER = 15
LONGEST_NAME = 31
FORMS: dict[Unit, str] = {"share": "0.00%", "score": "0.00", "money": "#,##0.00", "count": "#,##0"}

_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\']")


def write_workbook(path: Path, report: PeriodReport, digest: str, language: str) -> None:
    """Write it. Raises OSError."""
    paper = paper_in(language)
    title = f"{paper['title']}, {report.period}"
    # Made at the instant that it tells of, not at that of the writing: made again, it is the same file.
    with book(path, title, report.organisation, report.as_of) as sheets:
        _Workbook(sheets, report, paper).fill(digest, path.parent / CASES)


class _Workbook(Data, frozen=True):
    book: Book
    report: PeriodReport
    paper: Paper

    def fill(self, digest: str, cases: Path) -> None:
        names = _names(self.report.tables, self.paper)
        self._definitions(names, digest)
        for table, name in zip(self.report.tables, names, strict=True):
            self._table(table, name)
        if cases.is_file():
            self._cases(cases)

    def _sheet(self, name: str, title: str) -> Sheet:
        """A sheet that begins with its title, and with what nobody may overlook."""
        sheet = Sheet(self.book, name)
        if self.report.synthetic:
            sheet.printed_on_top(self.paper["synthetic"])
        sheet.add([title], "title")
        for text in warnings(self.report, self.paper):
            sheet.add([text], "warning")
        sheet.skip()
        return sheet

    def _definitions(self, names: Sequence[str], digest: str) -> None:
        paper, report = self.paper, self.report
        sheet = self._sheet(paper["sheet.definitions"], f"{paper['title']}, {report.period}")
        sheet.widths(0, 1, 30)
        sheet.widths(2, 3, 60)
        for line in about(report, digest, paper):
            sheet.add(line)
        sheet.skip()
        for note in report.notes:
            sheet.add([paper["notes"], note])
        sheet.skip()
        sheet.add([paper["sheet.sheet"], paper["column"], paper["definition"], paper["row"]], "head")
        for table, name in zip(report.tables, names, strict=True):
            draft = f" ({paper['draft.table']})" if table.draft else ""
            title = paper.said(table.title).text + draft
            sheet.add([name, title, self._definition(table)], "wrapped")
            for column in table.columns:
                sheet.add(self._defined(name, column), "wrapped")

    def _definition(self, table: Table) -> str:
        return self.paper.said(table.definition).text

    def _defined(self, name: str, column: Column) -> list[str]:
        paper = self.paper
        row = ", ".join([column.row, paper.mark(column.mark)] if column.row else [])
        defined = paper.said(column.definition).text
        return [name, paper.said(column.title).text, defined, row.removesuffix(", ")]

    def _table(self, table: Table, name: str) -> None:
        paper = self.paper
        sheet = self._sheet(name, paper.said(table.title).text)
        sheet.widths(0, 1, 28)
        sheet.widths(2, 1 + len(table.columns), 16)
        sheet.add([self._definition(table)])
        if table.source != "settings" and table.rows:
            figure = figure_id(table, table.rows[-1], table.columns[0])
            sheet.add([f"{paper['how.cases']} {drill_down(self.report, figure)}"])
        sheet.skip()
        sheet.add(["", paper["sheet.figure"], *(self._title(column) for column in table.columns)], "head")
        sheet.add([" / ".join(table.by), table.id, *(column.id for column in table.columns)], "head")
        sheet.heads_end_here(2, 2)
        forms = ["", "", *(FORMS.get(column.unit, "") for column in table.columns)]
        for row in table.rows:
            values = (self._cell(value, column) for value, column in zip(row.values, table.columns, strict=True))
            label = paper.label(row.label)
            sheet.add([label, f"{table.id}/{row.id}", *values], "total" if row.total else "", forms)

    def _title(self, column: Column) -> str:
        title = self.paper.said(column.title).text
        return f"{title} ({self.paper[f'sheet.{column.unit}']})" if column.unit in {"minutes", "seconds"} else title

    def _cell(self, value: Value, column: Column) -> Cell:
        if value is not None:
            return value
        return "" if column.unit in {"text", "date"} else self.paper["none"]

    def _cases(self, file: Path) -> None:
        sheet = self._sheet(self.paper["sheet.cases"], self.paper["sheet.cases"])
        with file.open(encoding="utf-8-sig", newline="") as lines:
            # Half of a list would be taken for all of it.
            if sum(1 for _ in lines) > MOST_CASES + 1:
                sheet.add([self.paper("sheet.too_long", most=f"{MOST_CASES:,}")], "warning")
                return
            lines.seek(0)
            rows = csv.reader(lines)
            columns = next(rows)
            sheet.widths(0, len(columns) - 1, 16)
            sheet.add(columns, "head")
            sheet.heads_end_here(1, 1)
            for row in rows:
                sheet.add([_number(text) for text in row])


def _number(text: str) -> Cell:
    """What is counted or measured can be summed; references and instants are texts."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER else text


def _names(tables: Sequence[Table], paper: Paper) -> list[str]:
    """A name for each sheet: no longer than Excel has them, none twice, and none that it keeps for itself."""
    taken = {paper["sheet.definitions"].casefold(), paper["sheet.cases"].casefold(), "history"}
    names: list[str] = []
    for table in tables:
        whole = _NOT_IN_A_NAME.sub(" ", table.id)
        name, number = whole[:LONGEST_NAME], 2
        while name.casefold() in taken:
            name, number = f"{whole[: LONGEST_NAME - 4]}-{number}", number + 1
        taken.add(name.casefold())
        names.append(name)
    return names
