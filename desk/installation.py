"""What is made of the product's own files and of nothing else -> kept beside the code, as Python keeps compiled modules.

So a first build of any project finds it. Where Python may not write there, each project keeps its own. Knows no value.
"""

import contextlib
import sys
from functools import cache
from importlib.util import cache_from_source
from pathlib import Path

from desk.data import UnreadableError, packed, unpacked
from desk.kept import Kept
from desk.summed import read_summed, write_summed

# Twice what one version of the product has; with more, what older versions left is dropped.
_MOST = 200


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
        with contextlib.suppress(OSError):
            write_summed(self._file, packed(self._values))

    def _read(self) -> dict[bytes, bytes]:
        body = read_summed(self._file)
        try:
            return unpacked(body, dict[bytes, bytes]) if body else {}
        except UnreadableError:
            return {}


@cache
def installation() -> Installation:
    """That of the Python that runs."""
    return Installation(Path(cache_from_source(str(Path(__file__).with_name("kept.py")))).with_suffix(".bin"))


class _Both:
    """What the installation has, and else the project; what is put is kept in both, as the first may keep nothing."""

    def __init__(self, project: Kept) -> None:
        self._project = project

    def get(self, key: bytes) -> bytes | None:
        return installation().get(key) or self._project.get(key)

    def put(self, key: bytes, value: bytes) -> None:
        for place in (installation(), self._project):
            place.put(key, value)


def of_product(project: Kept | None) -> Kept:
    """Where a value is kept that depends on no project, by builds of one that keeps values itself."""
    return installation() if project is None else _Both(project)
