"""Commands -> what they took: wall and processor time of all that they started, memory of all together, bytes and files written.

Knows no builder. Reads /proc, as Linux has it.
"""

import os
import resource
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

Command = Sequence[str | Path]
# As everybody runs it: Python keeps compiled modules.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
PAUSE = 0.02  # seconds between two looks at the memory


class FailedError(Exception):
    """A builder did not build. The message is its last lines."""


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds."""

    wall: float
    processor: float


@dataclass(frozen=True, slots=True)
class Written:
    """What lies in the folder of the output."""

    size: int
    files: int


def spent(commands: Sequence[Command], folder: Path) -> Spent:
    """All commands, one after the other, in this folder; what earlier ones wrote is on the disk before. Raises FailedError."""
    os.sync()
    start, before = time.perf_counter(), _children()
    for command in commands:
        _done(command, folder)
    return Spent(time.perf_counter() - start, _children() - before)


def most_memory(commands: Sequence[Command], folder: Path) -> int:
    """Bytes that the processes of a command had at once: shared ones counted once, files in the system's cache not at all.

    Looking costs time: measure seconds in another run. Raises FailedError.
    """
    found = 0
    for command in commands:
        watch = _Watch()
        watch.start()
        try:
            _done(command, folder)
        finally:
            found = max(found, watch.stopped())
    return found


def written(folder: Path) -> Written:
    """All files below a folder."""
    sizes = [file.stat().st_size for file in folder.rglob("*") if file.is_file()]
    return Written(sum(sizes), len(sizes))


def _done(command: Command, folder: Path) -> None:
    done = subprocess.run(
        command, check=False, capture_output=True, cwd=folder, env=ENVIRONMENT, encoding="utf-8", errors="replace"
    )
    if done.returncode:
        lines = (done.stdout + done.stderr).strip().splitlines()
        raise FailedError(f"{Path(command[0]).name} ended with {done.returncode}:\n" + "\n".join(lines[-20:]))


def _children() -> float:
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


class _Watch(threading.Thread):
    """Looks at the memory of everything below this process until it is told to stop."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self._end = threading.Event()
        self._most = 0

    def run(self) -> None:
        while not self._end.wait(PAUSE):
            self._most = max(self._most, sum(map(_memory, _below(os.getpid()))))

    def stopped(self) -> int:
        self._end.set()
        self.join()
        return self._most


def _below(process: int) -> set[int]:
    """All that descend from a process. Who has been left by its parent meanwhile is not found."""
    parents = dict(filter(None, (_parent(entry) for entry in os.scandir("/proc") if entry.name.isdigit())))
    found: set[int] = set()
    fresh = {process}
    while fresh:
        fresh = {child for child, parent in parents.items() if parent in fresh} - found
        found |= fresh
    return found


def _parent(entry: os.DirEntry[str]) -> tuple[int, int] | None:
    try:
        text = Path(entry.path, "stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    # The name in brackets may hold anything, brackets too.
    return int(entry.name), int(text.rpartition(")")[2].split()[1])


def _memory(process: int) -> int:
    """The share of a process in the memory that it uses: what two share counts half for each."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)
