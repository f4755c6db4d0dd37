"""A site -> its folder: a new one takes its place in one step; later only what differs changes places.

Whoever reads meanwhile finds each file whole. A build that is stopped leaves the old site; one that is killed while files
change places is finished by the next.
"""

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from generator.journal import Journal, apply, bring_back, forget_unfinished, is_begun, late, write_journal
from generator.output import Files, OutputError, Rows, Writer, files_of
from generator.processes import ProcessError, undisturbed
from generator.published import MANIFEST, Published, folders_of, read_published, write_published
from generator.turns import turn


class Publication:
    """One build's way to its folder; `with` throws away what was written and never published.

    `notes` is the file that says what the last build wrote there: what it says is checked against the folder. `told` hears of
    another build that has to end first.
    """

    def __init__(self, target: Path, *, notes: Path | None = None, told: Callable[[str], None] | None = None) -> None:
        self._asked, self._notes, self._told = target, notes, told
        self._target = target.resolve()
        self._turn = ExitStack()
        self._known: Published | None = None
        self._way: _Way | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _type: type[BaseException] | None, _error: BaseException | None, _at: TracebackType | None
    ) -> None:
        self._forget()

    def begin(self, files: Files, kinds: Sequence[str] = (), jobs: int = 1) -> None:
        """Write those files that are known already, unseen by visitors: `end` need not. Raises OutputError."""
        self._forget()
        with self._failures():
            self._add(files, kinds, jobs)

    def end(self, files: Files, kinds: Sequence[str] = (), jobs: int = 1) -> Published:
        """Publish all files, of which those that `begin` was given are as they were; what is there now. Raises OutputError."""
        with self._failures():
            published = self._add(files, kinds, jobs).done()
            if self._notes and published is not self._known:
                write_published(self._notes, published)
        self._forget()
        return published

    def _add(self, files: Files, kinds: Sequence[str], jobs: int) -> "_Way":
        if self._way is None:
            self._way = self._start(kinds)
        writer = Writer(files, self._target, kinds, jobs)
        try:
            self._way.add(files, writer)
        except _InTheWayError:
            shutil.rmtree(self._staging, ignore_errors=True)
            self._way = _Whole(self._target, self._staging, kinds)
            self._way.add(files, writer)
        return self._way

    def _start(self, kinds: Sequence[str]) -> "_Way":
        """Wait for the turn, and find out what is there."""
        _refuse_foreign(self._asked)
        self._target.parent.mkdir(parents=True, exist_ok=True)
        self._turn.enter_context(turn(self._target.parent, self._told))
        forget_unfinished(self._target)
        self._known = read_published(self._notes, self._target, kinds) if self._notes else None
        if self._known is None or self._known.has_strangers():
            return _Whole(self._target, self._staging, kinds)
        return _Changes(self._known, self._target, self._staging)

    def _forget(self) -> None:
        """Throw away what was not published, and let others have their turn."""
        # Of changes only what was not applied is left: where a journal is there, the next build applies the rest.
        if self._way and not is_begun(self._staging):
            shutil.rmtree(self._staging, ignore_errors=True)
        self._way = self._known = None
        self._turn.close()

    @contextmanager
    def _failures(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            reason = error.strerror or str(error)
            raise OutputError(f"the site could not be written to {self._target}: {reason}. {self._state()}") from error
        except ProcessError as error:
            raise OutputError(f"{error}. {self._state()}") from error
        except BaseException:
            self._forget()
            raise

    @property
    def _staging(self) -> Path:
        return self._target.with_name(f".{self._target.name}.{os.getpid()}.new")

    def _state(self) -> str:
        """What a person has to know of the folder after something went wrong."""
        if is_begun(self._staging):
            return "Some of its files are new, some are old; the next build finishes it."
        return "The site that was there is unchanged."


class _InTheWayError(Exception):
    """There is a folder where a file belongs, or a file where a folder does: they cannot change places one by one."""


class _Way(Protocol):
    """How files get into the folder."""

    def add(self, files: Files, writer: Writer) -> None:
        """Write those that were not given before."""
        ...

    def done(self) -> Published:
        """Let all that were given take their places; what is there now."""
        ...


class _Whole:
    """A fresh folder that takes the place of the old one."""

    def __init__(self, target: Path, fresh: Path, kinds: Sequence[str]) -> None:
        self._target, self._fresh, self._kinds = target, fresh, tuple(kinds)
        self._folders: set[str] = set()
        self._paths: set[str] = set()
        self._rows: Rows = []

    def add(self, files: Files, writer: Writer) -> None:
        paths = sorted(set(files) - self._paths)
        self._paths.update(paths)
        folders = [folder for folder in folders_of([*paths, MANIFEST]) if folder not in self._folders]
        self._folders.update(folders)
        for folder in folders:
            os.mkdir(f"{self._fresh}/{folder}")  # noqa: PTH102 - tens of thousands
        self._rows += writer.write(paths, {}, lambda path, ending: f"{self._fresh}/{path}{ending}")

    def done(self) -> Published:
        fresh, target = self._fresh, self._target
        old = target.with_name(f".{target.name}.{os.getpid()}.old")
        published = Published(target=str(target), kinds=self._kinds, files=dict(sorted(files_of(self._rows).items())))
        try:
            (fresh / MANIFEST).write_bytes(published.manifest())
            with undisturbed():
                if target.exists():
                    target.rename(old)
                fresh.rename(target)
        finally:
            bring_back(old, target)
            shutil.rmtree(old, ignore_errors=True)
        return published.seen()


class _Changes:
    """What differs from what is there."""

    def __init__(self, known: Published, target: Path, staging: Path) -> None:
        self._known, self._target, self._staging = known, target, staging
        self._paths: set[str] = set()
        # What differs, and the number under which it waits.
        self._numbers: dict[str, int] = {}
        self._rows: Rows = []

    def add(self, files: Files, writer: Writer) -> None:
        paths = sorted(set(files) - self._paths)
        self._paths.update(paths)
        changed = list(self._known.lacking(paths, files.identity))
        if any(map(self._known.stands_in_the_way, changed)):
            raise _InTheWayError
        if changed and not self._numbers:
            self._staging.mkdir()
        numbers = self._numbers
        numbers.update({path: number for number, path in enumerate(changed, len(numbers))})
        self._rows += writer.write(
            changed, self._known.files, lambda path, ending: f"{self._staging}/{numbers[path]}{ending}"
        )

    def done(self) -> Published:
        known, staging, numbers = self._known, self._staging, self._numbers
        if not numbers and len(known.files) == len(self._paths):
            return known
        published = known.changed(files_of(self._rows), known.files.keys() - self._paths)
        moves = [
            (f"{numbers[path]}{output.ending}", path + output.ending)
            for path, _, outputs in self._rows
            for output, is_new in outputs
            if is_new
        ]
        gone = known.gone(published, numbers)
        if not moves and not gone:
            return published.seen(known)
        staging.mkdir(exist_ok=True)
        (staging / MANIFEST).write_bytes(published.manifest())
        write_journal(staging, Journal((*sorted(moves, key=late), (MANIFEST, MANIFEST)), tuple(gone)))
        with undisturbed():
            apply(staging, self._target)
        return published.seen(known, [*(path for _, path in moves), *gone])


def _refuse_foreign(target: Path) -> None:
    """A folder that no build of ours made is not replaced: `--output ~` must not empty anybody's home."""
    if target.is_dir() and any(target.iterdir()) and not (target / MANIFEST).is_file():
        raise OutputError(
            f"{target} holds files that frontdesk did not write. Choose another folder with --output, or empty this one first."
        )
    if target.exists() and not target.is_dir():
        raise OutputError(f"{target} is a file. Choose a folder with --output.")
