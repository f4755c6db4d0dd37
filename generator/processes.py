"""Tasks -> their results, in order, worked out by as many processes as are allowed.

A task is forked off, so that it sees what is in memory and nothing has to be handed over; what comes back is pickled.
With one process, or on a system that cannot fork safely, the tasks run here, one after the other.
"""

import os
import pickle
import selectors
import signal
import sys
import threading
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from typing import Generic, NoReturn, TypeVar

T = TypeVar("T")

# Told after each task that is done: how many of them, by their numbers, in whichever order they end.
Done = Callable[[int], None]

_CHUNK = 1 << 20
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
    if min(jobs, len(tasks)) < 2 or not can_fork():  # noqa: PLR2004 - one task at a time
        found = []
        for number, task in enumerate(tasks):
            found.append(task())
            if done:
                done(number)
        return found
    with Crew(tasks) as crew:
        crew.start(jobs)
        return crew.results(done)


class Crew(Generic[T]):
    """Tasks that are worked at while this process does something else; `with` leaves no process behind."""

    def __init__(self, tasks: Sequence[Callable[[], T]]) -> None:
        self._tasks = tasks
        self._waiting = iter(range(len(tasks)))
        self._running: dict[int, tuple[int, int, list[bytes]]] = {}
        self._selector = selectors.DefaultSelector()

    def __enter__(self) -> "Crew[T]":
        return self

    def __exit__(self, *_: object) -> None:
        for pipe, (_number, process, _pieces) in self._running.items():
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)
            os.close(pipe)
        self._running.clear()
        self._selector.close()

    def start(self, jobs: int) -> None:
        """Begin to work at so many tasks at once."""
        for _ in range(jobs):
            self._start_next()

    def results(self, done: Done | None = None) -> list[T]:
        """What each task gave, once all have ended. Raises what a task raised, or ProcessError."""
        found: dict[int, T] = {}
        while self._running:
            for ready, _ in self._selector.select():
                pipe = ready.fd
                piece = os.read(pipe, _CHUNK)
                if piece:
                    self._running[pipe][2].append(piece)
                    continue
                number, value = self._ended(pipe)
                found[number] = value
                self._start_next()
                if done:
                    done(number)
        return [found[number] for number in range(len(self._tasks))]

    def _start_next(self) -> None:
        number = next(self._waiting, None)
        if number is None:
            return
        here, there = os.pipe()
        with _deaf_to_ctrl_c():
            process = _forked()
            if process:
                self._running[here] = (number, process, [])
            else:
                signal.signal(signal.SIGINT, signal.SIG_DFL)
        if not process:
            os.close(here)
            _work(self._tasks[number], there)
        os.close(there)
        self._selector.register(here, selectors.EVENT_READ)

    def _ended(self, pipe: int) -> tuple[int, T]:
        number, process, pieces = self._running.pop(pipe)
        self._selector.unregister(pipe)
        os.close(pipe)
        _, status = os.waitpid(process, 0)
        if os.waitstatus_to_exitcode(status):
            raise ProcessError(_end(os.waitstatus_to_exitcode(status)))
        failed, value = pickle.loads(b"".join(pieces))  # noqa: S301 - from a process that we started
        if failed:
            raise value
        return number, value


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


def _work(task: Callable[[], T], pipe: int) -> NoReturn:
    """Do one task in the child and end it, without what the parent has registered for its own end."""
    code = 0
    try:
        try:
            result = pickle.dumps((False, task()), pickle.HIGHEST_PROTOCOL)
        except Exception as error:  # noqa: BLE001 - raised again where the result is waited for
            result = pickle.dumps((True, error), pickle.HIGHEST_PROTOCOL)
        left = memoryview(result)
        while left:
            left = left[os.write(pipe, left) :]
    except BaseException:  # noqa: BLE001 - nobody above would hear of it
        code = 1
    finally:
        os._exit(code)


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
