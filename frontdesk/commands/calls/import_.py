"""frontdesk calls import: what a telephone system counted, from a CSV file (rows P4, P7, T4)."""

import argparse
import csv
from pathlib import Path

from contact.calls import CallRecord
from contact.telephony.imported import COLUMNS, NEEDED, RowError, checked_call, is_source
from desk.finding import Finding, FindingsError, unknown_name
from desk.place import Place
from desk.settings.model import Settings
from frontdesk.backend import BackendError, open_bundle, open_log
from frontdesk.today import now

RULE = "bad-import"
DEFAULT_SOURCE = "import"
# A transaction each.
AT_ONCE = 1000


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which file."""
    columns = "; ".join(f"{column}: {meaning}" for column, meaning in COLUMNS.items())
    parser.add_argument("file", type=Path, metavar="FILE", help=f"CSV in UTF-8 with a line of column names: {columns}")
    parser.add_argument(
        "--source",
        type=_source,
        default=DEFAULT_SOURCE,
        metavar="NAME",
        help=f"which telephone system it comes from: ids are those of this system (default: {DEFAULT_SOURCE})",
    )


def run(options: argparse.Namespace) -> int:
    """Check all lines, then keep them. Raises FindingsError with everything that is wrong in the file."""
    calls = _read(options.file, options.source, open_bundle(options.project).settings)
    with open_log(options.project) as log:
        pieces = (calls[start : start + AT_ONCE] for start in range(0, len(calls), AT_ONCE))
        new = sum(log.store.keep_calls(piece) for piece in pieces)
    print(f"{new} kept, {len(calls) - new} were there already")
    return 0


def _read(file: Path, source: str, settings: Settings) -> list[CallRecord]:
    try:
        text = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise BackendError(f"there is no file {file}") from None
    except UnicodeDecodeError:
        raise BackendError(f"{file} is not UTF-8 text: save it as 'CSV UTF-8'") from None
    rows = csv.DictReader(text.splitlines(keepends=True))
    try:
        return _calls(file, rows, source, settings)
    except csv.Error:
        what = f"what follows line {rows.line_num} is not CSV; perhaps a quotation mark is never closed"
        raise BackendError(f"{file}: {what}") from None


def _calls(file: Path, rows: "csv.DictReader[str]", source: str, settings: Settings) -> list[CallRecord]:
    queues = tuple(dict.fromkeys((*settings.queues, *(topic.queue for topic in settings.topics))))
    findings = list(_wrong_columns(file, tuple(rows.fieldnames or ())))
    found: dict[str, CallRecord] = {}
    for row in () if findings else rows:
        try:
            call = checked_call({name: text or "" for name, text in row.items() if name}, queues, source, now())
        except RowError as error:
            findings += [_finding(file, rows.line_num, column, sentence) for column, sentence in error.problems.items()]
            continue
        if found.setdefault(call.id, call) != call:
            what = f"another call of this file has the id '{row['id']}', and differs"
            findings.append(_finding(file, rows.line_num, "id", what))
    if findings:
        raise FindingsError(findings)
    return list(found.values())


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


def _source(text: str) -> str:
    if not is_source(text):
        raise argparse.ArgumentTypeError(f"'{text}' is no name: use small letters, digits and hyphens, such as pbx-2")
    return text
