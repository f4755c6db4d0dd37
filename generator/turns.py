"""A folder -> one process at a time that works in it, so that two builds at once do not mix.

The kernel holds the turn, and takes it back when the process ends, however it ends. No file is left behind.
"""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows, where nobody is kept out
    fcntl = None  # type: ignore[assignment]

# A build takes seconds; whoever waits longer than this waits for something that hangs.
PATIENCE = 600.0
_PAUSE = 0.05

Told = Callable[[str], None]


class BusyError(Exception):
    """Another process has been working in the folder for too long. The message is for a person."""


@contextmanager
def turn(folder: Path, told: Told | None = None, patience: float = PATIENCE) -> Iterator[None]:
    """Wait until nobody else works in a folder, and keep others waiting until this is over.

    `told` hears it once when there is somebody to wait for. Raises BusyError after `patience` seconds. Where a folder cannot
    be opened there is nothing that two could mix up.
    """
    try:
        place = os.open(folder, os.O_RDONLY)
    except OSError:
        yield
        return
    try:
        _wait(place, folder, told, patience)
        yield
    finally:
        os.close(place)


def _wait(place: int, folder: Path, told: Told | None, patience: float) -> None:
    if fcntl is None:
        return
    until = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(place, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if told:
                told(f"another build is at work in {folder}: waiting for it to end")
                told = None
            if time.monotonic() > until:
                raise BusyError(
                    f"another build has been at work in {folder} for {patience:.0f} s: end it first"
                ) from None
            time.sleep(_PAUSE)
        except OSError:
            # A file system without locks.
            return
        else:
            return
