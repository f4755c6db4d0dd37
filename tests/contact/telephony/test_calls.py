"""Records of calls: read from a telephone system's CSV file, listed, and summed up."""

import http.client
from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contact.calls import CallOutcome, CallRecord
from contact.events import CallAttempted
from contact.log import Log
from contact.store.sqlite import SqliteStore
from contact.telephony.figures import call_figures
from contact.telephony.records import current_hold
from desk.bundle import BUNDLE_FILE, Bundle, bundle_bytes
from desk.data import from_json, replace
from desk.finding import FindingsError
from desk.folders import Folders
from desk.retention import NONE
from frontdesk.commands import calls, requests
from tests.contact.conftest import Clock
from tests.contact.telephony.conftest import ACCOUNT, Line
from tests.contact.test_commands import Output, run

HEAD = "id,began_at,queue,channel,waited,talked,outcome\n"
GOOD = (
    HEAD
    + """\
7001,2026-11-20T09:00:00-05:00,access,phone,40,120,answered
7002,2026-11-20T09:01:00-05:00,access,phone,0,60,answered
7003,2026-11-20T09:02:00-05:00,access,phone,3:01,5:00,answered
7004,2026-11-20T09:03:00-05:00,access,,1:02:03,,abandoned
7005,2026-11-20T09:04:00-05:00,general,phone,,,answered
7006,2026-11-20T22:00:00-05:00,,voicemail,,42,voicemail
7007,2026-11-20T09:05:00-05:00,general,phone,,,
"""
)


