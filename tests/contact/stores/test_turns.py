"""Processes that write to one SQLite file take turns (row T1)."""

import fcntl
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from threading import Barrier

import pytest

from contact.store import StoreError
from contact.store.sqlite import SqliteStore
from contact.store.turns import Turns
from tests.contact.conftest import PROJECT

LONG, NOT_AT_ALL = timedelta(seconds=30), timedelta(0)
# So many times: says when it has its turn, and keeps it until it is told to go on.
HOLD = """
import sys
from datetime import timedelta
from pathlib import Path
from contact.store.turns import Turns
turns = Turns(Path(sys.argv[1]))
for _ in range(int(sys.argv[2])):
    with turns.mine(timedelta(seconds=30)):
        print("mine", flush=True)
        sys.stdin.readline()
"""


@contextmanager
def another_process(path: Path, times: int = 1) -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, "-c", HOLD, str(path), str(times)]
    with subprocess.Popen(command, cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield process


def heard(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    return process.stdout.readline()


def go_on(process: "subprocess.Popen[str]") -> None:
    assert process.stdin is not None
    process.stdin.write("go on\n")
    process.stdin.flush()


def somebody_is_in_the_line(path: Path) -> bool:
    with path.open("r+b") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, 0)
        except BlockingIOError:
            return True
        return False


def test_who_has_written_comes_behind_who_waits(tmp_path: Path) -> None:
    """A process that writes without a pause does not keep another one waiting."""
    path = tmp_path / "turn"
    with another_process(path, times=2) as writing:
        assert heard(writing) == "mine\n"
        with another_process(path) as waiting:
            while not somebody_is_in_the_line(path):
                pass
            go_on(writing)
            assert heard(waiting) == "mine\n"
            waiting.communicate("go on\n")
        assert heard(writing) == "mine\n"
        writing.communicate("go on\n")


def test_a_process_that_was_killed_has_no_turn(tmp_path: Path) -> None:
    """Its turn ends with it."""
    path = tmp_path / "turn"
    with another_process(path) as killed:
        assert heard(killed) == "mine\n"
        with pytest.raises(TimeoutError), Turns(path).mine(NOT_AT_ALL):
            pass
        killed.send_signal(signal.SIGKILL)
    with Turns(path).mine(LONG):
        pass


def test_a_process_that_was_stopped_stops_no_other(tmp_path: Path) -> None:
    """Who waits in vain is told that the log is busy, as where any other program keeps it locked."""
    path = tmp_path / "requests.sqlite3"
    store = SqliteStore(path, busy_timeout=timedelta(milliseconds=20))
    with another_process(path.with_name("requests.sqlite3-turn")) as stopped:
        assert heard(stopped) == "mine\n"
        os.kill(stopped.pid, signal.SIGSTOP)
        with pytest.raises(StoreError, match="another process does not end its turn") as busy:
            store.secret()
        assert busy.value.retry
        os.kill(stopped.pid, signal.SIGKILL)
    assert len(store.secret()) == 32
    store.close()


def test_new_log_is_opened_by_many_at_once(tmp_path: Path) -> None:
    """In one moment of many, SQLite says of a new file that it is locked, and does not wait: so they try many times."""

    def opened(number: int) -> int:
        together.wait()
        store = SqliteStore(tmp_path / f"{number}.sqlite3")
        found = len(store.newest(1))
        store.close()
        return found

    for number in range(50):
        together = Barrier(8)
        with ThreadPoolExecutor(8) as threads:
            assert list(threads.map(opened, [number] * 8)) == [0] * 8
