"""Contestants and a size -> measurements: in each round each of them once, forwards and backwards by turns.

So what disturbs the machine for a while disturbs everybody. Knows no table.
"""

import json
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from bench.build.contestants import Contestant
from bench.build.corpus import Corpus
from bench.build.installed import Peers
from bench.build.meter import FailedError, most_memory, spent, written
from bench.timing import say

COLD = "cold"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One run: `what` is `cold`, or the edit that was made before it. Memory and output are those of one cold run."""

    name: str
    size: int
    what: str
    wall: float = 0.0
    processor: float = 0.0
    memory: int = 0
    output: int = 0
    files: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """Where the measurements are made, and how many rounds."""

    peers: Peers
    folder: Path
    rounds: int
    # Of rebuilds after one edit.
    turns: int


def measure(stage: Stage, corpus: Corpus, chosen: Sequence[Contestant]) -> Iterator[Measured]:
    """All of one size; a contestant that fails is named and left out from then on."""
    running = {one.name: one for one in chosen}
    for one in chosen:
        shutil.rmtree(_project(stage, one), ignore_errors=True)
        one.write(corpus, _project(stage, one))
    steps = [(COLD, turn) for turn in range(stage.rounds)] + [("output", 0)]
    steps += [("edits", turn) for turn in range(stage.turns)]
    for step, turn in steps:
        for one in list(running.values())[:: 1 if turn % 2 == 0 else -1]:
            try:
                for found in _step(stage, corpus.size, one, step, turn):
                    say(json.dumps(asdict(found)))
                    yield found
            except FailedError as error:
                say(f"{one.name} is left out: {error}")
                del running[one.name]
    for one in chosen:
        shutil.rmtree(_project(stage, one), ignore_errors=True)


def _step(stage: Stage, size: int, one: Contestant, step: str, turn: int) -> Iterator[Measured]:
    project = _project(stage, one)
    commands = one.commands(stage.peers, project)
    if step == "edits":
        yield from _after_edits(stage, size, one, turn)
        return
    _forget(project, one)
    if step == COLD:
        took = spent(commands, project)
        yield Measured(name=one.name, size=size, what=COLD, wall=took.wall, processor=took.processor)
    else:
        memory, found = most_memory(commands, project), written(project / one.output)
        yield Measured(name=one.name, size=size, what=step, memory=memory, output=found.size, files=found.files)


def _after_edits(stage: Stage, size: int, one: Contestant, turn: int) -> Iterator[Measured]:
    """Each edit once. The last cold run is the build that went before the first."""
    project = _project(stage, one)
    for name, edit in one.edits.items():
        edit(project, turn + 1)
        took = spent(one.commands(stage.peers, project), project)
        yield Measured(name=one.name, size=size, what=name, wall=took.wall, processor=took.processor)


def _forget(project: Path, one: Contestant) -> None:
    for name in (one.output, *one.kept):
        place = project / name
        if place.is_dir():
            shutil.rmtree(place)
        else:
            place.unlink(missing_ok=True)


def _project(stage: Stage, one: Contestant) -> Path:
    name = "".join(letter if letter.isalnum() else "-" for letter in one.name.lower())
    return stage.folder / name
