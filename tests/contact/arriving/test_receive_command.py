"""`frontdesk requests receive`, as a mail server calls it through a pipe; and `frontdesk serve` with a place for mail."""

import os
import smtplib
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from contact.arriving.mail import MOST_BYTES
from contact.log import Log
from contact.store.sqlite import SqliteStore
from desk.bundle import BUNDLE_FILE, Bundle, bundle_bytes
from desk.folders import Folders
from tests.contact.arriving.conftest import SUPPORT, mail
from tests.contact.conftest import PROJECT, PostOffice

HERE = os.environ | {"PYTHONPATH": str(PROJECT)}


@pytest.fixture
def folder(tmp_path: Path, bundle: Bundle) -> Path:
    """A project of which only the bundle is there."""
    built = Folders(tmp_path).bundle
    built.mkdir(parents=True)
    (built / BUNDLE_FILE).write_bytes(bundle_bytes(bundle))
    return tmp_path


def receive(folder: Path, source: bytes, *words: str, **environment: str) -> tuple[int, str, str]:
    """Exit code, output and messages."""
    command = [sys.executable, "-m", "frontdesk", "requests", "receive", "--project", str(folder), *words]
    done = subprocess.run(command, input=source, capture_output=True, check=False, env=HERE | environment)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_a_message_is_recorded(folder: Path) -> None:
    """What it became and its reference, on one line; the same message again is known (rows E3, T4)."""
    code, told, _ = receive(folder, mail(), "--sender", "ana@example.net")
    store = SqliteStore(Folders(folder).requests)
    (case,) = store.newest(9)
    store.close()
    assert (code, told) == (0, f"case {case.reference}\n")
    assert (Folders(folder).attachments / case.reference).is_dir()
    assert receive(folder, mail()) == (0, f"known {case.reference}\n", "")


def test_an_empty_envelope_sender_is_that_of_bounces(folder: Path) -> None:
    """As mail servers write it: nothing at all; and without the option what Return-Path says (row E6)."""
    code, told, _ = receive(folder, mail(), "--sender", "")
    assert (code, told.split()[0], told.split()[2]) == (0, "case", "null-return-path")
    _, told, _ = receive(folder, b"Return-Path: <>\r\n" + mail(message_id="<two@example.net>"))
    assert told.split()[2] == "null-return-path"


def test_trouble_lets_the_message_come_again(folder: Path) -> None:
    """Exit 75 (EX_TEMPFAIL): the mail server keeps the message (row T1)."""
    (folder / "no-folder").write_text("in the way")
    code, told, why = receive(folder, mail(), FRONTDESK_DATABASE=str(folder / "no-folder" / "requests.sqlite3"))
    assert (code, told, bool(why)) == (75, "", True)
    (Folders(folder).bundle / BUNDLE_FILE).unlink()
    code, told, why = receive(folder, mail())
    assert (code, told) == (75, "")
    assert why == f"there is no contact bundle in {Folders(folder).bundle}: run `frontdesk build` first\n"


def test_a_message_that_is_too_large_is_refused_for_good(folder: Path) -> None:
    """Exit 65 (EX_DATAERR): its sender is told."""
    assert receive(folder, mail().ljust(MOST_BYTES + 1)) == (65, "", "the message is larger than 25 MB\n")


def eventually(true: Callable[[], bool]) -> None:
    """Wait for something that another process does."""
    end = time.monotonic() + 30
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_serve_takes_mail_in_several_processes(folder: Path, post_office: PostOffice) -> None:
    """Whichever process takes a message, it is recorded once and acknowledged, to the address that wrote (rows E3, U3)."""
    command = [sys.executable, "-m", "frontdesk", "serve", "--production", "--processes", "2", "--port", "0"]
    environment = HERE | {"FRONTDESK_SMTP_URL": post_office.address}
    words = ["--mail-port", "0", "--project", str(folder)]
    with subprocess.Popen([*command, *words], env=environment, stderr=subprocess.PIPE, text=True) as desk:
        assert desk.stderr is not None
        place = next(line for line in desk.stderr if "Mail is taken at" in line).split()[-1]
        assert place.startswith("smtp:127.0.0.1:")
        for number in range(4):
            with smtplib.SMTP("127.0.0.1", int(place.rpartition(":")[2]), timeout=30) as client:
                source = mail(message_id=f"<{number}@example.net>", **{"from": f"ana{number}@example.net"})
                client.sendmail("ana@example.net", [SUPPORT], source)
        eventually(lambda: len(post_office.mailbox.ids()) == 4)
        desk.terminate()
        assert desk.wait(timeout=30) == 0
    store = SqliteStore(Folders(folder).requests)
    assert sorted(case.status for case in store.newest(9)) == ["acknowledged"] * 4
    store.close()


def test_a_log_in_a_store_is_readable_by_the_same_desk(folder: Path, log: Log) -> None:
    """The texts of a message that came through a pipe are there for staff."""
    receive(folder, mail("Through a pipe."), FRONTDESK_DATABASE=str(log.store.path))  # type: ignore[attr-defined] # of SQLite
    texts = log.texts(log.store.newest(1)[0])
    assert texts is not None
    assert texts.fields["message"] == "Through a pipe."
