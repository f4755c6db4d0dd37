"""`frontdesk serve --production`: several processes, one desk (rows T1, U3)."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

import pytest

from contact.store.sqlite import SqliteStore
from tests.contact.conftest import FORM, PostOffice
from tests.project import Project

PROCESSES = 2


@pytest.fixture(autouse=True)
def published(project: Project) -> None:
    """A small site, built and published."""
    command = [sys.executable, "-m", "frontdesk", "build", "--project", str(project.folder)]
    subprocess.run(command, check=True, capture_output=True)


@contextmanager
def served(project: Project, post_office: PostOffice) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """The running desk and its port."""
    command = [sys.executable, "-m", "frontdesk", "serve", "--production", "--processes", str(PROCESSES), "--port", "0"]
    environment = os.environ | {"FRONTDESK_SMTP_URL": post_office.address}
    with subprocess.Popen(
        [*command, "--project", str(project.folder)], env=environment, stdout=subprocess.PIPE, text=True
    ) as desk:
        assert desk.stdout is not None
        address = next(line for line in desk.stdout if "http://" in line).split()[-1]
        try:
            yield desk, int(address.rstrip("/").rpartition(":")[2])
        finally:
            desk.send_signal(signal.SIGTERM)
            assert desk.wait(timeout=30) == 0


def eventually(true: Callable[[], bool]) -> None:
    """Wait for something that another process does."""
    end = time.monotonic() + 30
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


def posted(port: int, message: str) -> int:
    """The status of the answer to a form."""
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    # Each from somebody else: one address gets only a few mails a day.
    form = FORM | {
        "topic": "account",
        "message": message,
        "email": f"{message.replace(' ', '-').strip('?')}@example.net",
    }
    connection.request(
        "POST", "/_desk/requests", urlencode(form), {"content-type": "application/x-www-form-urlencoded"}
    )
    status = connection.getresponse().status
    connection.close()
    return status


def workers(desk: "subprocess.Popen[str]") -> list[int]:
    """The processes that answer, by their ids."""
    children = Path(f"/proc/{desk.pid}/task/{desk.pid}/children")
    if not children.exists():
        pytest.skip("this system does not tell the children of a process")
    found = [int(pid) for pid in children.read_text().split()]
    return [pid for pid in found if "spawn_main" in Path(f"/proc/{pid}/cmdline").read_text()]


def test_messages_are_recorded_and_acknowledged(project: Project, post_office: PostOffice) -> None:
    """Whichever process takes a message, it is in the one log, and its acknowledgement arrives."""
    with served(project, post_office) as (_, port):
        assert [posted(port, f"message {number}") for number in range(6)] == [303] * 6
        eventually(lambda: len(post_office.mailbox.ids()) == 6)
    store = SqliteStore(project.folder / ".frontdesk" / "requests.sqlite3")
    assert [case.status for case in store.walk()] == ["acknowledged"] * 6
    store.close()


def test_a_process_that_dies_is_replaced(project: Project, post_office: PostOffice) -> None:
    """The others go on answering meanwhile."""
    with served(project, post_office) as (desk, port):
        eventually(lambda: len(workers(desk)) == PROCESSES)
        before = set(workers(desk))
        os.kill(min(before), signal.SIGKILL)
        assert posted(port, "still there?") == 303
        eventually(lambda: len(set(workers(desk)) - {min(before)}) == PROCESSES)


def test_it_refuses_to_start_without_a_mail_server(project: Project) -> None:
    """Messages that nobody could acknowledge are not asked for."""
    command = [
        sys.executable,
        "-m",
        "frontdesk",
        "serve",
        "--production",
        "--project",
        str(project.folder),
        "--port",
        "0",
    ]
    environment = {name: text for name, text in os.environ.items() if name != "FRONTDESK_SMTP_URL"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("no mail server is named: set FRONTDESK_SMTP_URL, such as smtp+starttls://")
