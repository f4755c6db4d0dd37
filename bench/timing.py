"""What every measurement shares: processor seconds of the quietest run, and a table with ratios."""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent


def quietest(action: Callable[[], object], runs: int = 5) -> float:
    """The least processor time of several runs: what disturbs a run only ever adds to it."""
    times = []
    for _ in range(runs):
        start = time.process_time()
        action()
        times.append(time.process_time() - start)
    return min(times)


def quietest_command(
    command: Sequence[str | Path], runs: int = 3, before: Callable[[], object] = lambda: None
) -> tuple[float, float]:
    """(processor, wall) seconds of a command and all that it starts. Raises CalledProcessError where it fails."""
    found = []
    for _ in range(runs):
        before()
        start, spent = time.perf_counter(), _children()
        subprocess.run(command, check=True, capture_output=True, cwd=TOP)
        found.append((_children() - spent, time.perf_counter() - start))
    return min(found)


def show(title: str, unit: str, figures: Mapping[str, float], ours: str) -> None:
    """A table in which `ours` is 1.0."""
    say(f"\n{title} ({os.cpu_count()} cores)")
    width = max(map(len, figures))
    for name, value in figures.items():
        mark = "  <- ours" if name == ours else ""
        say(f"  {name:{width}}  {value:9.3f} {unit}  {value / figures[ours]:7.1f} x{mark}")


def say(text: str) -> None:
    """A line of the result."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _children() -> float:
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime
