"""Words -> general vectors: what each means in the English of the whole web, from the package WordLlama.

Reads the package's files without importing it, which would take a second. Knows nothing of the site.
"""

import mmap
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from desk.data import asdict
from generator.search.meaning.beside import kept_beside
from generator.search.meaning.packages import PIECES, WEIGHTS, general_folder, is_known
from generator.search.meaning.splitting import Splitter, frequent_words, splitter_from, splitter_of, vocabulary_in
from generator.search.meaning.sums import Floats, short_sums, sums
from generator.search.meaning.tensors import read_tensors

Few = NDArray[np.int16]

# 48 lose a little, 96 win nothing (docs/adr/0019).
SIZE = 64
# The directions in which frequent words differ most, one a column: bytes, made by bench/search/directions.py.
_DIRECTIONS = Path(__file__).with_name("directions.bin")
# Numbers of a piece are rounded to this part of one: along a direction their sum stays below 2**24, which is exact in any order.
_FINE = 1 << 8
# A number of a small vector is a part of so many; then it fits into 16 bits.
_COARSE = 1 << 5
# As the sums of whole vectors are rounded.
GRID = 1 << 12
_ROWS = 1 << 9
# Raised when the same word would get another vector.
_VERSION = "general 2"


class GeneralVectors:
    """The pieces of words, and the vector of each piece."""

    def __init__(self, splitter: Splitter, few: Few) -> None:
        self._splitter, self._few = splitter, few

    def few(self, words: Sequence[str]) -> Few:
        """A row of `SIZE` whole numbers for each word: the mean of its pieces along the directions."""
        pieces, starts = self._splitter.split(words)
        found = np.zeros((len(words), SIZE), dtype=np.int16)
        lengths = np.diff(starts, append=len(pieces))
        for first in range(0, len(words), _ROWS):
            part = slice(first, first + _ROWS)
            found[part] = np.rint(
                short_sums(self._few, pieces, None, starts[part], lengths[part]) / lengths[part, None]
            )
        return found

    def whole(self, words: Sequence[str]) -> Floats:
        """A row of all numbers for each word."""
        pieces, starts = self._splitter.split(words)
        total = sums(_rows(), pieces, None, starts) / np.diff(starts, append=len(pieces))[:, None]
        return on_grid(total)


def on_grid(numbers: Floats) -> Floats:
    """Rounded, so that what is added up afterwards is the same everywhere."""
    rounded: Floats = np.rint(numbers * GRID) / GRID
    return rounded


def directions() -> NDArray[np.int8]:
    """Those that are shipped: the same for every site and machine."""
    return np.frombuffer(_DIRECTIONS.read_bytes(), np.int8).reshape(-1, SIZE)


def general_vectors(language: str, cache: Path | None = None) -> GeneralVectors | None:
    """The vectors for a language; None where there are none. `cache` is where to keep what is made of the package's files.

    It is of use only where nothing can be kept beside the code.
    """
    return _general(cache) if is_known(language) and general_folder() else None


def package_version() -> str:
    """That of the package's files."""
    folder = general_folder()
    stamps = [(folder / name).stat() for name in (WEIGHTS, PIECES)] if folder else []
    return f"{[(stamp.st_size, stamp.st_mtime_ns) for stamp in stamps]}"


def frequent() -> list[str]:
    """The frequent words of the language."""
    return frequent_words(_vocabulary())


@cache
def _general(cache: Path | None) -> GeneralVectors:
    *columns, few = kept_beside("general.bin", f"{_VERSION} {package_version()}", cache, _made)
    return GeneralVectors(splitter_from(columns), np.frombuffer(few, np.int16).reshape(-1, SIZE))


def _made() -> list[bytes]:
    """What takes words to pieces, and the small vectors of all pieces."""
    return [column.tobytes() for column in (*asdict(splitter_of(_vocabulary())).values(), _along())]


def _along() -> Few:
    """The small vectors of pieces."""
    rows, columns = _rows(), directions().astype(np.float32)
    found = np.zeros((len(rows), SIZE), dtype=np.int16)
    for start in range(0, len(rows), _ROWS):
        part = slice(start, start + _ROWS)
        fine = np.rint(rows[part].astype(np.float32) * np.float32(_FINE))
        found[part] = np.rint(fine @ columns / np.float32(_COARSE))
    return found


def _vocabulary() -> Mapping[str, int]:
    return vocabulary_in(_file(PIECES).read_bytes())


def _rows() -> NDArray[Any]:
    """Of 16 MB a site needs the rows of its words."""
    with _file(WEIGHTS).open("rb") as file:
        (rows,) = read_tensors(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)).values()
    return rows


def _file(name: str) -> Path:
    folder = general_folder()
    if folder is None:
        raise LookupError(name)
    return folder / name
