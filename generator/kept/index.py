"""Where each value of a store lies -> one file, and back: wholly or not at all.

Knows nothing of the values.
"""

from array import array
from collections.abc import Mapping, Sequence
from pathlib import Path

from desk.data import Data, UnreadableError, packed, unpacked
from desk.kept import KEY
from desk.summed import read_summed, write_summed

INDEX = "index"

# The number of a file, from which byte on, how many bytes, and their sum. Plain tuples: there are tens of thousands, and a
# class of its own takes five times as long to make.
Place = tuple[int, int, int, int]


class _Index(Data, array_like=True):
    maker: bytes
    names: list[str]
    keys: bytes
    files: bytes
    starts: bytes
    lengths: bytes
    sums: bytes


def write_index(folder: Path, maker: bytes, names: Sequence[str], places: Mapping[bytes, Place]) -> None:
    """Write it. Raises OSError."""
    files, starts, lengths, sums = zip(*places.values(), strict=True) if places else ((), (), (), ())
    numbers = sorted(set(files))
    renumbered = {number: at for at, number in enumerate(numbers)}
    content = packed(
        _Index(
            maker=maker,
            names=[names[number] for number in numbers],
            keys=b"".join(places),
            files=array("I", [renumbered[number] for number in files]).tobytes(),
            starts=array("Q", starts).tobytes(),
            lengths=array("Q", lengths).tobytes(),
            sums=array("I", sums).tobytes(),
        )
    )
    write_summed(folder / INDEX, content)


def read_index(folder: Path, maker: bytes) -> tuple[list[str], dict[bytes, Place]] | None:
    """The names of the files, and the places; None where there is none, where it is damaged, or where another maker wrote it."""
    body = read_summed(folder / INDEX)
    try:
        index = unpacked(body, _Index) if body else None
    except UnreadableError:
        return None
    if index is None or index.maker != maker:
        return None
    columns = [array(kind, data).tolist() for kind, data in zip("IQQI", _columns(index), strict=True)]
    return index.names, dict(zip(keys_in(index.keys), zip(*columns, strict=True), strict=True))


def keys_in(joined: bytes) -> list[bytes]:
    """Keys that stand one behind the other."""
    return [joined[at : at + KEY] for at in range(0, len(joined), KEY)]


def _columns(index: _Index) -> tuple[bytes, bytes, bytes, bytes]:
    return index.files, index.starts, index.lengths, index.sums
