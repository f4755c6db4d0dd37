"""A process -> the processor time that it and all that it has started have taken so far. Linux only."""

import os
from collections import defaultdict
from pathlib import Path

_TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")
# Behind the name in /proc/PID/stat, counted from the state (proc(5)).
_PARENT, _USER, _SYSTEM = 1, 11, 12


def processor_seconds(process: int) -> float:
    """Of all that live now."""
    children: defaultdict[int, list[int]] = defaultdict(list)
    seconds: dict[int, float] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            told = stat.read_text().rpartition(") ")[2].split()
        except OSError:
            continue
        number = int(stat.parent.name)
        children[int(told[_PARENT])].append(number)
        seconds[number] = (int(told[_USER]) + int(told[_SYSTEM])) / _TICKS_A_SECOND
    found, waiting = 0.0, [process]
    while waiting:
        number = waiting.pop()
        found += seconds.get(number, 0.0)
        waiting += children[number]
    return found
