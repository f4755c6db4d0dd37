"""All words of a report of searches -> a CSV file that no spreadsheet takes for formulas. Knows no terminal."""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

from contact.abuse.spreadsheet import safe_cell
from contact.report.searches import LookedFor, Searches
from frontdesk.backend import BackendError
from frontdesk.commands.report.nearest import Nearest

COLUMNS = (
    "words",
    "language",
    "searches",
    "without_result",
    "not_opened",
    "opened",
    "opened_most_often",
    "nearest_question",
    "nearest_page",
)


def write_searches(file: Path, report: Searches, nearest: Sequence[Nearest | None]) -> None:
    """One row for the words of a language: first what was not found. Raises BackendError."""
    try:
        with file.open("w", encoding="utf-8", newline="") as opened:
            writer = csv.writer(opened)
            writer.writerow(COLUMNS)
            writer.writerows(_rows(report, nearest))
    except OSError as error:
        raise BackendError(f"{file} cannot be written: {error.strerror}") from error


def _rows(report: Searches, nearest: Sequence[Nearest | None]) -> Iterator[list[object]]:
    for looked, question in zip(report.not_found, nearest, strict=True):
        about = (question.question, question.page) if question else ("", "")
        yield [*_cells(looked), *map(safe_cell, about)]
    for looked in report.found:
        yield [*_cells(looked), "", ""]


def _cells(looked: LookedFor) -> list[object]:
    most = looked.pages[0].page if looked.pages else ""
    counts = looked.searches, looked.without_result, looked.not_opened, looked.opened
    return [safe_cell(looked.words), looked.language, *counts, most]
