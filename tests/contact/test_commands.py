"""What staff do in a terminal: list and show requests, send what is due, read an acknowledgement before customers do."""

import argparse
import re
import sqlite3
from base64 import b64encode
from contextlib import closing
from pathlib import Path
from types import ModuleType

import pytest

from contact.keys import LocalKeys
from contact.log import Log
from contact.store.sqlite import SqliteStore
from desk.bundle import BUNDLE_FILE, Bundle, bundle_bytes
from desk.data import from_json
from desk.folders import Folders
from frontdesk.commands import ack, outbox, requests
from tests.contact.conftest import Clock, Post, PostOffice


def run(command: ModuleType, project: Path, *words: str) -> int:
    """Run a command as the command line does."""
    parser = argparse.ArgumentParser()
    command.arguments(parser)
    return int(command.run(parser.parse_args(words, argparse.Namespace(project=project))))


@pytest.fixture
def project(tmp_path: Path, bundle: Bundle, store: SqliteStore, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a bundle, whose request log is that of the desk of these tests."""
    folder = Folders(tmp_path).bundle
    folder.mkdir(parents=True)
    (folder / BUNDLE_FILE).write_bytes(bundle_bytes(bundle))
    monkeypatch.setenv("FRONTDESK_DATABASE", str(store.path))
    monkeypatch.delenv("FRONTDESK_SMTP_URL", raising=False)
    return tmp_path


Output = pytest.CaptureFixture[str]


@pytest.mark.parametrize(
    ("command", "words"), [(requests, ["list"]), (outbox, ["list"]), (ack, ["preview", "request"])]
)
def test_without_a_build_the_command_says_what_to_run(
    tmp_path: Path, capsys: Output, command: ModuleType, words: list[str]
) -> None:
    """No bundle yet: one sentence, exit 1, and no request log is made."""
    assert run(command, tmp_path, *words) == 1
    told = f"there is no contact bundle in {Folders(tmp_path).bundle}: run `frontdesk build` first\n"
    assert capsys.readouterr().err == told
    assert not Folders(tmp_path).requests.exists()


def test_list_is_one_row_a_case(project: Path, store: SqliteStore, post: Post, clock: Clock, capsys: Output) -> None:
    """The newest case first, with when an answer is due; no name and no address in it."""
    post()
    clock.pass_by(seconds=1)
    post(kind="complaint", topic="other", language="es")
    second, first = (case.reference for case in store.newest(2))
    assert run(requests, project, "list") == 0
    assert capsys.readouterr().out.splitlines() == [
        "reference\treceived\tchannel\tkind\ttopic\tlanguage\tanswer by\tstatus",
        f"{second}\t2026-11-21 10:00 EST\tform\tcomplaint\tother\tes\t2026-11-25 17:00 EST\treceived",
        f"{first}\t2026-11-21 10:00 EST\tform\trequest\tfees\ten\t2026-11-24 17:00 EST\treceived",
    ]


def test_show_tells_the_whole_case(project: Path, store: SqliteStore, post: Post, capsys: Output) -> None:
    """One case: what was asked, by whom, how to reach them, until when, and what happened (row T2)."""
    post(phone="(212) 555-0187", page="/fees/", message="One line.\nAnother.")
    case = store.newest(1)[0]
    reference = case.reference
    assert run(requests, project, "show", reference.lower().replace("-", " ")) == 0
    assert capsys.readouterr().out == (
        f"{reference}  request  received\n"
        "received   2026-11-21 10:00 EST by form, from /fees/\n"
        "answer by  2026-11-24 17:00 EST (1 business day, by channel)\n"
        "to do      answer by 2026-11-24 17:00 EST\n"
        f"taken by   {case.received.to} (general)\n"
        "topic      fees\n"
        "customer   individual\n"
        "language   en\n"
        "name       Ana\n"
        "email      ana@example.net\n"
        "phone      (212) 555-0187 = +12125550187\n"
        "\n"
        "    One line.\n"
        "    Another.\n"
        "\n"
        f"  1 2026-11-21 10:00 EST  received by form: request about fees, given to {case.received.to} (general)\n"
    )


def test_json_has_the_same_without_the_key_to_the_page(
    project: Path, store: SqliteStore, post: Post, capsys: Output
) -> None:
    """A program gets the case with its events; the key that opens the customer's page is nobody else's."""
    post()
    case = store.newest(1)[0]
    assert run(requests, project, "show", case.reference, "--json") == 0
    text = capsys.readouterr().out
    told = from_json(text.encode(), dict[str, object])
    assert (told["reference"], told["status"], told["first_broken_event"]) == (case.reference, "received", None)
    assert case.key not in text
    assert run(requests, project, "list", "--json") == 0
    assert len(from_json(capsys.readouterr().out.encode(), list[object])) == 1


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("7KQ-4M2P-9XW", "there is no such case"),
        ("7KQ-4M2P-9X7", "this is no reference: one symbol is wrong or missing"),
    ],
)
def test_unknown_reference_is_told_from_a_mistyped_one(project: Path, capsys: Output, typed: str, why: str) -> None:
    """Staff learn whether to ask the customer again."""
    assert run(requests, project, "show", typed) == 1
    assert capsys.readouterr().err == f"{typed}: {why}\n"


def test_project_may_stand_behind_the_action(project: Path, capsys: Output) -> None:
    """`requests list --project DIR` is as good as `requests --project DIR list`."""
    assert run(requests, Path("nowhere"), "list", "--json", "--project", str(project)) == 0
    assert capsys.readouterr().out == "[]\n"


def test_outbox_is_listed_and_sent(
    project: Path, post: Post, post_office: PostOffice, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What waits is listed; `send` hands it to the server that the environment names; then nothing waits."""
    post()
    assert run(outbox, project, "list") == 0
    assert "\tacknowledgement\twaiting\t0\t" in capsys.readouterr().out
    monkeypatch.setenv("FRONTDESK_SMTP_URL", post_office.address)
    assert run(outbox, project, "send") == 0
    assert capsys.readouterr().out == "1 sent, 0 to be tried again later, 0 cannot be delivered\n"
    assert len(post_office.mailbox.ids()) == 1
    assert run(outbox, project, "list", "--json") == 0
    assert capsys.readouterr().out == "[]\n"


def test_send_without_a_server_says_how_to_name_one(project: Path, post: Post, capsys: Output) -> None:
    """No mail server in the environment: one sentence with an example."""
    post()
    assert run(outbox, project, "send") == 1
    example = "smtp+starttls://user:password@smtp.your-company.com:587"
    assert capsys.readouterr().err == f"no mail server is named: set FRONTDESK_SMTP_URL, such as {example}\n"


def test_preview_is_what_customers_get(project: Path, capsys: Output) -> None:
    """The preview fills the template with a made-up case, in the language asked for (rows E4, I5)."""
    assert run(ack, project, "preview", "complaint", "--language", "es") == 0
    text = capsys.readouterr().out
    assert text.startswith("Subject: Hemos recibido su queja – referencia 7KQ-4M2P-9XW\n\nHola:\n")
    assert "Este es un mensaje automático. Le responderá una persona." in text
    assert run(ack, project, "preview", "request", "--html") == 0
    assert capsys.readouterr().out.startswith("<!doctype html>\n")


def test_preview_in_a_language_that_is_not_offered(project: Path, capsys: Output) -> None:
    """Wrong use is told with what could be used instead."""
    assert run(ack, project, "preview", "request", "--language", "fr") == 2
    assert capsys.readouterr().err == "'fr' is not a language of this site: use one of en, es\n"


def test_list_of_days_is_oldest_first(
    project: Path, store: SqliteStore, post: Post, clock: Clock, capsys: Output
) -> None:
    """All cases of some days, however many; the last day is included."""
    for day in range(4):
        post(message=f"message {day}")
        clock.pass_by(days=1)
    assert run(requests, project, "list", "--since", "2026-11-22", "--until", "2026-11-23") == 0
    told = capsys.readouterr().out.splitlines()
    assert [line.split("\t")[1] for line in told] == ["received", "2026-11-22 10:00 EST", "2026-11-23 10:00 EST"]
    assert run(requests, project, "list", "--since", "2026-11-22", "--limit", "1", "--json") == 0
    (only,) = from_json(capsys.readouterr().out.encode(), list[dict[str, object]])
    assert only["received_at"] == "2026-11-22T15:00:00Z"
    assert run(requests, project, "list", "--since", "2030-01-01", "--json") == 0
    assert capsys.readouterr().out == "[]\n"


def test_a_narrow_terminal_cuts_nothing_off(
    project: Path, store: SqliteStore, post: Post, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    """References can be read at 60 columns; other cells go on below (row T2)."""
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setenv("TERM", "xterm")
    post()
    assert run(requests, project, "list") == 0
    told = re.sub(r"\x1b\[[0-9;]*m", "", capsys.readouterr().out)
    assert store.newest(1)[0].reference in told
    assert ("…" in told, max(map(len, told.splitlines())) <= 60) == (False, True)


def test_list_refuses_what_is_no_day(project: Path, capsys: Output) -> None:
    """With a day as it should be written."""
    with pytest.raises(SystemExit, match="2"):
        run(requests, project, "list", "--since", "tomorrow")
    assert capsys.readouterr().err.endswith("argument --since: 'tomorrow' is no day: write it as 2026-11-21\n")


def test_verify_says_what_does_not_add_up(project: Path, store: SqliteStore, post: Post, capsys: Output) -> None:
    """Nothing, exit 0; or one line a doubt, exit 1 (row T2)."""
    post(email="", phone="+1 212 555 0187")
    assert run(requests, project, "seal", "--json") == 0
    # The command goes by the clock of the machine, so how many days are over depends on when this runs.
    seals = len(from_json(capsys.readouterr().out.encode(), list[dict[str, object]]))
    looked = re.compile(rf"1 case, {seals} seals?(, the newest of [-\d]+)?: ")
    assert run(requests, project, "verify", "--texts") == 0
    said = capsys.readouterr()
    assert (said.out, looked.sub("", said.err)) == ("", "everything adds up\n")
    with closing(sqlite3.connect(store.path)) as other, other:
        other.execute("DELETE FROM texts")
    reference = store.newest(1)[0].reference
    assert run(requests, project, "verify", "--texts", "--seal", "5d0c6a") == 1
    said = capsys.readouterr()
    assert said.out.splitlines() == [
        f"{reference}: the text 'request' is missing, and the case was not erased",
        "5d0c6a: there is no such seal in this log",
    ]
    assert looked.sub("", said.err) == "2 things do not add up\n"


def test_a_master_key_that_is_missing_or_wrong_is_told_once(
    project: Path, log: Log, post: Post, *, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the number of cases that it concerns; a key that does not open where others do is named (rows N2, T2)."""
    post(message="before there was a master key")
    right, wrong = b"1" * 32, b"2" * 32
    log.keys = LocalKeys(right)
    for number in range(3):
        post(message=f"message {number}")
    assert run(requests, project, "verify", "--texts") == 1
    told = "3 cases: what was typed cannot be deciphered: "
    assert (
        capsys.readouterr().out == f"{told}the keys of the request log are wrapped: FRONTDESK_MASTER_KEY is not set\n"
    )
    not_the_one = "FRONTDESK_MASTER_KEY is not the one that wrapped this key"
    monkeypatch.setenv("FRONTDESK_MASTER_KEY", b64encode(wrong).decode())
    assert run(requests, project, "verify", "--texts") == 1
    assert capsys.readouterr().out == f"{told}{not_the_one}\n"
    monkeypatch.setenv("FRONTDESK_MASTER_KEY", b64encode(right).decode())
    log.keys, known = LocalKeys(wrong), {case.reference for case in log.store.walk()}
    post(message="with the key of another desk")
    (stranger,) = {case.reference for case in log.store.walk()} - known
    assert run(requests, project, "verify", "--texts") == 1
    assert capsys.readouterr().out == f"{stranger}: its key cannot be opened: {not_the_one}\n"


def test_seal_shows_what_can_be_kept_elsewhere(project: Path, post: Post, clock: Clock, capsys: Output) -> None:
    """A seal that was printed last year is found again among those of the log."""
    clock.pass_by(days=-365)
    post(email="", phone="+1 212 555 0187")
    assert run(requests, project, "seal", "--json") == 0
    seals = from_json(capsys.readouterr().out.encode(), list[dict[str, object]])
    assert [(seals[0][name]) for name in ("day", "heads", "previous")] == ["2025-11-21", 1, ""]
    assert run(requests, project, "seal") == 0
    assert capsys.readouterr().out.splitlines()[0] == "day (UTC)\tcases\tseal"
    assert run(requests, project, "verify", "--seal", str(seals[0]["digest"]), "--json") == 0
    told = from_json(capsys.readouterr().out.encode(), dict[str, object])
    assert (told["cases"], told["seals"], told["doubts"]) == (1, len(seals), [])
