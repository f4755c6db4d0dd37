"""Rows of texts -> a CSV file that no spreadsheet takes for formulas. Knows no report."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from contact.abuse.spreadsheet import safe_cell
from frontdesk.backend import BackendError


def write_csv(file: Path, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write them below their columns. Raises BackendError."""
    try:
        with file.open("w", encoding="utf-8", newline="") as opened:
            writer = csv.writer(opened)
            writer.writerow(columns)
            writer.writerows([_cell(text) for text in row] for row in rows)
    except OSError as error:
        raise BackendError(f"{file} cannot be written: {error.strerror}") from error


def _cell(text: str) -> str:
    # Alone, a hyphen says that there is nothing, and is no formula.
    return "" if text == "-" else safe_cell(text)
