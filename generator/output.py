"""The files of a site -> a folder: a new one takes its place in one step; later only what differs changes places.

Whoever reads meanwhile finds each file whole. A build that is stopped leaves the old site; one that is killed while files
change places is finished by the next.
"""

import hashlib
import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Protocol

from generator.compressed import compressed
from generator.journal import Journal, apply, bring_back, forget_unfinished, is_begun, late, write_journal
from generator.processes import ProcessError, results, sliced, undisturbed
from generator.published import MANIFEST, Output, Published, PublishedFiles, folders_of, read_published, write_published
from generator.turns import turn

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


def publish(
    files: Files,
    target: Path,
    *,
    notes: Path | None = None,
    kinds: Sequence[str] = (),
    jobs: int = 1,
    told: Callable[[str], None] | None = None,
) -> Published:
    """Write `files` (by path below `target`), with compressed copies of `kinds`; what is there now. Raises OutputError.

    `notes` is the file that says what the last build wrote there: what it says is checked against the folder.
    """
    _refuse_foreign(target)
    target = target.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    publisher = _Publisher(files, target, kinds, jobs)
    with turn(target.parent, told):
        try:
            forget_unfinished(target)
            known = read_published(notes, target, kinds) if notes else None
            published = publisher.changes(known) if known else publisher.whole()
        except OSError as error:
            reason = error.strerror or str(error)
            raise OutputError(f"the site could not be written to {target}: {reason}. {publisher.state()}") from error
        except ProcessError as error:
            raise OutputError(f"{error}. {publisher.state()}") from error
        if notes and published is not known:
            write_published(notes, published)
    return published


# Where an output is put until its turn comes, by the path of its file and its own ending.
Place = Callable[[str, str], str]
_Rows = list[tuple[str, bytes, list[tuple[Output, bool]]]]


class _Publisher:
    def __init__(self, files: Files, target: Path, kinds: Sequence[str], jobs: int) -> None:
        self._files, self._target, self._kinds, self._jobs = files, target, tuple(kinds), jobs
        self._staging = target.with_name(f".{target.name}.{os.getpid()}.new")

    def state(self) -> str:
        """What a person has to know of the folder after something went wrong."""
        if is_begun(self._staging):
            return "Some of its files are new, some are old; the next build finishes it."
        return "The site that was there is unchanged."

    def whole(self) -> Published:
        """A fresh folder that takes the place of the old one."""
        fresh, target = self._staging, self._target
        old = target.with_name(f".{target.name}.{os.getpid()}.old")
        try:
            paths = sorted(self._files)
            for folder in folders_of(paths):
                os.mkdir(f"{fresh}/{folder}")  # noqa: PTH102 - tens of thousands
            rows = self._written(paths, {}, lambda path, ending: f"{fresh}/{path}{ending}")
            published = Published(target=str(self._target), kinds=self._kinds, files=_files_of(rows))
            (fresh / MANIFEST).write_bytes(published.manifest())
            with undisturbed():
                if target.exists():
                    target.rename(old)
                fresh.rename(target)
        finally:
            bring_back(old, target)
            shutil.rmtree(fresh, ignore_errors=True)
            shutil.rmtree(old, ignore_errors=True)
        return published.seen()

    def changes(self, known: Published) -> Published:
        """What differs from what is there."""
        paths = sorted(self._files)
        changed = list(known.lacking(paths, self._files.identity))
        if known.has_strangers() or any(map(known.stands_in_the_way, changed)):
            return self.whole()
        if not changed and len(known.files) == len(paths):
            return known
        try:
            self._staging.mkdir()
            numbers = {path: number for number, path in enumerate(changed)}
            rows = self._written(changed, known.files, lambda path, ending: f"{self._staging}/{numbers[path]}{ending}")
            published = known.changed(_files_of(rows), known.files.keys() - paths)
            moves = [
                (f"{numbers[path]}{output.ending}", path + output.ending)
                for path, _, outputs in rows
                for output, is_new in outputs
                if is_new
            ]
            gone = known.gone(published, changed)
            if not moves and not gone:
                return published.seen(known)
            (self._staging / MANIFEST).write_bytes(published.manifest())
            write_journal(self._staging, Journal((*sorted(moves, key=late), (MANIFEST, MANIFEST)), tuple(gone)))
            with undisturbed():
                apply(self._staging, self._target)
        finally:
            # Only what was not applied is left of it: where a journal is there, the next build applies the rest.
            if not is_begun(self._staging):
                shutil.rmtree(self._staging, ignore_errors=True)
        return published.seen(known, [*(path for _, path in moves), *gone])

    def _written(
        self, paths: Sequence[str], known: Mapping[str, tuple[bytes, tuple[Output, ...]]], place: Place
    ) -> _Rows:
        """Write what is another file than is known; all outputs of each path, and whether they were written."""
        jobs = self._jobs if len(paths) >= _FEWEST else 1
        tasks = [partial(self._write_some, paths[part], known, place) for part in sliced(len(paths), jobs)]
        return [row for rows in results(tasks, jobs) for row in rows]

    def _write_some(
        self, paths: Sequence[str], known: Mapping[str, tuple[bytes, tuple[Output, ...]]], place: Place
    ) -> _Rows:
        rows: _Rows = []
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


def _files_of(rows: _Rows) -> PublishedFiles:
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


def _refuse_foreign(target: Path) -> None:
    """A folder that no build of ours made is not replaced: `--output ~` must not empty anybody's home."""
    if target.is_dir() and any(target.iterdir()) and not (target / MANIFEST).is_file():
        raise OutputError(
            f"{target} holds files that frontdesk did not write. Choose another folder with --output, or empty this one first."
        )
    if target.exists() and not target.is_dir():
        raise OutputError(f"{target} is a file. Choose a folder with --output.")
