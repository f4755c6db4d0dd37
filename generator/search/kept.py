"""What a build worked out <-> one file, from which the next build takes what stayed the same.

A file that is gone, damaged, or of another version of this code or its libraries is as good as none. Knows nothing of what it
holds.
"""

import time
from collections.abc import Sequence
from contextlib import suppress
from hashlib import blake2b
from mmap import ACCESS_READ, mmap
from pathlib import Path
from zlib import crc32

from generator.kept.keys import maker
from generator.output import OutputError, replace_file

# Seconds; nobody writes one file for longer.
_LONG_AGO = 3600
_SUM, _CHECK = 16, 4
_LENGTH = 8


def read_kept(file: Path | None, version: str, *, mapped: bool = False) -> list[memoryview] | None:
    """The parts that were kept; None where there is nothing to be trusted.

    `mapped` parts are not copied into memory: for files that nobody cuts off while a build runs.
    """
    try:
        raw = memoryview(_mapped(file) if file and mapped else file.read_bytes() if file else b"")
    except (OSError, ValueError):
        # An empty file cannot be mapped.
        return None
    if raw[:_SUM] != _sum(version, raw[_SUM:]):
        return None
    # What has its sum was written below.
    count = int.from_bytes(raw[_SUM : _SUM + _LENGTH], "little")
    at = _SUM + _LENGTH * (count + 1)
    parts = []
    for number in range(count):
        start = _SUM + _LENGTH * (number + 1)
        length = int.from_bytes(raw[start : start + _LENGTH], "little")
        parts.append(raw[at : at + length])
        at += length
    return parts


def write_kept(file: Path | None, version: str, parts: Sequence[bytes | memoryview]) -> None:
    """Keep these parts. What cannot be kept is worked out again."""
    if not file:
        return
    numbers = [len(parts), *(len(part) for part in parts)]
    body = [*(number.to_bytes(_LENGTH, "little") for number in numbers), *parts]
    with suppress(OutputError):
        replace_file(file, b"".join([_sum(version, *body), *body]))
    with suppress(OSError):
        _forget_unfinished(file)


def _forget_unfinished(file: Path) -> None:
    """What was begun by processes that were stopped: a build with a mistake in it does not wait for its search."""
    for left in file.parent.glob(f".{file.name}.*.new"):
        if time.time() - left.stat().st_mtime > _LONG_AGO:
            left.unlink(missing_ok=True)


def _mapped(file: Path) -> mmap:
    with file.open("rb") as opened:
        return mmap(opened.fileno(), 0, access=ACCESS_READ)


def _sum(version: str, *body: bytes | memoryview) -> bytes:
    made = blake2b(maker() + version.encode(), digest_size=_SUM - _CHECK).digest()
    check = 0
    for part in body:
        check = crc32(part, check)
    return made + check.to_bytes(_CHECK, "little")
