"""A project -> what one build of it took: by stage, by module, by function, by import.

Each look is a build of its own, in a process of its own, because looking closely costs time.
"""

import os
import pstats
import re
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.build.meter import ENVIRONMENT
from bench.timing import TOP

_STAGE = re.compile(r"^(\S.*?) +([\d.]+) ms\b.*$", re.MULTILINE)
_IMPORT = re.compile(r"^import time: +(\d+) \| +\d+ \| +(\S+)$", re.MULTILINE)
# Processor time, so that what else the machine does is not in it.
_PROFILED = """\
import sys, time
from cProfile import Profile
profile = Profile(time.process_time)
profile.enable()
from frontdesk.cli import main
status = main(sys.argv[2:])
profile.disable()
profile.dump_stats(sys.argv[1])
sys.exit(status)
"""


@dataclass(frozen=True, slots=True)
class Stages:
    """One build as everybody runs it."""

    wall: float
    processor: float
    memory: int
    stages: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A module or a function: seconds in itself and with all that it called, and how often it was called."""

    name: str
    own: float
    whole: float
    calls: int


def stages(options: Sequence[str]) -> Stages:
    """`frontdesk build --verbose`: stages as it tells them."""
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "frontdesk", "build", "--verbose", *options],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=ENVIRONMENT,
        encoding="utf-8",
    )
    told = process.stderr.read() if process.stderr else ""
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"the build did not succeed:\n{told}")
    found = tuple((name, float(milliseconds) / 1000) for name, milliseconds in _STAGE.findall(told))
    return Stages(time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024, found)


def profile(options: Sequence[str], file: Path) -> pstats.Stats:
    """The same under Python's profiler, in one process: it sees no other. Calls of small functions look dearer than they are."""
    command = [sys.executable, "-c", _PROFILED, str(file), "build", *options, "--jobs", "1"]
    subprocess.run(command, check=True, capture_output=True, env=ENVIRONMENT)
    return pstats.Stats(str(file))


def functions(stats: pstats.Stats) -> list[Place]:
    """Each function, the one with the most time in itself first."""
    found = []
    for (file, line, name), (_, calls, own, whole, _) in _entries(stats):
        module = _module(file)
        found.append(Place(f"{module}:{line} {name}" if line else f"{module} {name}".strip(), own, whole, calls))
    return sorted(found, key=lambda one: -one.own)


def modules(stats: pstats.Stats) -> list[Place]:
    """Each module of ours and each package beside it, by the time in itself; what is built into Python is its caller's."""
    own, calls = defaultdict[str, float](float), Counter[str]()
    for (file, line, _), (_, count, seconds, _, callers) in _entries(stats):
        if line:
            own[_module(file)] += seconds
            calls[_module(file)] += count
            continue
        for (caller, _, _), (_, times, spent, _) in callers.items():
            own[_module(caller)] += spent
            calls[_module(caller)] += times
    return [Place(name, seconds, seconds, calls[name]) for name, seconds in _most_first(own)]


def imports(options: Sequence[str]) -> list[tuple[str, float]]:
    """Seconds of importing by package, and by module where it is ours."""
    command = [sys.executable, "-X", "importtime", "-m", "frontdesk", "build", *options, "--jobs", "1"]
    done = subprocess.run(command, check=True, capture_output=True, env=ENVIRONMENT, encoding="utf-8", errors="replace")
    found = defaultdict[str, float](float)
    for microseconds, name in _IMPORT.findall(done.stderr):
        found[_package(name)] += int(microseconds) / 1e6
    return _most_first(found)


def _most_first(seconds: Mapping[str, float]) -> list[tuple[str, float]]:
    return sorted(seconds.items(), key=lambda item: -item[1])


def _entries(
    stats: pstats.Stats,
) -> Iterator[tuple[tuple[str, int, str], tuple[int, int, float, float, dict[Any, Any]]]]:
    # Not in the types of the standard library, and how every reader of a profile gets at it.
    entries: dict[Any, Any] = vars(stats)["stats"]
    yield from entries.items()


def _package(name: str) -> str:
    first = name.partition(".")[0]
    ours = first in {"desk", "frontdesk", "generator", "contact"}
    return ".".join(name.split(".")[:2]) if ours else first


def _module(file: str) -> str:
    """`generator/output.py` for ours, `package markdown` for others, `python` for Python's own."""
    if file in {"~", ""}:
        return "built in"
    place = Path(file)
    if place.is_relative_to(TOP) and "site-packages" not in place.parts:
        return place.relative_to(TOP).as_posix()
    if "site-packages" in place.parts:
        return f"package {place.parts[place.parts.index('site-packages') + 1]}"
    return f"python {place.stem}"
