"""Values of earlier builds by key, in a few files below .frontdesk/cache.

Whatever is missing, damaged or cannot be read counts as absent, and is worked out again. A file that cannot be written only
costs time. Knows nothing of what the values mean.
"""

import contextlib
import shutil
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO
from zlib import crc32

from desk.data import Data, field
from generator.kept.files import ValueFiles
from generator.kept.index import INDEX, Place, keys_in, read_index, write_index

# With more files than this all but a few large ones are written together; so are all once half of them is of no use.
_MOST_FILES, _LARGE = 40, 4
_LEAST_USED = 0.5


class Written(Data, frozen=True):
    """What one process put: the name of its file, and the key, start, length and sum of each value; or the values themselves.

    `used` are the keys of what it read, one behind the other.
    """

    name: str
    rows: Sequence[tuple[bytes, int, int, int]]
    values: Sequence[tuple[bytes, bytes]]
    used: bytes


class LostError(Exception):
    """A value that was there a moment ago is gone or damaged: the build begins again without any."""


class Store(Data):
    """The kept values of one project. Forked processes read the same ones, and what they put is handed to the first."""

    files: ValueFiles
    maker: bytes
    _places: dict[bytes, Place] = field(default_factory=dict)
    # Values of this build that could not be written, and those of them that the first process has not heard of.
    _held: dict[bytes, bytes] = field(default_factory=dict)
    _unsaid: dict[bytes, bytes] = field(default_factory=dict)
    _used: set[bytes] = field(default_factory=set)
    _new: list[tuple[bytes, int, int, int]] = field(default_factory=list)
    _file: IO[bytes] | None = None
    _name: str = ""
    _end: int = 0
    # Nothing is written: values live as long as the build.
    broken: bool = False
    _changed: bool = False

    def get(self, key: bytes) -> bytes | None:
        """The value, or None."""
        place = self._places.get(key)
        if place is None:
            return self._held.get(key)
        file, start, length, total = place
        value = self.files.read(file, start, length)
        if len(value) != length or crc32(value) != total:
            del self._places[key]
            return None
        self._used.add(key)
        return value

    def has(self, key: bytes) -> bool:
        """Whether there is a value, which is kept on; whether it is whole shows when it is read."""
        if key in self._places:
            self._used.add(key)
            return True
        return key in self._held

    def has_all(self, keys: Collection[bytes]) -> bool:
        """The same of many."""
        if not all(map(self._places.__contains__, keys)):
            found = [self.has(key) for key in keys]
            return all(found)
        self._used.update(keys)
        return True

    def put(self, key: bytes, value: bytes) -> None:
        """Keep a value. What another key was given is not looked at: the same key means the same value."""
        if self.broken:
            self._hold(key, value)
            return
        try:
            file = self._file or self._opened()
            file.write(value)
        except OSError:
            # Nothing is lost: what was put so far is worked out again where it is not found.
            self.broken = True
            self._hold(key, value)
            return
        self._new.append((key, self._end, len(value), crc32(value)))
        self._end += len(value)

    def _opened(self) -> IO[bytes]:
        self._name, self._file = self.files.create()
        self._end = 0
        return self._file

    def _hold(self, key: bytes, value: bytes) -> None:
        self._held[key] = self._unsaid[key] = value

    def apart(self) -> None:
        """To be called first in a forked process: what it puts goes into a file of its own."""
        self._file, self._new, self._unsaid, self._used = None, [], {}, set()

    def written(self) -> Written:
        """What this process put since `apart`, for the process that waits for it."""
        rows, name = self._flushed()
        return Written(name, rows, list(self._unsaid.items()), b"".join(self._used))

    def take(self, written: Written) -> None:
        """Make what another process put one's own."""
        self._held.update(written.values)
        self._used.update(keys_in(written.used))
        self._add(written.name, written.rows)

    def settle(self) -> None:
        """Make what this process put readable for itself and for those that are forked off later."""
        rows, name = self._flushed()
        self._add(name, rows)

    def save(self, *, whole: bool) -> None:
        """Write the index. After a `whole` build what it did not use is dropped; after one that stopped all is kept."""
        self.settle()
        self._end_file()
        dropped = self._places.keys() - self._used if whole else set()
        if not dropped and not self._changed:
            return
        for key in dropped:
            del self._places[key]
        with contextlib.suppress(OSError):
            if cluttered := self._cluttered():
                self._move_together(cluttered)
            write_index(self.files.folder, self.maker, self.files.names, self._places)
            self.files.keep_only({INDEX, *(self.files.names[place[0]] for place in self._places.values())})
        self._changed = False

    def close(self) -> None:
        """Let go of the files."""
        self.files.close()
        self._end_file()

    def _end_file(self) -> None:
        if self._file:
            with contextlib.suppress(OSError):
                self._file.close()
            self._file = None

    def _flushed(self) -> tuple[list[tuple[bytes, int, int, int]], str]:
        rows, self._new = self._new, []
        if self._file:
            with contextlib.suppress(OSError):
                self._file.flush()
        return rows, self._name

    def _add(self, name: str, rows: Iterable[tuple[bytes, int, int, int]]) -> None:
        rows = list(rows)
        if not rows:
            return
        number = self.files.number(name)
        for key, start, length, total in rows:
            self._places[key] = (number, start, length, total)
        self._used.update(row[0] for row in rows)
        self._changed = True

    def _cluttered(self) -> set[int]:
        """The files that are to be written together: small ones of which there are many, or all where little of them is used."""
        live: dict[int, int] = {}
        for number, _, length, _ in self._places.values():
            live[number] = live.get(number, 0) + length
        there = {number: self.files.size(number) for number in live}
        if sum(live.values()) < _LEAST_USED * sum(there.values()):
            return set(live)
        return set(sorted(live, key=live.__getitem__)[:-_LARGE]) if len(live) > _MOST_FILES else set()

    def _move_together(self, cluttered: set[int]) -> None:
        """The values of some files into one new file."""
        name, file = self.files.create()
        end, moved = 0, self.files.number(name)
        places: dict[bytes, Place] = {}
        with file:
            for key, place in self._places.items():
                number, start, length, total = place
                if number not in cluttered:
                    places[key] = place
                    continue
                value = self.files.read(number, start, length)
                if len(value) == length:
                    file.write(value)
                    places[key] = (moved, end, length, total)
                    end += length
        self._places = places


def open_store(folder: Path, maker: bytes) -> Store:
    """The store of a folder; an empty one where another maker wrote it, or where it cannot be read."""
    store = Store(ValueFiles(folder), maker)
    found = read_index(folder, maker)
    if found:
        store.files.names, store._places = found  # noqa: SLF001 - made here
    return store


def stores(folder: Path, maker: bytes) -> Iterator[Store]:
    """What earlier builds kept; where it turns out to be damaged, nothing of it; at last, nothing on the disk at all."""
    yield open_store(folder, maker)
    shutil.rmtree(folder, ignore_errors=True)
    yield open_store(folder, maker)
    yield Store(ValueFiles(folder), maker, broken=True)
