"""A listed file -> its bytes and its text, or a finding that says why it cannot be read.

Never waits: what is no ordinary file any more is not read. Knows nothing of what is written in the files.
"""

import os
import time
from hashlib import blake2b
from pathlib import Path
from stat import S_ISREG

from desk.data import Data
from desk.finding import Finding
from desk.place import Place
from generator.content.listing import Listed, Stamp
from generator.content.refused_files import no_ordinary_file, unreadable

# No text that anybody reads is larger; a question may have a million characters, of up to four bytes.
LARGEST_FILE = 5_000_000
# Whoever writes a file for longer than this many readings take is still writing.
_READINGS = 5
# In nanoseconds. Clocks of file systems tick every few milliseconds; old and plain ones every two seconds.
TICK, LONGEST_TICK = 50_000_000, 2_000_000_000
_SECOND = 1_000_000_000


class Opened(Data, frozen=True):
    """What was read. `stamp` is that of the bytes; None where the next change might bear the same."""

    data: bytes = b""
    stamp: Stamp | None = None
    refusal: Finding | None = None


def opened(project: Path, listed: Listed) -> Opened:
    """The bytes of a file: all of one moment, also where somebody writes it while it is read."""
    if listed.refusal:
        return Opened(refusal=listed.refusal)
    try:
        for _ in range(_READINGS):
            data, before, after = _read(f"{project}/{listed.file}")
            if data is None or before.size > LARGEST_FILE:
                return Opened(
                    refusal=_too_large(listed, before.size)
                    if before.size > LARGEST_FILE
                    else no_ordinary_file(listed.file)
                )
            if before == after and len(data) == before.size:
                return Opened(
                    data, before if is_settled(max(before.modified, before.changed), time.time_ns()) else None
                )
    except FileNotFoundError:
        fix = "run it again when nothing is moved or deleted any more"
        return Opened(refusal=unreadable(listed.file, "this file was there a moment ago, and is gone", fix))
    except OSError as error:
        return Opened(
            refusal=unreadable(listed.file, f"this file cannot be read: {error.strerror}", "make the file readable")
        )
    return Opened(refusal=unreadable(listed.file, "this file is being written", "run it again when it has been saved"))


def decoded(data: bytes, file: str) -> str | Finding:
    """The text, its lines ended alike; a finding where it is no text."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = Place(file, data.count(b"\n", 0, error.start) + 1)
        return Finding(
            place=place, rule="not-utf8", message="this file is not UTF-8 text", fix="save it again as UTF-8"
        )
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def digest_of(listed: Listed, data: bytes) -> bytes:
    """16 bytes that no other file has: the same language, path and bytes make the same question."""
    digest = blake2b(f"{listed.language}\0{listed.path}\0".encode(), digest_size=16)
    digest.update(data)
    return digest.digest()


def _read(path: str) -> tuple[bytes | None, Stamp, Stamp]:
    """The bytes, None of what is no file or too large, and the stamps before and after."""
    # A pipe that has taken the place of a file would keep whoever opens it waiting.
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        found = os.fstat(handle)
        before = Stamp(found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)
        if not S_ISREG(found.st_mode) or before.size > LARGEST_FILE:
            return None, before, before
        data = os.read(handle, before.size + 1)
        while 0 < len(data) < before.size and (more := os.read(handle, before.size - len(data))):
            data += more
        found = os.fstat(handle)
        return data, before, Stamp(found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)
    finally:
        os.close(handle)


def is_settled(last: int, now: int) -> bool:
    """Whether what was changed at `last` must bear another stamp when it is changed from `now` on."""
    return now - last > (TICK if last % _SECOND else LONGEST_TICK)


def _too_large(listed: Listed, size: int) -> Finding:
    message = f"this file has {size:,} bytes; no more than {LARGEST_FILE:,} are read"
    return Finding(place=Place(listed.file), rule="too-long", message=message, fix="split it into several files")
