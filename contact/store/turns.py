"""Processes that want to write to the same file -> one after the other, in the order in which they came.

SQLite lets one process write and sends the others to sleep, each time for longer: who comes second may wait for a second
while the first one writes fifty times. Knows no database: whoever does not ask here is only less polite.
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

LOOK_AGAIN_AFTER = timedelta(milliseconds=0.5)
# Two bytes of the file, each of which one process may hold; a dead one holds nothing. The next in the line waits for the
# turn alone, so that whoever has just written comes behind it.
_LINE, _TURN = 0, 1


class Turns:
    """A file that holds nothing. One thread of a process asks at a time."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: int | None = None

    @contextmanager
    def mine(self, within: timedelta) -> Iterator[None]:
        """It is our turn until the block ends. Raises TimeoutError where it does not come."""
        file, end = self._opened(), time.monotonic() + within.total_seconds()
        _take(file, _LINE, end)
        try:
            _take(file, _TURN, end)
        finally:
            _give_back(file, _LINE)
        try:
            yield
        finally:
            _give_back(file, _TURN)

    def close(self) -> None:
        """Let go of the file. A later use opens it again."""
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def _opened(self) -> int:
        if self._file is None:
            self._file = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        return self._file


def _take(file: int, byte: int, end: float) -> None:
    # Not fcntl's own waiting, which has no end: a process that was stopped with its turn must not stop all others.
    while True:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, byte)
        except BlockingIOError:
            if time.monotonic() > end:
                raise TimeoutError("another process does not end its turn") from None
            time.sleep(LOOK_AGAIN_AFTER.total_seconds())
        else:
            return


def _give_back(file: int, byte: int) -> None:
    fcntl.lockf(file, fcntl.LOCK_UN, 1, byte)
