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


def test_tasks_run_in_other_processes_and_in_this_one() -> None:
    """While one works the others go on; a single task, or a single process, needs no other."""
    code = """
import tempfile

def where(folder):
    os.close(os.open(f"{folder}/{os.getpid()}", os.O_CREAT))
    # Until as many have begun, so that none takes the task of another.
    while len(os.listdir(folder)) < int(os.path.basename(folder)[:1]):
        time.sleep(0.01)
    return os.getpid()

def tasks(jobs):
    return [partial(where, tempfile.mkdtemp(prefix=f"{jobs}-"))] * 6

print(len(set(results(tasks(3), 3))), os.getpid() in results(tasks(3), 3))
print(results([os.getpid], 2) == [os.getpid()], set(results(tasks(1), 1)) == {os.getpid()})
"""
    assert said(code) == "3 True\nTrue True\n"


def test_each_task_is_done_once() -> None:
    """Many short ones, which all processes take from one heap."""
    code = """
import tempfile
done = tempfile.NamedTemporaryFile(mode="a")

def one(number):
    with open(done.name, "a") as file:
        file.write(f"{number}\\n")
    return number

print(results([partial(one, number) for number in range(2_000)], 4) == [*range(2_000)])
print(sorted(map(int, open(done.name).read().split())) == [*range(2_000)])
"""
    assert said(code) == "True\nTrue\n"


def test_a_crew_works_while_this_process_does_something_else() -> None:
    """What it has not begun when its results are asked for, this process does as well."""
    code = """
from generator.processes import Crew

def where():
    time.sleep(0.3)
    return os.getpid()

with Crew([where] * 3) as crew:
    print(crew.start(1))
    time.sleep(0.1)
    first, *others = crew.results()
    print(first == os.getpid(), os.getpid() in others)
"""
    assert said(code) == "1\nFalse True\n"


_WRONG = """
def wrong():
    raise ValueError("this is wrong")

try:
    results([wrong, partial(time.sleep, 0.1)], {jobs})
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


def test_what_a_task_raises_elsewhere_is_raised() -> None:
    """The same of one that another process took."""
    code = _ELSEWHERE.format(act='raise ValueError("this is wrong")', error="ValueError")
    assert said(code) == "this is wrong\nno process is left\n"


# This process takes a task that ends only when another process has taken the one that matters.
_ELSEWHERE = """
import tempfile
first, taken = os.getpid(), tempfile.mktemp()

def act():
    if os.getpid() == first:
        while not os.path.exists(taken):
            time.sleep(0.01)
        return
    open(taken, "x").close()
    {act}

try:
    results([act, act, act], 2)
except {error} as error:
    print(str(error) or "stopped")
try:
    os.waitpid(-1, os.WNOHANG)
except ChildProcessError:
    print("no process is left")
"""


def test_a_process_that_is_killed_is_said() -> None:
    """As the system does where memory runs out."""
    code = _ELSEWHERE.format(act="os.kill(os.getpid(), signal.SIGKILL)", error="Exception")
    assert said(code) == (
        "a process of the build was ended by SIGKILL: try again with --jobs 1, "
        "and look whether the machine has memory left\nno process is left\n"
    )


def test_ctrl_c_leaves_no_process_behind() -> None:
    """Those that are at work are ended with the first one, also when it comes while they are started."""
    code = _ELSEWHERE.format(act="os.kill(os.getppid(), signal.SIGINT); time.sleep(60)", error="KeyboardInterrupt")
    assert said(code) == "stopped\nno process is left\n"


def test_slices_are_all_of_it_once() -> None:
    """Of any number for any number of processes."""
    for count in (0, 1, 63, 64, 150, 1000, 10_000):
        for jobs in (1, 2, 7):
            numbers = [number for part in sliced(count, jobs) for number in range(count)[part]]
            assert numbers == list(range(count))
