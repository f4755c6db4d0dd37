"""What is made of the product's own files and of nothing else -> kept beside the code, as Python keeps compiled modules.

So a first build of any project finds it. Where Python may not write there, nothing is kept. Knows no value.
"""

import contextlib
import os
import sys
from functools import cache
from hashlib import blake2b
from importlib.util import cache_from_source
from pathlib import Path

from desk.data import UnreadableError, packed, unpacked

_FORMAT, _SUM = b"frontdesk 1\n", 16
# Twice what one version of the product has; with more, what older versions left is dropped.
_MOST = 120


class Installation:
    """Values by key (see desk.kept.Kept), in one file. A file that is damaged, or not there, holds none."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._values: dict[bytes, bytes] | None = None

    def get(self, key: bytes) -> bytes | None:
        """The value, whole, or None."""
        if self._values is None:
            self._values = self._read()
        return self._values.get(key)

    def put(self, key: bytes, value: bytes) -> None:
        """Keep a value, where Python would keep a compiled module."""
        # Another process may have written meanwhile.
        values = self._read()
        if len(values) >= _MOST:
            values = {}
        self._values = {**values, key: value}
        if sys.dont_write_bytecode:
            return
        content = packed(self._values)
        unfinished = self._file.with_suffix(f".{os.getpid()}")
        with contextlib.suppress(OSError):
            self._file.parent.mkdir(exist_ok=True)
            unfinished.write_bytes(_FORMAT + blake2b(content, digest_size=_SUM).digest() + content)
            unfinished.replace(self._file)

    def _read(self) -> dict[bytes, bytes]:
        try:
            content = self._file.read_bytes()
        except OSError:
            return {}
        start = len(_FORMAT) + _SUM
        body = content[start:]
        if content[:start] != _FORMAT + blake2b(body, digest_size=_SUM).digest():
            return {}
        try:
            return unpacked(body, dict[bytes, bytes])
        except UnreadableError:
            return {}


@cache
def installation() -> Installation:
    """That of the Python that runs."""
    return Installation(Path(cache_from_source(str(Path(__file__).with_name("kept.py")))).with_suffix(".bin"))
