"""The same work in several processes: started, watched, started anew when one dies, and ended together.

Knows nothing of what they do.
"""

import multiprocessing
import signal
import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from multiprocessing.connection import wait
from multiprocessing.context import SpawnProcess
from types import FrameType

# Who is told to end finishes its answers and the mail in hand; then it is killed.
END_WITHIN = timedelta(seconds=20)
# What dies again and again is not started faster than this.
AGAIN_AFTER = timedelta(seconds=1)

_spawn = multiprocessing.get_context("spawn")


class _EndedError(Exception):
    """Somebody told us to end."""


def keep_running(work: Callable[..., None], arguments: Sequence[object], number: int) -> None:
    """Run `work(*arguments)` in so many processes until this one is told to end (SIGTERM, or Ctrl-C).

    `work` and its arguments are handed to fresh interpreters; sockets may be among them.
    """
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, _end)
    processes: list[SpawnProcess] = []
    try:
        processes += [_started(work, arguments) for _ in range(number)]
        while True:
            wait([process.sentinel for process in processes])
            time.sleep(AGAIN_AFTER.total_seconds())
            processes[:] = [process if process.is_alive() else _started(work, arguments) for process in processes]
    except _EndedError:
        pass
    finally:
        for each in (signal.SIGTERM, signal.SIGINT):
            signal.signal(each, signal.SIG_IGN)
        _all_ended(processes)


def _started(work: Callable[..., None], arguments: Sequence[object]) -> SpawnProcess:
    process = _spawn.Process(target=work, args=tuple(arguments))
    process.start()
    return process


def _all_ended(processes: Sequence[SpawnProcess]) -> None:
    for process in processes:
        process.terminate()
    end = time.monotonic() + END_WITHIN.total_seconds()
    for process in processes:
        process.join(max(0.0, end - time.monotonic()))
        if process.is_alive():
            process.kill()
            process.join()


def _end(_number: int, _frame: FrameType | None) -> None:
    raise _EndedError
