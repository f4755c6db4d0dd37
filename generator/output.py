"""The files of a site -> files in a folder, several processes at a time; and one file into the place of another in one step.

Knows nothing of when a folder becomes the site.
"""

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Protocol

from generator.compressed import compressed
from generator.processes import results, sliced
from generator.published import Output, PublishedFiles

# For fewer files another process would take longer to start than to write.
_FEWEST = 300


class OutputError(Exception):
    """The site cannot be written; the old one is as it was. The message is for the person who builds."""


class Files(Protocol):
    """What is published."""

    def __getitem__(self, path: str) -> bytes:
        """The content of a file."""
        ...

    def __iter__(self) -> Iterator[str]:
        """The paths of all files."""
        ...

    def identity(self, path: str) -> bytes:
        """The same for the same content."""
        ...


# Where an output is put until its turn comes, by the path of its file and its own ending.
Place = Callable[[str, str], str]
# Of each file what tells it from another one, and its outputs, with whether they are new.
Rows = list[tuple[str, bytes, list[tuple[Output, bool]]]]


class Writer:
    """Writes files, with compressed copies of `kinds`, but none that is already in `target` as it would be written."""

    def __init__(self, files: Files, target: Path, kinds: Sequence[str], jobs: int) -> None:
        self._files, self._target, self._kinds, self._jobs = files, target, kinds, jobs

    def write(self, paths: Sequence[str], known: PublishedFiles, place: Place) -> Rows:
        """All outputs of each path; `known` is what was written there before."""
        jobs = self._jobs if len(paths) >= _FEWEST else 1
        tasks = [partial(self._write_some, paths[part], known, place) for part in sliced(len(paths), jobs)]
        return [row for rows in results(tasks, jobs) for row in rows]

    def _write_some(
        self, paths: Sequence[str], known: Mapping[str, tuple[bytes, tuple[Output, ...]]], place: Place
    ) -> Rows:
        rows: Rows = []
        for path in paths:
            content = self._files[path]
            there = {output.ending: output for output in known[path][1]} if path in known else {}
            outputs = []
            for name, data in ((path, content), *compressed(path, content, self._kinds).items()):
                ending, digest = name[len(path) :], hashlib.sha256(data).digest()
                before = there.get(ending)
                if before and before.digest == digest and before.is_there(f"{self._target}/{name}"):
                    outputs.append((before, False))
                else:
                    outputs.append((_write(place(path, ending), data, ending, digest), True))
            rows.append((path, self._files.identity(path), outputs))
        return rows


def files_of(rows: Rows) -> PublishedFiles:
    """The same without what is new."""
    return {path: (identity, tuple(output for output, _ in outputs)) for path, identity, outputs in rows}


def _write(place: str, data: bytes, ending: str, digest: bytes) -> Output:
    descriptor = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
    try:
        left = memoryview(data)
        while left:
            left = left[os.write(descriptor, left) :]
        found = os.fstat(descriptor)
    finally:
        os.close(descriptor)
    return Output(ending, digest, found.st_size, found.st_mtime_ns, found.st_ino)


def replace_file(place: Path, data: bytes, *, private: bool = False) -> None:
    """Put a file into the place of another one in one step, or not at all. Raises OutputError."""
    unfinished = place.with_name(f".{place.name}.{os.getpid()}.new")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        unfinished.touch(mode=0o600 if private else 0o666)
        unfinished.write_bytes(data)
        unfinished.replace(place)
    except OSError as error:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        reason = error.strerror or str(error)
        raise OutputError(f"{place} could not be written: {reason}. The one that was there is unchanged.") from error
