"""The contents of shards -> their compressed bytes; what was compressed by the build before is taken from there.

Knows nothing of what shards hold.
"""

import zlib
from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path

from desk.data import Data
from generator.search.kept import read_kept, write_kept
from generator.search.shards import packed

_DIGEST = 16
_LENGTH = 4
_VERSION = f"packed 1 {zlib.ZLIB_RUNTIME_VERSION}"


class Packed(Data, frozen=True):
    """A digest of what was packed, and the bytes."""

    digest: bytes
    data: bytes


class Packing:
    """Packs, and keeps what was packed in a file."""

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self._kept = _read(file)
        self._used: dict[bytes, bytes] = {}

    def packed(self, sections: Sequence[bytes]) -> Packed:
        """The sections of a shard as one file."""
        digest = blake2b(b"".join(sections), digest_size=_DIGEST, salt=_salt(sections)).digest()
        data = self._used.get(digest) or self._kept.get(digest) or packed(*sections)
        self._used[digest] = data
        return Packed(digest, data)

    def keep(self) -> None:
        """Write what was used."""
        if self._used.keys() != self._kept.keys():
            lengths = b"".join([len(data).to_bytes(_LENGTH, "little") for data in self._used.values()])
            write_kept(self._file, _VERSION, [b"".join(self._used), lengths, b"".join(self._used.values())])


def _salt(sections: Sequence[bytes]) -> bytes:
    """The same bytes in other sections are packed otherwise."""
    lengths = ",".join([str(len(section)) for section in sections])
    return blake2b(lengths.encode(), digest_size=blake2b.SALT_SIZE).digest()


def _read(file: Path | None) -> dict[bytes, bytes]:
    parts = read_kept(file, _VERSION)
    if parts is None:
        return {}
    digests, lengths, data = map(bytes, parts)
    kept, at = {}, 0
    for number in range(len(digests) // _DIGEST):
        length = int.from_bytes(lengths[number * _LENGTH : (number + 1) * _LENGTH], "little")
        kept[digests[number * _DIGEST : (number + 1) * _DIGEST]] = data[at : at + length]
        at += length
    return kept
