"""Tasks -> their results, in order, worked out by as many processes as are allowed.

Processes are forked off, so that they see what is in memory and nothing has to be handed over; what comes back is pickled.
This process works as well: with one, or on a system that cannot fork safely, it does all tasks, one after the other.
"""

import os
import pickle
import selectors
import signal
import sys
import threading
import warnings
from array import array
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from typing import Generic, NoReturn, TypeVar

T = TypeVar("T")

# Told after each task that is done: how many of them, by their numbers, in whichever order they end.
Done = Callable[[int], None]

_CHUNK = 1 << 20
# A Ctrl-C that comes in the microsecond before the waiting begins does not end it: then it is heard after so long.
_WAIT_SECONDS = 0.5
# Bytes of the number of a task.
_NUMBER = array("I").itemsize
# A process takes some hundredths of a second to start: for fewer things than this one of its own is enough.
_MANY = 12_500


class ProcessError(Exception):
    """A process ended without a result. The message is for the person who builds."""


def cores() -> int:
    """How many processes can work at once here."""
    if not can_fork():
        return 1
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def can_fork() -> bool:
    """Whether a fork sees memory as it is: not on Windows, not safely with a Mac's frameworks, not beside other threads."""
    return sys.platform.startswith("linux") and threading.active_count() == 1


def results(tasks: Sequence[Callable[[], T]], jobs: int, done: Done | None = None) -> list[T]:
    """What each task gives. Raises what a task raises, or ProcessError; then no process is left behind."""
    with Crew(tasks) as crew:
        crew.start(min(jobs, len(tasks)) - 1)
        return crew.results(done)


class Crew(Generic[T]):
    """Tasks that other processes work at, and this one as well once it asks for the results; `with` leaves none behind.

    Who is free takes the next task. A process hands over all that it did at its end, so that it never waits for this one.
    """

    def __init__(self, tasks: Sequence[Callable[[], T]]) -> None:
        self._tasks = tasks
        self._turns = _Turns(len(tasks))
        # By the pipe on which a process answers: its id, and what it has said so far.
        self._running: dict[int, tuple[int, list[bytes]]] = {}
        self._selector = selectors.DefaultSelector()

    def __enter__(self) -> "Crew[T]":
        return self

    def __exit__(self, *_: object) -> None:
        for pipe, (process, _pieces) in self._running.items():
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)
            os.close(pipe)
        self._running.clear()
        self._selector.close()
        self._turns.close()

    def start(self, others: int) -> int:
        """Let so many other processes begin; how many it needed."""
        needed = min(others, len(self._tasks)) if can_fork() else 0
        for _ in range(needed):
            self._start_one()
        return max(needed, 0)

    def results(self, done: Done | None = None) -> list[T]:
        """What each task gave, once all have ended. Raises what a task raised, or ProcessError."""
        found: dict[int, T] = {}
        while (number := self._turns.take()) is not None:
            found[number] = self._tasks[number]()
            if done:
                done(number)
        while self._running:
            for ready, _ in self._selector.select(_WAIT_SECONDS):
                piece = os.read(ready.fd, _CHUNK)
                if piece:
                    self._running[ready.fd][1].append(piece)
                    continue
                for number, value in self._ended(ready.fd):
                    found[number] = value
                    if done:
                        done(number)
        return [found[number] for number in range(len(self._tasks))]

    def _start_one(self) -> None:
        here, there = os.pipe()
        with _deaf_to_ctrl_c():
            process = _forked()
            if process:
                self._running[here] = (process, [])
            else:
                signal.signal(signal.SIGINT, signal.SIG_DFL)
        if not process:
            os.close(here)
            _work(self._tasks, self._turns, there)
        os.close(there)
        self._selector.register(here, selectors.EVENT_READ)

    def _ended(self, pipe: int) -> Iterator[tuple[int, T]]:
        process, pieces = self._running.pop(pipe)
        self._selector.unregister(pipe)
        os.close(pipe)
        _, status = os.waitpid(process, 0)
        if os.waitstatus_to_exitcode(status):
            raise ProcessError(_end(os.waitstatus_to_exitcode(status)))
        for number, failed, value in pickle.loads(b"".join(pieces)):  # noqa: S301 - from a process that we started
            if failed:
                raise value
            yield number, value


class _Turns:
    """The numbers of tasks, each taken once by whichever process asks first: they lie in a pipe that all of them read."""

    def __init__(self, count: int) -> None:
        self._pipe, there = os.pipe()
        with os.fdopen(there, "wb") as pipe:
            pipe.write(array("I", range(count)).tobytes())

    def take(self) -> int | None:
        """The next one; None when all are taken."""
        taken = os.read(self._pipe, _NUMBER)
        return array("I", taken)[0] if taken else None

    def close(self) -> None:
        """Let go of the pipe."""
        os.close(self._pipe)


def _forked() -> int:
    """Fork; 0 in the child. Python warns of threads: those of numpy's algebra wait and hold nothing."""
    sys.stdout.flush()
    sys.stderr.flush()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return os.fork()


@contextmanager
def _deaf_to_ctrl_c() -> Iterator[None]:
    """A Ctrl-C waits: within a fork it would be lost in what modules do after one, and behind it the process would be."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(tasks: Sequence[Callable[[], T]], turns: _Turns, pipe: int) -> NoReturn:
    """Take tasks in the child until none is left, and end it, without what the parent has registered for its own end."""
    code = 0
    try:
        left = memoryview(_done(tasks, turns))
        while left:
            left = left[os.write(pipe, left) :]
    except BaseException:  # noqa: BLE001 - nobody above would hear of it
        code = 1
    finally:
        os._exit(code)


def _done(tasks: Sequence[Callable[[], T]], turns: _Turns) -> bytes:
    """The number of each task that this process took, whether it failed, and what it gave."""
    found: list[tuple[int, bool, object]] = []
    number = 0
    try:
        while (taken := turns.take()) is not None:
            number = taken
            found.append((number, False, tasks[number]()))
        return pickle.dumps(found, pickle.HIGHEST_PROTOCOL)
    except Exception as error:  # noqa: BLE001 - raised again where the result is waited for
        return pickle.dumps([(number, True, error)], pickle.HIGHEST_PROTOCOL)


def _end(code: int) -> str:
    how = f"was ended by {signal.Signals(-code).name}" if code < 0 else f"ended with exit code {code}"
    return f"a process of the build {how}: try again with --jobs 1, and look whether the machine has memory left"


@contextmanager
def undisturbed() -> Iterator[None]:
    """Ctrl-C waits until this is over: for the few moments in which files change places."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    caught: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: caught.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        if caught:
            signal.raise_signal(signal.SIGINT)


def sliced(count: int, jobs: int, least: int = 64) -> list[slice]:
    """`count` things in slices for `jobs` processes: one each, and of many more, so that none waits long for the slowest."""
    pieces = max(1, min(jobs * (1 + count // _MANY), count // least))
    bounds = [count * number // pieces for number in range(pieces + 1)]
    return [slice(start, end) for start, end in pairwise(bounds)]
