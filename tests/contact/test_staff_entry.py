"""Calls, letters and chats are cases like every other one (row T4)."""

import csv
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from contact.case import Case
from contact.log import Log
from contact.outbox import Outbox, Sweep
from contact.staff_entry import COLUMNS, EntryError, checked_entry, enter
from contact.store.sqlite import SqliteStore
from desk.bundle import Bundle
from desk.finding import FindingsError
from frontdesk.commands import requests
from tests.contact.conftest import NOW, FakeMailer
from tests.contact.test_commands import Output, project, run

__all__ = ["project"]

ROW = {
    "channel": "voicemail",
    "topic": "fees",
    "message": "Please call me back about the wire fee.",
    "phone": "(212) 555-0187",
}

Record = Callable[..., Case]


@pytest.fixture
def record(log: Log, bundle: Bundle) -> Record:
    """Record a row with some columns other than ROW has them."""

    def entered(*, acknowledge: bool = False, **changed: str) -> Case:
        entry = checked_entry(ROW | changed, bundle.settings, NOW)
        recorded = enter(entry, log, bundle, NOW, by="lee", acknowledge=acknowledge)
        case = log.store.find(recorded.reference)
        assert case is not None
        return case

    return entered


def test_a_voicemail_is_a_case_with_the_time_at_which_it_came(record: Record, log: Log) -> None:
    """Its estimate counts from then, by the hours of the telephone, and a person has told the customer (rows P3, T4)."""
    case = record(received_at="2026-11-20T15:30-05:00", kind="complaint", customer="institution", language="es")
    received = case.received
    assert (received.channel, received.kind, received.customer, received.language) == (
        "voicemail",
        "complaint",
        "institution",
        "es",
    )
    assert case.received_at == datetime(2026, 11, 20, 20, 30, tzinfo=UTC)
    assert (received.estimate.calendar, received.estimate.due) == ("phone", datetime(2026, 11, 20, 21, 0, tzinfo=UTC))
    assert (received.entered_by, case.status) == ("lee", "acknowledged")
    texts = log.texts(case)
    assert texts is not None
    assert (texts.fields["message"], texts.fields["number"]) == (ROW["message"], "+12125550187")


def test_the_same_row_is_the_same_case(record: Record, log: Log) -> None:
    """Whoever imports a file twice has it once; another word makes another case."""
    at = "2026-11-20T15:30-05:00"
    first, again, other = record(received_at=at), record(received_at=at), record(received_at=at, name="Ana")
    assert first.reference == again.reference != other.reference
    assert len(log.store.newest(10)) == 2


def test_a_foreign_reference_makes_it_the_same_case(record: Record) -> None:
    """What a regulator passed on is one case, however often it is mentioned."""
    first = record(external_reference="CFPB 261121-001")
    assert record(external_reference="CFPB 261121-001", message="As I said").reference == first.reference


def test_customers_with_an_address_can_be_acknowledged(record: Record, outbox: Outbox, fake_mailer: FakeMailer) -> None:
    """Only where staff ask for it."""
    record(email="ana@example.net")
    assert outbox.send_due() == Sweep()
    case = record(email="ana@example.net", acknowledge=True, message="By letter", channel="post")
    assert outbox.send_due() == Sweep(sent=1)
    assert case.reference in fake_mailer.sent[0]["Subject"]


@pytest.mark.parametrize(
    ("column", "text", "sentence"),
    [
        ("channel", "", f"is missing: {COLUMNS['channel']}"),
        ("channel", "fax", "'fax' is not one of form, email, phone, voicemail, chat, app, post"),
        ("kind", "praise", "'praise' is not one of request, complaint"),
        ("customer", "bank", "'bank' is not one of individual, institution"),
        ("language", "fr", "'fr' is not one of en, es"),
        ("message", " ", "is missing: what it is about"),
        ("message", "x" * 50_001, "has 50,001 characters; at most 50,000 are recorded"),
        ("name", "x\x00y", "holds a character that nobody can see"),
        ("email", "ana@", "'ana@' is not one address"),
        ("phone", "12", "'12' is not one telephone number"),
        ("received_at", "yesterday", "'yesterday' is no time such as 2026-11-20T15:30-05:00"),
        (
            "received_at",
            "2026-11-20T15:30",
            "'2026-11-20T15:30' does not say in which time zone: add the offset from UTC, such as 2026-11-20T15:30-05:00",
        ),
        ("received_at", "2027-01-01T00:00Z", "'2027-01-01T00:00Z' is in the future"),
    ],
)
def test_a_wrong_column_is_explained(bundle: Bundle, column: str, text: str, sentence: str) -> None:
    """What is wrong, in one sentence."""
    with pytest.raises(EntryError) as refused:
        checked_entry(ROW | {column: text}, bundle.settings, NOW)
    assert refused.value.problems == {column: sentence}


def test_add_prints_the_reference(project: Path, store: SqliteStore, capsys: Output) -> None:
    """One message from the command line; entered again it is the same one."""
    words = [
        "--channel",
        "phone",
        "--topic",
        "fees",
        "--message",
        "Asked about fees",
        "--received-at",
        "2026-11-20T15:30Z",
        "--by",
        "lee",
    ]
    assert run(requests, project, "add", *words) == 0
    assert run(requests, project, "add", *words) == 0
    (case,) = store.newest(10)
    assert capsys.readouterr().out.splitlines() == [case.reference, f"{case.reference} (was there already)"]


