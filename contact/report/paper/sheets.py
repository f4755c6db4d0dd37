"""Lines of cells -> sheets of an XLSX file, written as they come, so that any number of them fits into memory.

The one module that knows XlsxWriter. No macro and no formula: a text stays a text. The same lines give the same bytes.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

import xlsxwriter

from contact.abuse.spreadsheet import safe_cell

# What a cell of Excel holds.
LONGEST_CELL = 32_000

Look = Literal["", "title", "head", "wrapped", "warning", "total"]
Cell = str | int | float
LOOKS: dict[Look, dict[str, object]] = {
    "": {},
    "title": {"bold": True, "font_size": 14},
    "head": {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1},
    "wrapped": {"text_wrap": True, "valign": "top"},
    "warning": {"bold": True, "font_color": "#8A1C1C"},
    "total": {"bold": True, "top": 1},
}


class Sheet:
    """One sheet. `line` is the number of the next line."""

    def __init__(self, book: "Book", name: str) -> None:
        self._book = book
        self._sheet = book.workbook.add_worksheet(name)
        self._sheet.set_landscape()
        self._sheet.fit_to_pages(1, 0)
        self.line = 0

    def widths(self, first: int, last: int, characters: int) -> None:
        self._sheet.set_column(first, last, characters)

    def printed_on_top(self, text: str) -> None:
        """What stands at the top of each printed page."""
        # An ampersand begins an instruction there.
        self._sheet.set_header(f"&C{text.replace('&', '&&')}")

    def heads_end_here(self, lines: int, columns: int) -> None:
        """The last `lines` stay in sight, with so many columns, and stand at the top of each printed page."""
        self._sheet.freeze_panes(self.line, columns)
        self._sheet.repeat_rows(self.line - lines, self.line - 1)

    def add(self, cells: Sequence[Cell], look: Look = "", forms: Sequence[str] = ()) -> None:
        """One line. `forms` say how the number in each cell is written."""
        usual = self._book.form(look, "")
        for place, cell in enumerate(cells):
            form = self._book.form(look, forms[place]) if forms else usual
            if not isinstance(cell, str):
                self._sheet.write_number(self.line, place, cell, form)
            elif cell or look:
                # Behind an apostrophe also here, where nothing is worked out: a workbook is soon saved as CSV.
                self._sheet.write_string(self.line, place, safe_cell(cell)[:LONGEST_CELL], form)
        self.line += 1

    def skip(self) -> None:
        """An empty line."""
        self.line += 1


class Book:
    """The sheets of a file."""

    def __init__(self, workbook: Any) -> None:  # noqa: ANN401 - XlsxWriter has no types
        self.workbook = workbook
        self._forms: dict[tuple[Look, str], object] = {}

    def form(self, look: Look, number: str) -> object:
        """How a cell looks, made once."""
        if (look, number) not in self._forms:
            wanted = {**LOOKS[look], **({"num_format": number} if number else {})}
            self._forms[look, number] = self.workbook.add_format(wanted)
        return self._forms[look, number]


@contextmanager
def book(path: Path, title: str, company: str, at: datetime) -> Iterator[Book]:
    """A file that is written when the block ends; `at` is when it says that it was made. Raises OSError."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    workbook = xlsxwriter.Workbook(str(path), options)
    created = at.astimezone(UTC).replace(tzinfo=None)
    workbook.set_properties({"title": title, "company": company, "created": created})
    yield Book(workbook)
    try:
        workbook.close()
    except xlsxwriter.exceptions.FileCreateError as error:
        raise OSError(f"{path} cannot be written: {error}") from error