@pytest.fixture
def project(tmp_path: Path, phone_bundle: Bundle, store: SqliteStore, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a bundle, whose request log is that of these tests."""
    folder = Folders(tmp_path).bundle
    folder.mkdir(parents=True)
    (folder / BUNDLE_FILE).write_bytes(bundle_bytes(phone_bundle))
    monkeypatch.setenv("FRONTDESK_DATABASE", str(store.path))
    return tmp_path


@pytest.fixture
def imported(project: Path, capsys: Output) -> Path:
    (project / "calls.csv").write_text(GOOD, encoding="utf-8")
    assert run(calls, project, "import", str(project / "calls.csv")) == 0
    assert capsys.readouterr().out == "7 kept, 0 were there already\n"
    return project


def test_imported_twice_is_once(imported: Path, capsys: Output, store: SqliteStore) -> None:
    """The same file again keeps nothing more; another telephone system may use the same ids (row T4)."""
    run(calls, imported, "import", str(imported / "calls.csv"))
    assert capsys.readouterr().out == "0 kept, 7 were there already\n"
    run(calls, imported, "import", str(imported / "calls.csv"), "--source", "pbx-2")
    assert capsys.readouterr().out == "7 kept, 0 were there already\n"
    kept = list(store.calls(datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)))
    assert {call.source for call in kept} == {"import", "pbx-2"}
    assert not {"7001", "7002"} & {call.id.partition("-")[2] for call in kept}


def test_list_says_what_was_not_measured(imported: Path, capsys: Output) -> None:
    """A wait that is missing is not measured; a zero is a zero (row P4)."""
    run(calls, imported, "list", "--since", "2026-11-20", "--until", "2026-11-20")
    assert capsys.readouterr().out == (
        "began\tqueue\tchannel\twaited\ttalked\toutcome\tsource\n"
        "2026-11-20 14:00:00 UTC\taccess\tphone\t0:40\t2:00\tanswered\timport\n"
        "2026-11-20 14:01:00 UTC\taccess\tphone\t0:00\t1:00\tanswered\timport\n"
        "2026-11-20 14:02:00 UTC\taccess\tphone\t3:01\t5:00\tanswered\timport\n"
        "2026-11-20 14:03:00 UTC\taccess\tphone\t1:02:03\tnot measured\tabandoned\timport\n"
        "2026-11-20 14:04:00 UTC\tgeneral\tphone\tnot measured\tnot measured\tanswered\timport\n"
        "2026-11-20 14:05:00 UTC\tgeneral\tphone\tnot measured\tnot measured\tnot known\timport\n"
    )


def test_summary(imported: Path, capsys: Output) -> None:
    """Each queue and all: answered, abandoned, the wait, and the share answered within three minutes (rows P4, P7)."""
    run(calls, imported, "summary", "--period", "2026-11")
    assert capsys.readouterr().out == (
        "queue\tcalls\tanswered\tabandoned\tvoicemail\tcalled back\tnot known\tmean wait\t90 of 100 waited\t"
        "within 3 minutes\twaits not measured\n"
        "none\t1\t0\t0\t1\t0\t0\tnot measured\tnot measured\tnot measured\t0\n"
        "access\t4\t3\t1\t0\t0\t0\t16:26\t1:02:03\t50.0%\t0\n"
        "general\t2\t1\t0\t0\t0\t1\tnot measured\tnot measured\tnot measured\t1\n"
        "all queues\t7\t4\t1\t1\t0\t1\t16:26\t1:02:03\t50.0%\t1\n"
        "voicemails: 0, of which 0 were returned, on average after not measured, 90 of 100 after not measured or less\n"
        "Days are those of UTC; a call belongs to the day on which it began.\n"
        "Waits are those of calls that were answered or abandoned, from when the caller came into the line.\n"
        "A wait that was not measured is in none of these figures, and counted in the last column.\n"
        "Within 3 minutes: of those whose wait was measured, the share that was answered after 180 seconds or less.\n"
        "Voicemails: cases of the channel voicemail received in these days; returned is when a person first reached the "
        "customer.\n"
    )


def test_summary_for_programs(imported: Path, capsys: Output) -> None:
    """What was not measured is null in JSON, never zero (row P4)."""
    run(calls, imported, "summary", "--period", "2026-11", "--json")
    told = from_json(capsys.readouterr().out.encode(), dict[str, object])
    queues = told["queues"]
    assert isinstance(queues, Mapping)
    assert queues["general"] == {
        "calls": 2,
        "answered": 1,
        "abandoned": 0,
        "voicemail": 0,
        "callback": 0,
        "unknown": 1,
        "measured": 0,
        "not_measured": 1,
        "mean_wait": None,
        "wait_of_90": None,
        "within": None,
    }


def test_voicemails_that_were_returned(project: Path, line: Line, log: Log, clock: Clock, capsys: Output) -> None:
    """The time from a voicemail until a person reaches its customer; a call that nobody takes is none (row P3)."""
    call = line.call()
    call.press("1")
    call.speak(12)
    other = line.call("+12125550144")
    other.press("1")
    other.speak(12, recording=2)
    case = log.store.newest(1)[0]
    clock.pass_by(minutes=30)
    log.add(case, clock.now, CallAttempted(result="no-answer", by="Ana"))
    clock.pass_by(minutes=15)
    log.add(case, clock.now, CallAttempted(result="reached", by="Ana"))
    run(calls, project, "summary", "--period", "2026-11")
    assert "voicemails: 2, of which 1 were returned, on average after 45:00" in capsys.readouterr().out


def test_erased_voicemail(project: Path, line: Line, log: Log, phone_bundle: Bundle, capsys: Output) -> None:
    """Who erases a case is told where its recording lies, which only its provider can delete (row N3)."""
    settings = replace(phone_bundle.settings, retention=NONE)
    bundle = bundle_bytes(replace(phone_bundle, settings=settings))
    (Folders(project).bundle / BUNDLE_FILE).write_bytes(bundle)
    call = line.call()
    call.press("1")
    call.speak(12)
    reference = log.store.newest(1)[0].reference
    lies = f"https://api.twilio.com/2010-04-01/Accounts/{ACCOUNT}/Recordings/RE{1:032x}"
    for told in (
        f"{reference}: erased\ndelete the recording as well, which lies elsewhere: {lies}\n",
        f"{reference}: had been erased before\n",
    ):
        assert run(requests, project, "erase", reference, "--reason", "asked", "--by", "lee") == 0
        assert capsys.readouterr().out == told


def test_every_mistake_is_told(project: Path, store: SqliteStore) -> None:
    """All lines are checked before one is kept, and each mistake has its line and what to write."""
    (project / "calls.csv").write_text(
        HEAD
        + "1,2026-11-20T09:00:00,acess,fax,-1,1:75,gone\n"
        + ",,access,phone,1,1,answered\n"
        + "3,2027-11-20T09:00:00-05:00,access,phone,90000,1,answered\n"
        + "4,2026-11-20T09:00:00-05:00,access,phone,1,1,answered\n"
        + "4,2026-11-20T09:00:00-05:00,access,phone,2,1,answered\n",
        encoding="utf-8",
    )
    with pytest.raises(FindingsError) as refused:
        run(calls, project, "import", str(project / "calls.csv"))
    told = [(finding.place.line, finding.message) for finding in refused.value.findings]
    which = "'2026-11-20T09:00:00' does not say in which time zone: add the offset from UTC, such as "
    assert told == [
        (2, f"began_at: {which}2026-11-20T09:00:00-05:00"),
        (2, "channel: 'fax' is not one of phone, voicemail, callback"),
        (2, "outcome: 'gone' is not one of answered, abandoned, voicemail, callback"),
        (2, "queue: 'acess' is not one of access, general"),
        (2, "talked: '1:75' is no length of time such as 90, 1:30 or 1:02:03"),
        (2, "waited: '-1' is no length of time such as 90, 1:30 or 1:02:03"),
        (3, "began_at: is missing: when it came in, with its offset from UTC, such as 2026-11-20T15:30:00-05:00"),
        (3, "id: is missing: the telephone system's own name of the call: imported again it is the same call"),
        (4, "began_at: '2027-11-20T09:00:00-05:00' is in the future"),
        (4, "waited: '90000' is longer than a day"),
        (6, "id: another call of this file has the id '4', and differs"),
    ]
    assert not list(store.calls(datetime(2026, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC)))


def test_wrong_columns(project: Path) -> None:
    """A column that there is not is told with the nearest one, and one that is missing is named."""
    (project / "calls.csv").write_text("id,waitd\n1,2\n", encoding="utf-8")
    with pytest.raises(FindingsError) as refused:
        run(calls, project, "import", str(project / "calls.csv"))
    assert [(finding.message, finding.fix) for finding in refused.value.findings] == [
        ("'waitd' is not a column of an import", "write 'waited'"),
        ("the column 'began_at' is missing", "id,waitd,began_at"),
    ]


OUTCOMES = st.sampled_from(["answered", "abandoned", "voicemail", "callback", ""])


@given(st.lists(st.tuples(OUTCOMES, st.none() | st.integers(0, 4000))))
def test_figures_add_up(drawn: list[tuple[CallOutcome, int | None]]) -> None:
    """Every call is counted once; what was not measured moves no figure of waits (rows P4, P7)."""
    began = datetime(2026, 11, 20, tzinfo=UTC)
    records = [
        CallRecord(id=str(number), began_at=began, queue="access", waited=waited, outcome=outcome)
        for number, (outcome, waited) in enumerate(drawn)
    ]
    found = call_figures(records)
    kinds = (found.answered, found.abandoned, found.voicemail, found.callback, found.unknown)
    assert (sum(kinds), found.measured + found.not_measured) == (found.calls, found.answered + found.abandoned)
    measured = [record for record in records if record.waited is not None]
    again = call_figures(measured)
    assert (again.mean_wait, again.wait_of_90, again.within) == (found.mean_wait, found.wait_of_90, found.within)


def test_wait_for_apps(line: Line, clock: Clock, store: SqliteStore) -> None:
    """What was measured in the last hour is told by topic, without a signature; what was not is null (row P4)."""
    for minutes, waited in ((10, 40), (70, 900)):
        began = clock.now - timedelta(minutes=minutes)
        store.keep_calls(
            [CallRecord(id=str(minutes), began_at=began, queue="access", waited=waited, outcome="answered")]
        )
    with closing(http.client.HTTPConnection("127.0.0.1", line.port, timeout=10)) as connection:
        connection.request("GET", "/_desk/hold")
        answer = connection.getresponse()
        told = from_json(answer.read(), dict[str, object])
    assert (answer.status, answer.headers["cache-control"]) == (200, "public, max-age=30")
    topics = {"locked-out": 40, "other": None}
    assert told == {"version": 1, "measured_minutes": 60, "open": False, "all": 40, "topics": topics}


def test_wait_of_right_now() -> None:
    """Only callers of the same queue who were answered count, and without any the wait is not measured (row P4)."""
    began = datetime(2026, 11, 20, tzinfo=UTC)
    waits: list[tuple[str, CallOutcome, int | None]] = [
        ("access", "abandoned", 900),
        ("general", "answered", 60),
        ("general", "answered", None),
        ("general", "answered", 90),
    ]
    records = [
        CallRecord(
            id=str(number), began_at=began + timedelta(minutes=number), queue=queue, waited=wait, outcome=outcome
        )
        for number, (queue, outcome, wait) in enumerate(waits)
    ]
    assert (current_hold(records, "general"), current_hold(records, "access")) == (90, None)
