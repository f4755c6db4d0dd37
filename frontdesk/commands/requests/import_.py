"""frontdesk requests import: messages that came by telephone, letter or chat, from a CSV file (row T4)."""

import argparse
import csv
from pathlib import Path

from contact.staff_entry import COLUMNS, NEEDED, EntryError, StaffEntry, checked_entry, enter
from desk.bundle import Bundle
from desk.finding import Finding, FindingsError, unknown_name
from desk.place import Place
from frontdesk.backend import BackendError, open_bundle, open_log
from frontdesk.commands.requests.one_case import by_argument, who
from frontdesk.terminal import progress
from frontdesk.today import now

RULE = "bad-import"
TWICE = "is missing, as is external_reference: imported again, the line would be recorded twice"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which file."""
    columns = "; ".join(f"{column}: {meaning}" for column, meaning in COLUMNS.items())
    parser.add_argument("file", type=Path, metavar="FILE", help=f"CSV in UTF-8 with a line of column names: {columns}")
    parser.add_argument("--acknowledge", action="store_true", help="send customers with an address an acknowledgement")
    by_argument(parser)


def run(options: argparse.Namespace) -> int:
    """Check all lines, then record them. Raises FindingsError with everything that is wrong in the file."""
    bundle = open_bundle(options.project)
    entries = _read(options.file, bundle)
    by, new = who(options), 0
    with open_log(options.project) as log, progress() as report:
        for number, entry in enumerate(entries, start=1):
            new += enter(entry, log, bundle, now(), by=by, acknowledge=options.acknowledge).new
            report("recording", number, len(entries))
    print(f"{new} recorded, {len(entries) - new} were there already")
    return 0


def _read(file: Path, bundle: Bundle) -> list[StaffEntry]:
    try:
        text = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise BackendError(f"there is no file {file}") from None
    except UnicodeDecodeError:
        raise BackendError(f"{file} is not UTF-8 text: save it as 'CSV UTF-8'") from None
    rows = csv.DictReader(text.splitlines(keepends=True))
    try:
        return _entries(file, rows, bundle)
    except csv.Error:
        what = f"what follows line {rows.line_num} is not CSV; perhaps a quotation mark is never closed"
        raise BackendError(f"{file}: {what}") from None


def _entries(file: Path, rows: "csv.DictReader[str]", bundle: Bundle) -> list[StaffEntry]:
    findings = list(_wrong_columns(file, tuple(rows.fieldnames or ())))
    entries = []
    for row in () if findings else rows:
        try:
            entries.append(
                checked_entry({name: text or "" for name, text in row.items() if name}, bundle.settings, now())
            )
            if not (row.get("received_at") or "").strip() and not entries[-1].external_reference:
                findings.append(_finding(file, rows.line_num, "received_at", TWICE))
        except EntryError as error:
            findings += [_finding(file, rows.line_num, column, sentence) for column, sentence in error.problems.items()]
    if findings:
        raise FindingsError(findings)
    return entries


def _wrong_columns(file: Path, names: tuple[str, ...]) -> list[Finding]:
    place = Place(str(file), 1)
    unknown = [
        unknown_name(name, tuple(COLUMNS), place, what="a column of an import", rule=RULE, write="{}")
        for name in names
        if name not in COLUMNS
    ]
    missing = [
        Finding(place=place, rule=RULE, message=f"the column '{name}' is missing", fix=f"{','.join((*names, name))}")
        for name in NEEDED
        if name not in names
    ]
    return unknown + missing


def _finding(file: Path, line: int, column: str, sentence: str) -> Finding:
    return Finding(
        place=Place(str(file), line), rule=RULE, message=f"{column}: {sentence}", fix=f"{column}: {COLUMNS[column]}"
    )
