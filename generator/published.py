"""What the last build wrote into a folder -> which of its files are still there as they were written.

Seen by what the file system says of them, without reading any. Knows nothing of how files are written.
"""

import contextlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from desk.data import Data, UnreadableError, field, packed, replace, to_json, unpacked
from desk.summed import read_summed, write_summed

# Lies in the folder too, and says what does.
MANIFEST = "manifest.json"


class Output(Data, frozen=True, array_like=True):
    """One file: what stands behind the path of what it is a copy of (`.gz`), its SHA-256, and its stamp on the disk."""

    ending: str
    digest: bytes
    size: int
    modified: int
    inode: int

    def is_there(self, place: str) -> bool:
        """Whether it is as it was written."""
        try:
            found = os.lstat(place)
        except OSError:
            return False
        return found.st_mtime_ns == self.modified and found.st_size == self.size and found.st_ino == self.inode


# By path: what tells a file from another one, and what was written of it.
PublishedFiles = dict[str, tuple[bytes, tuple[Output, ...]]]


class Published(Data, frozen=True, kw_only=True):
    """The files in `target` by path, each with what tells it from another one; `folders` with the time of their last change."""

    target: str
    kinds: tuple[str, ...]
    files: PublishedFiles
    folders: dict[str, int] = field(default_factory=dict)

    def manifest(self) -> bytes:
        """The file that says what is in the folder, with hashes."""
        hashes = {
            path + output.ending: output.digest.hex() for path, (_, outputs) in self.files.items() for output in outputs
        }
        return to_json({"files": dict(sorted(hashes.items()))})

    def size(self) -> tuple[int, int]:
        """How many files there are, and their bytes."""
        sizes = [output.size for _, outputs in self.files.values() for output in outputs]
        return len(sizes), sum(sizes)

    def outputs(self) -> set[str]:
        """The paths of all files, copies included."""
        return {path + output.ending for path, (_, outputs) in self.files.items() for output in outputs}

    def lacking(self, paths: Iterable[str], identity: Callable[[str], bytes]) -> Iterator[str]:
        """Those of which the file of this content is not there."""
        known, above = self.files, f"{self.target}/"
        for path in paths:
            row = known.get(path)
            if row is None or row[0] != identity(path):
                yield path
                continue
            for output in row[1]:
                if not output.is_there(above + path + output.ending):
                    yield path
                    break

    def changed(self, files: PublishedFiles, without: Iterable[str]) -> "Published":
        """With other files, and without some; the rest stays."""
        both = self.files | files
        for path in without:
            del both[path]
        return replace(
            self, files=both if files.keys() <= self.files.keys() else dict(sorted(both.items())), folders={}
        )

    def gone(self, now: "Published", changed: Iterable[str]) -> list[str]:
        """The paths, copies included, that are no longer; only files that `changed` can have lost copies of theirs."""
        lost = self.files.keys() - now.files.keys()
        before = {
            path + output.ending for path in {*lost, *changed} & self.files.keys() for output in self.files[path][1]
        }
        after = {path + output.ending for path in changed for output in now.files[path][1]}
        return sorted(path for path in before - after if path not in now.files)

    def stands_in_the_way(self, path: str) -> bool:
        """Whether there is a folder where this file belongs, or a file where its folder does."""
        if path in self.files:
            return False
        parts = path.split("/")
        above = ("/".join(parts[:depth]) for depth in range(1, len(parts)))
        return path in self.folders or any(folder in self.files for folder in above)

    def has_strangers(self) -> bool:
        """Whether somebody else put something into the folder, or another folder into its place."""
        known: set[str] = set()
        for folder, modified in self.folders.items():
            place = f"{self.target}/{folder}"
            try:
                if os.stat(place).st_mtime_ns == modified:  # noqa: PTH116 - tens of thousands
                    continue
                known = known or {*self.outputs(), *self.folders, MANIFEST}
                names = os.listdir(place)  # noqa: PTH208 - names
            except OSError:
                return True
            if any((f"{folder}/{name}" if folder else name) not in known for name in names):
                return True
        return False

    def seen(self, before: "Published | None" = None, touched: Iterable[str] = ()) -> "Published":
        """With the times of the folders as they are now; only folders of what was `touched` can have others than before."""
        times = dict(before.folders) if before else {}
        for folder in folders_of(touched if before else [*self.files, MANIFEST]):
            try:
                times[folder] = os.stat(f"{self.target}/{folder}").st_mtime_ns  # noqa: PTH116 - tens of thousands
            except OSError:
                times.pop(folder, None)
        return replace(self, folders=times)


def folders_of(paths: Iterable[str]) -> list[str]:
    """All folders around some paths, each before those inside it; the root of the site is the empty text."""
    found = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return sorted(found)


def read_published(file: Path, target: Path, kinds: Sequence[str]) -> Published | None:
    """What is known of a folder; None where nothing is, or where copies of other kinds are wanted now."""
    body = read_summed(file)
    try:
        published = unpacked(body, Published) if body else None
    except UnreadableError:
        return None
    if published is None:
        return None
    same = published.target == str(target) and published.kinds == tuple(kinds)
    return published if same and (target / MANIFEST).is_file() else None


def write_published(file: Path, published: Published) -> None:
    """Keep it; a cache that cannot be written only costs time."""
    with contextlib.suppress(OSError):
        write_summed(file, packed(published))
