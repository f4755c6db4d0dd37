"""Desks that live in processes of their own, and how they die."""

import os
import random
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from contact.outbox import LEASE
from tests.contact.crash.customers import Told
from tests.contact.crash.mail_counter import MailCounter

PROJECT = Path(__file__).parents[3]
# A desk that gets nothing done for so long is killed all the same.
LONGEST_LIFE_SECONDS = 3
MOST_ANSWERS, MOST_MAILS = 15, 8
LONGEST_MOMENT_SECONDS = 0.02
# Each age is that much later than the one before, so that its desks take over what the dead ones had claimed.
AGE_SECONDS = LEASE.total_seconds() + 1

Death = Callable[["Desk", "Danger"], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Danger:
    """What deaths are made of. `written` is the file that grows while a desk writes, if its store has one."""

    chance: random.Random
    told: Told
    mail: MailCounter
    written: Path | None = None


class Desk:
    """A desk that is born again and again."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        self.number = 0
        self.deaths = 0

    def be_born(self, age: int) -> None:
        """Live from now on, with a clock that is as many ages ahead."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{age * AGE_SECONDS}\n")
        self._process.stdin.flush()
        self.number = self._said()

    def die(self) -> None:
        """Be killed, unless somebody else has done so."""
        with suppress(ProcessLookupError):
            os.kill(self.number, signal.SIGKILL)
        self.deaths += 1
        assert self._said() == -signal.SIGKILL, "the desk ended by itself"

    @property
    def alive(self) -> bool:
        """Whether nobody has killed it yet."""
        assert self._process.stdout is not None
        return not select.select([self._process.stdout], [], [], 0)[0]

    def _said(self) -> int:
        assert self._process.stdout is not None
        return int(self._process.stdout.readline())


@contextmanager
def a_desk(folder: Path, listening: socket.socket, environment: Mapping[str, str]) -> Iterator[Desk]:
    """A desk that is not born yet; `folder` has its bundle."""
    command = [sys.executable, "-m", "tests.contact.crash.victim", str(folder), str(listening.fileno())]
    with (
        (folder / "desks.log").open("a") as log,
        subprocess.Popen(
            command,
            cwd=PROJECT,
            env={**os.environ, **environment},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            pass_fds=[listening.fileno()],
        ) as process,
    ):
        yield Desk(process)
        assert process.stdin is not None
        process.stdin.close()


def while_it_starts(_desk: Desk, danger: Danger) -> None:
    """Before it has answered anybody, or hardly anybody."""
    time.sleep(danger.chance.uniform(0, 2 * LONGEST_MOMENT_SECONDS))


def after_answers(desk: Desk, danger: Danger) -> None:
    """Some answers and a moment later: anywhere."""
    enough = danger.told.answers + danger.chance.randint(1, MOST_ANSWERS)
    _wait(desk, lambda: danger.told.answers >= enough)
    time.sleep(danger.chance.uniform(0, LONGEST_MOMENT_SECONDS))


def between_sending_and_marking(desk: Desk, danger: Danger) -> None:
    """While the mail server has a message that the desk does not know to be sent."""
    danger.mail.kill_at(danger.chance.randint(1, MOST_MAILS), desk.number)
    _wait(desk, lambda: False)
    danger.mail.kill_at(0, 0)


def while_it_writes(desk: Desk, danger: Danger) -> None:
    """After some answers, as soon as its store has begun to write."""
    after_answers(desk, danger)
    if danger.written is None:
        return
    before = _changed(danger.written)
    end = time.monotonic() + LONGEST_LIFE_SECONDS
    # Without a pause: a write is over in a few milliseconds.
    while _changed(danger.written) == before and time.monotonic() < end:
        pass


# The more often a death stands here, the more die so.
DEATHS: tuple[Death, ...] = (
    while_it_starts,
    after_answers,
    after_answers,
    between_sending_and_marking,
    between_sending_and_marking,
    while_it_writes,
)


def _wait(desk: Desk, over: Callable[[], bool]) -> None:
    end = time.monotonic() + LONGEST_LIFE_SECONDS
    while desk.alive and not over() and time.monotonic() < end:
        time.sleep(0.001)


def _changed(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except FileNotFoundError:
        return 0
