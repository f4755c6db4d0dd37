"""frontdesk requests export: all that is kept of one person, for that person (row N3); or the whole log without names (row Q7).

A person is found by the address or number that they wrote from; the files that came with their messages are written beside.
"""

import argparse
import csv
import io
import sys
from datetime import UTC, datetime, time
from pathlib import Path

from contact.abuse.spreadsheet import safe_cell
from contact.case import Case
from contact.log import Log
from contact.personal import REQUEST_TEXT
from contact.seal import end_of
from contact.standing import standing_of
from contact.vault import Vault
from contact.vault.files import attachments_of, open_file
from desk.data import to_json
from desk.finding import numbered
from desk.folders import made_private, write_private
from desk.phone import country_of, parse_phone
from frontdesk.backend import BackendError, open_bundle, open_log, open_vault
from frontdesk.case_view import case_as_json
from frontdesk.commands.requests.export_all import lines
from frontdesk.commands.requests.one_case import the_case
from frontdesk.plain_sight import visible_json, visible_lines
from frontdesk.typed_day import typed_day

COLUMNS = ("reference", "received", "channel", "kind", "topic", "status", "name", "email", "phone", "message")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Whose, and where to."""
    parser.add_argument("reference", nargs="*", metavar="REF", help="one case instead of all cases of a person")
    parser.add_argument("--of", metavar="ADDRESS", help="the e-mail address or telephone number that they wrote from")
    parser.add_argument("--all", action="store_true", help="instead: every case, without anything that names somebody")
    parser.add_argument(
        "--since", type=typed_day, metavar="DATE", help="of all cases: those recorded from this day on (UTC)"
    )
    parser.add_argument(
        "--until", type=typed_day, metavar="DATE", help="of all cases: those recorded up to this day (UTC)"
    )
    parser.add_argument(
        "--format",
        choices=("json", "csv", "jsonl"),
        default="json",
        help="json has everything; csv is a table; jsonl is one case a line, for --all",
    )
    parser.add_argument(
        "--output", type=Path, metavar="DIR", help="write into this folder, with the files that came along"
    )


def run(options: argparse.Namespace) -> int:
    """Write it out."""
    if options.all or options.format == "jsonl":
        return _export_all(options)
    if bool(options.of) == bool(options.reference):
        print("name a reference, or a person: --of ana@example.net", file=sys.stderr)
        return 2
    with open_log(options.project) as log:
        cases = log.of_sender(_address(options)) if options.of else [the_case(log, options)]
        if not cases:
            print("nothing is kept of this person", file=sys.stderr)
            return 1
        text = _csv(log, cases) if options.format == "csv" else _json(log, cases)
        if options.output is None:
            print(_for_stdout(text, options.format), end="")
            return 0
        folder = made_private(options.output)
        write_private(folder / f"cases.{options.format}", text.encode())
        files = _write_files(log, open_vault(options.project), cases, folder)
    print(f"{numbered(len(cases), 'case')} and {numbered(files, 'file')} in {options.output}", file=sys.stderr)
    return 0


def _export_all(options: argparse.Namespace) -> int:
    if not options.all or options.reference or options.of or options.output or options.format == "csv":
        print(
            "write the whole log with --all --format jsonl, and nothing else but --since and --until", file=sys.stderr
        )
        return 2
    since = datetime.combine(options.since, time(), UTC) if options.since else None
    until = end_of(options.until) if options.until else None
    with open_log(options.project) as log:
        for line in lines(log.store, since, until):
            print(line)
    return 0


def _for_stdout(text: str, form: str) -> str:
    """JSON says the same either way; a table keeps what was typed unless somebody looks at it."""
    if form == "json":
        return visible_json(text)
    return visible_lines(text.replace("\r\n", "\n")) if sys.stdout.isatty() else text


def _address(options: argparse.Namespace) -> str:
    """As it was recorded: a telephone number as the form reads it, also without a country code. Raises BackendError."""
    typed: str = options.of
    if "@" in typed:
        return typed
    phone = open_bundle(options.project).settings.channels.phone
    try:
        return parse_phone(typed, country_of(phone.number) if phone else None)
    except ValueError:
        # Silence would read as "nothing is kept".
        raise BackendError(f"'{typed}' is neither an e-mail address nor a telephone number") from None


def _json(log: Log, cases: list[Case]) -> str:
    return (
        to_json([case_as_json(case, log.texts(case)) | {"texts": _later(log, case)} for case in cases]).decode() + "\n"
    )


def _later(log: Log, case: Case) -> dict[str, object]:
    """What they wrote after their first message, by the name of the text."""
    texts = {name: log.texts(case, name) for name in case.texts if name != REQUEST_TEXT}
    return {name: text.fields for name, text in texts.items() if text}


def _csv(log: Log, cases: list[Case]) -> str:
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(COLUMNS)
    for case in cases:
        standing, texts = standing_of(case.events), log.texts(case)
        fields = texts.fields if texts else {}
        about = (
            case.reference,
            case.received_at.isoformat(),
            case.received.channel,
            standing.kind,
            standing.topic,
            case.status,
        )
        typed = (fields.get(name, "") for name in COLUMNS[len(about) :])
        writer.writerow([safe_cell(str(text)) for text in (*about, *typed)])
    return table.getvalue()


def _write_files(log: Log, vault: Vault, cases: list[Case], folder: Path) -> int:
    """Each file under a number and its name in the vault; JSON tells of what type it is. How many there were."""
    count = 0
    for case in cases:
        for number, attachment in enumerate(attachments_of(case) if not case.erased else [], start=1):
            path = made_private(folder / case.reference) / f"{number:02}-{attachment.name}"
            write_private(path, open_file(log, vault, case, attachment))
            count += 1
    return count
