"""A file of the site -> its compressed copies, which a web server hands out without compressing anything itself.

The same bytes on every machine with the same libraries. Knows neither pages nor folders.
"""

import struct
import zlib
from collections.abc import Iterable

KINDS = ("gz", "br")

_TEXT = (".html", ".css", ".js", ".json", ".xml", ".svg", ".txt", ".ics")
# For a page of 12 kB each costs half a millisecond. One step more is no smaller by more than a hundredth.
_GZIP_LEVEL, _BROTLI_QUALITY = 9, 5
# Takes forty times as long, and is an eighth smaller: for the few files that every page needs.
_BEST_QUALITY = 11
_SHARED = (".css", ".js")
# No name, no time; 2 stands for the best compression, 255 for a system that is not told.
_GZIP_HEADER = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"


def compressed(path: str, data: bytes, kinds: Iterable[str]) -> dict[str, bytes]:
    """The copies by path: `a.html.gz`, `a.html.br`. Only of text, and only what is smaller than the file."""
    if not path.endswith(_TEXT):
        return {}
    copies = {f"{path}.{kind}": _gzip(data) if kind == "gz" else _brotli(path, data) for kind in kinds}
    return {name: copy for name, copy in copies.items() if len(copy) < len(data)}


def _gzip(data: bytes) -> bytes:
    deflate = zlib.compressobj(_GZIP_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    tail = struct.pack("<II", zlib.crc32(data), len(data) & 0xFFFFFFFF)
    return _GZIP_HEADER + deflate.compress(data) + deflate.flush() + tail


def _brotli(path: str, data: bytes) -> bytes:
    import brotli  # noqa: PLC0415 - an extra: only who wants such copies has it (generator.rules.packages)

    quality = _BEST_QUALITY if path.endswith(_SHARED) else _BROTLI_QUALITY
    copy: bytes = brotli.compress(data, mode=brotli.MODE_TEXT, quality=quality)
    return copy
