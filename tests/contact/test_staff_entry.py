"""Calls, letters and chats are cases like every other one (row T4)."""

import csv
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from contact.case import Case
from contact.events import Resolved, body_of
from contact.log import Log
from contact.outbox import Outbox, Sweep
from contact.report.rows import Row, row_of
from contact.staff_entry import COLUMNS, EntryError, checked_entry, enter
from contact.standing import standing_of, work_of
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
        ("channel", "fax", "'fax' is not one of form, email, phone, voicemail, chat, app, post, callback"),
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
        "--channel: 'fax' is not one of form, email, phone, voicemail, chat, app, post, callback",
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
        "/calls.csv:3: channel: 'fax' is not one of form, email, phone, voicemail, chat, app, post, callback [bad-import]",
        "    fix: channel: one of form, email, phone, voicemail, chat, app, post, callback",
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


WHEN = {"received_at": "2026-11-20T15:30-05:00"}
# Of ROW and WHEN, as version 0.6 made it.
TOKEN_BEFORE = "57be1c1852c9f71f7eec8331e3555799fded28833e3f3635a5aae00e40a00df0"
DONE = WHEN | {
    "answered_at": "2026-11-20T16:00-05:00",
    "answered_by": "kim",
    "resolved_at": "2026-11-20T17:00-05:00",
    "outcome": "not",
    "explanation": "The fee was owed.",
    "remedies": "Write to the regulator.",
}


def test_what_was_dealt_with_elsewhere_counts_from_when_it_was(record: Record, log: Log) -> None:
    """Answered, resolved, with reasons and remedies, which lie encrypted (rows T4, E1, R4)."""
    case = record(**DONE)
    standing = standing_of(case.events)
    assert (standing.answered_at, standing.answered_by) == (datetime(2026, 11, 20, 21, 0, tzinfo=UTC), "kim")
    assert (standing.resolved_at, standing.outcome) == (datetime(2026, 11, 20, 22, 0, tzinfo=UTC), "not")
    assert work_of(case.reference, standing) is None
    resolved = body_of(case.events[-1])
    assert isinstance(resolved, Resolved)
    assert (resolved.by, resolved.way, resolved.explained, resolved.remedies) == ("kim", "phone", True, True)
    texts = log.texts(case, resolved.text)
    assert texts is not None
    assert texts.fields == {"explanation": "The fee was owed.", "remedies": "Write to the regulator."}
    assert texts.digest == resolved.personal_digest


@pytest.mark.parametrize(
    ("channel", "answered"),
    [("phone", True), ("chat", True), ("voicemail", False), ("post", False), ("email", False), ("app", False)],
)
def test_who_speaks_with_a_person_is_answered_by_that_person(record: Record, channel: str, *, answered: bool) -> None:
    """In the call or the chat itself, unless somebody says that nobody has answered yet (rows E1, T4)."""
    standing = standing_of(record(channel=channel, **WHEN).events)
    assert (standing.answered_at == standing.received_at) == answered
    standing = standing_of(record(channel=channel, answered_at="no", name="Ana", **WHEN).events)
    assert standing.answered_at is None


def test_what_staff_enter_counts_in_the_report_of_response_times(record: Record, bundle: Bundle) -> None:
    """Answered when it was, not when it was written down (row T4): a call in the call itself."""
    rows = {
        channel: row_of(record(channel=channel, **times), bundle.settings, (), NOW + timedelta(days=30))
        for channel, times in (("phone", WHEN), ("post", DONE), ("voicemail", WHEN))
    }
    found = {channel: (row.clock, row.in_time) for channel, row in rows.items() if isinstance(row, Row)}
    assert found == {"phone": (0, True), "post": (30, True), "voicemail": (None, False)}


def test_unanswered_calls_are_entered_as_such(project: Path, store: SqliteStore) -> None:
    """By an option, where one message is entered."""
    words = ["--channel", "phone", "--topic", "fees", "--message", "m", "--by", "lee"]
    assert run(requests, project, "add", *words, "--unanswered") == 0
    assert [event.kind for event in store.newest(1)[0].events] == ["received"]


def test_a_list_that_knows_more_by_now_adds_it(record: Record, log: Log) -> None:
    """The same row is the same case, whatever has been written down about its end since then; and once."""
    case = record(**WHEN)
    assert [event.kind for event in case.events] == ["received"]
    assert record(**DONE).reference == case.reference
    again = record(**DONE)
    assert [event.kind for event in again.events] == ["received", "replied", "resolved"]
    texts = log.texts(again, "resolution-entered")
    assert texts is not None
    assert texts.fields["remedies"] == "Write to the regulator."


def test_rows_of_earlier_versions_are_known_again(record: Record, store: SqliteStore) -> None:
    """By the same token as before there were columns for answers: no import makes twins."""
    record(**WHEN)
    with closing(sqlite3.connect(store.path)) as other:
        (token,) = other.execute("SELECT token FROM cases").fetchone()
    assert token == TOKEN_BEFORE


def test_a_message_is_given_to_somebody(record: Record) -> None:
    """As one that came by form (row C2)."""
    received = record(topic="payments").received
    assert (received.queue, received.to) == ("payments", "Dan Ruiz")


@pytest.mark.parametrize(
    ("changed", "problems"),
    [
        (
            {"answered_at": "2026-11-20T15:00-05:00"},
            {"answered_at": "'2026-11-20T15:00-05:00' is before the message came"},
        ),
        (
            {"answered_at": "2026-11-20T18:00-05:00"},
            {"resolved_at": "'2026-11-20T17:00-05:00' is before it was answered"},
        ),
        ({"outcome": "good"}, {"outcome": "'good' is not one of full, partial, not"}),
        ({"outcome": ""}, {"outcome": f"is missing: {COLUMNS['outcome']}"}),
        ({"resolved_at": ""}, {"resolved_at": f"is missing: {COLUMNS['resolved_at']}"}),
        (
            {"explanation": "", "remedies": "\u200b"},
            {
                "explanation": f"is missing with the outcome 'not': {COLUMNS['explanation']}",
                "remedies": f"is missing with the outcome 'not': {COLUMNS['remedies']}",
            },
        ),
        (
            {"answered_at": "yes", "resolved_at": "2027-01-01T00:00Z"},
            {
                "answered_at": "'yes' is no time such as 2026-11-20T15:30-05:00",
                "resolved_at": "'2027-01-01T00:00Z' is in the future",
            },
        ),
    ],
)
def test_an_end_that_cannot_be_is_explained(bundle: Bundle, changed: dict[str, str], problems: dict[str, str]) -> None:
    """Everything that is wrong, a sentence a column (row R4)."""
    with pytest.raises(EntryError) as refused:
        checked_entry(ROW | DONE | changed, bundle.settings, NOW)
    assert refused.value.problems == problems