def test_add_names_every_wrong_option(project: Path, store: SqliteStore, capsys: Output) -> None:
    """All of them at once, and nothing is recorded."""
    words = ["--channel", "fax", "--topic", "fees", "--message", "m", "--email", "a, b"]
    assert run(requests, project, "add", *words) == 2
    assert capsys.readouterr().err.splitlines() == [
        "--channel: 'fax' is not one of form, email, phone, voicemail, chat, app, post",
        "--email: 'a, b' is not one address",
    ]
    assert store.newest(10) == []


def written(path: Path, *rows: dict[str, str]) -> Path:
    """A CSV file with these rows."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, sorted({column for row in rows for column in row}))
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_import_records_a_file_once(project: Path, log: Log, tmp_path: Path, capsys: Output) -> None:
    """Texts with line breaks and commas arrive as they were; a second import finds everything there."""
    rows = [
        ROW | {"received_at": f"2026-11-20T15:3{number}-05:00", "message": f"Line one,\nline {number}"}
        for number in range(3)
    ]
    file = written(tmp_path / "calls.csv", *rows)
    assert run(requests, project, "import", str(file), "--by", "lee") == 0
    assert run(requests, project, "import", str(file), "--by", "lee") == 0
    assert capsys.readouterr().out.splitlines() == [
        "3 recorded, 0 were there already",
        "0 recorded, 3 were there already",
    ]
    kept = sorted(texts.fields["message"] for case in log.store.walk() if (texts := log.texts(case)))
    assert kept == [f"Line one,\nline {number}" for number in range(3)]


def said(error: FindingsError, folder: Path) -> list[str]:
    """The lines of all findings, without the folder of the file."""
    return [line.replace(str(folder), "") for finding in error.findings for line in str(finding).splitlines()]


def test_a_file_with_a_wrong_line_is_not_imported_at_all(project: Path, store: SqliteStore, tmp_path: Path) -> None:
    """Every mistake is named with its line, and what may stand there."""
    row = ROW | {"received_at": "2026-11-20T15:30-05:00"}
    file = written(tmp_path / "calls.csv", row, row | {"channel": "fax"}, row | {"topic": "", "phone": "12"})
    with pytest.raises(FindingsError) as refused:
        run(requests, project, "import", str(file), "--by", "lee")
    assert said(refused.value, tmp_path) == [
        "/calls.csv:3: channel: 'fax' is not one of form, email, phone, voicemail, chat, app, post [bad-import]",
        "    fix: channel: one of form, email, phone, voicemail, chat, app, post",
        "/calls.csv:4: phone: '12' is not one telephone number [bad-import]",
        "    fix: phone: the customer's number",
        "/calls.csv:4: topic: is missing: the id of a topic in site_config.yml [bad-import]",
        "    fix: topic: the id of a topic in site_config.yml",
    ]
    assert store.newest(10) == []


def test_a_line_that_would_be_recorded_twice_is_not_imported(project: Path, store: SqliteStore, tmp_path: Path) -> None:
    """Without a time and without a name elsewhere, nothing tells a second import from a second call (row T4)."""
    file = written(tmp_path / "calls.csv", ROW, ROW | {"external_reference": "CFPB 260117"})
    with pytest.raises(FindingsError) as refused:
        run(requests, project, "import", str(file), "--by", "lee")
    wrong = "is missing, as is external_reference: imported again, the line would be recorded twice"
    assert said(refused.value, tmp_path) == [
        f"/calls.csv:2: received_at: {wrong} [bad-import]",
        f"    fix: received_at: {COLUMNS['received_at']}",
    ]
    assert store.newest(10) == []


def test_a_file_with_other_columns_is_explained(project: Path, tmp_path: Path) -> None:
    """A column that is misspelt, and one that is missing."""
    row = {"chanel": "phone", "topic": "fees", "message": "m"}
    with pytest.raises(FindingsError) as refused:
        run(requests, project, "import", str(written(tmp_path / "calls.csv", row)))
    assert said(refused.value, tmp_path) == [
        "/calls.csv:1: 'chanel' is not a column of an import [bad-import]",
        "    fix: write 'channel'",
        "/calls.csv:1: the column 'channel' is missing [bad-import]",
        "    fix: chanel,message,topic,channel",
    ]


def test_a_file_that_is_no_text_is_explained(project: Path, tmp_path: Path, capsys: Output) -> None:
    """As spreadsheets save it by default."""
    file = tmp_path / "calls.csv"
    file.write_bytes("channel,topic,message\nphone,fees,¿Qué?\n".encode("latin-1"))
    assert run(requests, project, "import", str(file)) == 1
    assert run(requests, project, "import", str(tmp_path / "none.csv")) == 1
    assert capsys.readouterr().err.splitlines() == [
        f"{file} is not UTF-8 text: save it as 'CSV UTF-8'",
        f"there is no file {tmp_path / 'none.csv'}",
    ]


def test_a_file_that_is_hardly_a_table_is_explained(project: Path, tmp_path: Path, capsys: Output) -> None:
    """A quotation mark that is never closed makes one cell of all that follows."""
    file = tmp_path / "calls.csv"
    file.write_text('channel,topic,message\nphone,fees,"' + "a\n" * 70_000, encoding="utf-8")
    assert run(requests, project, "import", str(file)) == 1
    assert capsys.readouterr().err.splitlines() == [
        f"{file}: what follows line 1 is not CSV; perhaps a quotation mark is never closed"
    ]


def test_what_staff_enter_is_found_with_the_person(record: Record, log: Log) -> None:
    """Export finds calls and forms of one customer together (row N3)."""
    case = record(email="ana@example.net")
    assert [found.reference for found in log.of_sender("ana@example.net")] == [case.reference]
