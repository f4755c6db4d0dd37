"""The files of a store: each is written by one process from its beginning to its end, and read by all.

Whatever is missing or cannot be read is empty. Knows nothing of keys.
"""

import contextlib
import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO


@dataclass(slots=True)
class ValueFiles:
    """The files of one folder, by number."""

    folder: Path
    names: list[str] = field(default_factory=list)
    # Read by place and not mapped into memory, where all that was ever read would count as used. -1 where there is none.
    _opened: dict[int, int] = field(default_factory=dict)

    def __del__(self, close: Callable[[int], None] = os.close) -> None:
        # Bound above: when the interpreter ends, modules go first.
        for descriptor in self._opened.values():
            if descriptor >= 0:
                close(descriptor)

    def create(self) -> tuple[str, IO[bytes]]:
        """A new file, opened for writing. Raises OSError."""
        name = f"{secrets.token_hex(6)}.kept"
        self.folder.mkdir(parents=True, exist_ok=True)
        return name, (self.folder / name).open("xb", buffering=1 << 20)

    def number(self, name: str) -> int:
        """The number of a file."""
        if name in self.names:
            return self.names.index(name)
        self.names.append(name)
        return len(self.names) - 1

    def read(self, number: int, start: int, length: int) -> bytes:
        """Some bytes of a file; fewer, where it is shorter."""
        descriptor = self._descriptor(number)
        if descriptor < 0:
            return b""
        try:
            return os.pread(descriptor, length, start)
        except OSError:
            return b""

    def size(self, number: int) -> int:
        """How many bytes a file has."""
        descriptor = self._descriptor(number)
        return os.fstat(descriptor).st_size if descriptor >= 0 else 0

    def keep_only(self, names: set[str]) -> None:
        """Delete all other files: what earlier builds used, and what killed ones left."""
        for file in self.folder.iterdir():
            if file.name not in names:
                file.unlink(missing_ok=True)

    def close(self) -> None:
        """Let go of all files."""
        for descriptor in self._opened.values():
            if descriptor >= 0:
                os.close(descriptor)
        self._opened.clear()

    def _descriptor(self, number: int) -> int:
        found = self._opened.get(number)
        if found is None:
            found = -1
            with contextlib.suppress(OSError):
                found = os.open(self.folder / self.names[number], os.O_RDONLY)
            self._opened[number] = found
        return found
