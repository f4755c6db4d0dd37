"""A build that is stopped by a signal at its n-th step on disk, in a process of its own.

A step is whatever Python tells its auditors of that concerns the project's folder: a file is opened to be written, a folder
is made, something is renamed, linked or deleted. So each place where a build can be killed has a number.
"""

import contextlib
import io
import os
import signal
import sys
from multiprocessing import get_context
from multiprocessing.context import ForkServerContext
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path
from typing import Final

from frontdesk.cli import main
from tests.commands.conftest import DAY

_EVENTS: Final = (
    "open",
    "os.rename",
    "os.mkdir",
    "os.remove",
    "os.rmdir",
    "os.link",
    "os.symlink",
    "os.truncate",
    "os.utime",
)
_MODULE: Final = "tests.generator.hard_input.stopped"


def build_stopped(project: Path, step: int, by: signal.Signals, *options: str) -> tuple[int, int]:
    """Build, and send the signal at a step (never at step 0). The exit code, and how many steps there were."""
    context = _context()
    steps: Synchronized[int] = context.Value("i", 0)
    process = context.Process(target=_build, args=(project, step, by, options, steps))
    process.start()
    process.join()
    return process.exitcode or 0, steps.value


def _context() -> ForkServerContext:
    context = get_context("forkserver")
    # Imported once, not for each build.
    context.set_forkserver_preload([_MODULE])
    return context


def _build(project: Path, step: int, by: signal.Signals, options: tuple[str, ...], steps: "Synchronized[int]") -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ["SOURCE_DATE_EPOCH"] = DAY
    folder, own = f"{project}{os.sep}", os.getpid()

    def audit(event: str, arguments: tuple[object, ...]) -> None:
        if event in _EVENTS and os.getpid() == own and _concerns(folder, event, arguments):
            steps.value += 1
            if steps.value == step:
                os.kill(own, by)

    sys.addaudithook(audit)
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        code = main(["build", "--project", str(project), *options])
    sys.exit(code)


def _concerns(folder: str, event: str, arguments: tuple[object, ...]) -> bool:
    if not isinstance(arguments[0], str | bytes | os.PathLike):
        return False
    is_read = event == "open" and not (isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR))
    # Paths may be relative to an open folder: those count as well.
    path = os.fsdecode(arguments[0])
    return not is_read and (path.startswith(folder) or not path.startswith(os.sep))
