"""The contents of shards -> their compressed bytes; what was compressed by the build before is taken from there.

Knows nothing of what shards hold.
"""

import zlib
from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import accumulate, pairwise
from pathlib import Path

import numpy as np

from desk.data import Data
from generator.search.kept import read_kept, write_kept
from generator.search.shards import packed

_DIGEST = 16
_LENGTH = 4
_KEPT = 4096
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
        digest = blake2b(b"".join(sections), digest_size=_DIGEST, salt=_salt(*map(len, sections))).digest()
        data = self._used.get(digest) or self._kept.get(digest) or packed(*sections)
        self._used[digest] = data
        return Packed(digest, data)

    def keep(self) -> None:
        """Write what was used."""
        if self._used.keys() != self._kept.keys():
            lengths = np.fromiter(map(len, self._used.values()), f"<u{_LENGTH}", len(self._used)).tobytes()
            write_kept(self._file, _VERSION, [b"".join(self._used), lengths, b"".join(self._used.values())])


@lru_cache(_KEPT)
def _salt(*lengths: int) -> bytes:
    """The same bytes in other sections are packed otherwise. Most files have one section, of a few hundred lengths."""
    return blake2b(",".join(map(str, lengths)).encode(), digest_size=blake2b.SALT_SIZE).digest()


def _read(file: Path | None) -> dict[bytes, bytes]:
    parts = read_kept(file, _VERSION)
    if parts is None:
        return {}
    digests, data = bytes(parts[0]), bytes(parts[2])
    ends = [0, *accumulate(np.frombuffer(parts[1], f"<u{_LENGTH}").tolist())]
    keys = [digests[at : at + _DIGEST] for at in range(0, len(digests), _DIGEST)]
    return {key: data[start:end] for key, (start, end) in zip(keys, pairwise(ends), strict=True)}
