"""What counts of each case -> a row of a table, so that every figure of a report can be followed to its cases (row Q7).

Written as the log is read. Holds references, and nothing that was typed.
"""

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from contact.case import Case
from contact.report.response_times import Seen
from contact.report.rows import LeftOut, Row
from frontdesk.backend import BackendError
from frontdesk.terminal import counter

COLUMNS = (
    "reference",
    "recorded",
    "received",
    "channel",
    "kind",
    "topic",
    "estimate",
    "answered",
    "in_time",
    "business_minutes",
    "clock_minutes",
    "surge",
    "left_out",
)


@contextmanager
def case_rows(file: Path | None) -> Iterator[Seen]:
    """Write a row for each case that is seen, if there is a file to write to; and count them for who is waiting."""
    read = 0
    with counter("messages read") as told, _writer(file) as write:

        def seen(case: Case, row: Row | LeftOut) -> None:
            nonlocal read
            read += 1
            told(read)
            write(case, row)

        yield seen


@contextmanager
def _writer(file: Path | None) -> Iterator[Seen]:
    if file is None:
        yield lambda _case, _row: None
        return
    try:
        opened = file.open("w", encoding="utf-8", newline="")
    except OSError as error:
        raise BackendError(f"{file} cannot be written: {error.strerror}") from error
    with opened:
        table = csv.writer(opened)
        table.writerow(COLUMNS)
        yield lambda case, row: table.writerow(_cells(case, row))


def _cells(case: Case, row: Row | LeftOut) -> list[object]:
    received = case.received
    about: list[object] = [
        case.reference,
        _instant(case.events[0].at),
        _instant(case.received_at),
        received.promised_as,
        received.kind,
        received.topic,
        _instant(received.estimate.due),
    ]
    if not isinstance(row, Row):
        return [*about, *[""] * (len(COLUMNS) - len(about) - 1), row]
    answered = _instant(row.answered) if row.answered else ""
    return [*about, answered, _yes(row.in_time), row.business, row.clock, _yes(row.surge), ""]


def _instant(at: datetime) -> str:
    return at.isoformat(timespec="seconds")


def _yes(value: bool) -> str:  # noqa: FBT001 - the one thing that it is about
    return "yes" if value else "no"
