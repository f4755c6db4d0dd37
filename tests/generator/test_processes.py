"""Tasks give the same in any number of processes, and no process outlives them.

Each test runs in a Python of its own: one with other threads, as those that run tests are, is not forked.
"""

import subprocess
import sys

import pytest

from generator.processes import sliced

_IMPORTS = "import os, signal, time; from functools import partial; from generator.processes import results\n"


def said(code: str) -> str:
    """What a program prints."""
    done = subprocess.run(
        [sys.executable, "-c", _IMPORTS + code], capture_output=True, text=True, check=False, timeout=60
    )
    return done.stdout + done.stderr


@pytest.mark.parametrize("jobs", [1, 2, 3, 8])
def test_results_come_in_the_order_of_the_tasks(jobs: int) -> None:
    """However large they are, and whichever ends first."""
    code = f"""
def slow(number):
    time.sleep((6 - number) / 200)
    return bytes([number]) * 300_000

print(results([partial(slow, number) for number in range(6)], {jobs}) == [slow(number) for number in range(6)])
"""
    assert said(code) == "True\n"


def test_tasks_run_in_other_processes() -> None:
    """What one changes in memory is not seen here; a single task needs no other process."""
    assert said("print(os.getpid() in results([os.getpid] * 3, 2), results([os.getpid], 2) == [os.getpid()])") == (
        "False True\n"
    )


_WRONG = """
def wrong():
    raise ValueError("this is wrong")

try:
    results([partial(time.sleep, 0.01), wrong, partial(time.sleep, 60)], {jobs})
except ValueError as error:
    print(error)
try:
    os.waitpid(-1, os.WNOHANG)
except ChildProcessError:
    print("no process is left")
"""


@pytest.mark.parametrize("jobs", [1, 3])
def test_what_a_task_raises_is_raised(jobs: int) -> None:
    """As it is, and the other tasks are stopped."""
    assert said(_WRONG.format(jobs=jobs)) == "this is wrong\nno process is left\n"


def test_a_process_that_is_killed_is_said() -> None:
    """As the system does where memory runs out."""
    code = """
def killed():
    os.kill(os.getpid(), signal.SIGKILL)

try:
    results([killed, partial(time.sleep, 0.01)], 2)
except Exception as error:
    print(error)
"""
    assert said(code) == (
        "a process of the build was ended by SIGKILL: try again with --jobs 1, "
        "and look whether the machine has memory left\n"
    )


def test_ctrl_c_leaves_no_process_behind() -> None:
    """Those that are at work are ended with the first one, also when it comes while they are started."""
    code = """
def interrupt():
    os.kill(os.getppid(), signal.SIGINT)
    time.sleep(60)

try:
    results([interrupt, partial(time.sleep, 60)], 2)
except KeyboardInterrupt:
    print("stopped")
try:
    os.waitpid(-1, os.WNOHANG)
except ChildProcessError:
    print("no process is left")
"""
    assert said(code) == "stopped\nno process is left\n"


def test_slices_are_all_of_it_once() -> None:
    """Of any number for any number of processes."""
    for count in (0, 1, 63, 64, 150, 1000, 10_000):
        for jobs in (1, 2, 7):
            numbers = [number for part in sliced(count, jobs) for number in range(count)[part]]
            assert numbers == list(range(count))
