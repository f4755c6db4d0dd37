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

from generator.search.meaning.packages import PIECES, WEIGHTS, general_folder, is_known
from generator.search.meaning.splitting import frequent_words, pieces_of, vocabulary_in
from generator.search.meaning.sums import Floats, Whole, sums
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
_ROWS = 1 << 10


class GeneralVectors:
    """The pieces of words, and the vector of each piece."""

    def __init__(self, vocabulary: Mapping[str, int], rows: NDArray[Any]) -> None:
        self._vocabulary = vocabulary
        self._rows = rows

    def frequent(self) -> list[str]:
        """The frequent words of the language."""
        return frequent_words(self._vocabulary)

    def few(self, words: Sequence[str]) -> Few:
        """A row of `SIZE` whole numbers for each word: the mean of its pieces along the directions."""
        pieces, starts = self._split(words)
        needed, numbers = np.unique(pieces, return_inverse=True)
        total = sums(self._along(needed), numbers, None, starts)
        return np.rint(total / np.diff(starts, append=len(pieces))[:, None]).astype(np.int16)

    def whole(self, words: Sequence[str]) -> Floats:
        """A row of all numbers for each word."""
        pieces, starts = self._split(words)
        total = sums(self._rows, pieces, None, starts) / np.diff(starts, append=len(pieces))[:, None]
        return on_grid(total)

    def _split(self, words: Sequence[str]) -> tuple[Whole, Whole]:
        """The pieces of all words, and where those of each begin."""
        split = [pieces_of(word, self._vocabulary) for word in words]
        lengths = np.array([len(pieces) for pieces in split], dtype=np.int64)
        pieces = np.array([piece for own in split for piece in own], dtype=np.int64)
        return pieces, np.cumsum(lengths) - lengths

    def _along(self, pieces: Whole) -> Few:
        """The small vectors of pieces."""
        columns = directions().astype(np.float32)
        found = np.zeros((len(pieces), SIZE), dtype=np.int16)
        for start in range(0, len(pieces), _ROWS):
            part = slice(start, start + _ROWS)
            fine = np.rint(self._rows[pieces[part]].astype(np.float32) * np.float32(_FINE))
            found[part] = np.rint(fine @ columns / np.float32(_COARSE))
        return found


def on_grid(numbers: Floats) -> Floats:
    """Rounded, so that what is added up afterwards is the same everywhere."""
    rounded: Floats = np.rint(numbers * GRID) / GRID
    return rounded


def directions() -> NDArray[np.int8]:
    """Those that are shipped: the same for every site and machine."""
    return np.frombuffer(_DIRECTIONS.read_bytes(), np.int8).reshape(-1, SIZE)


def general_vectors(language: str) -> GeneralVectors | None:
    """The vectors for a language; None where there are none."""
    return _read() if is_known(language) else None


@cache
def _read() -> GeneralVectors | None:
    folder = general_folder()
    if folder is None:
        return None
    with (folder / WEIGHTS).open("rb") as file:
        # Of 16 MB a site needs the rows of its words.
        (rows,) = read_tensors(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)).values()
    return GeneralVectors(vocabulary_in((folder / PIECES).read_bytes()), rows)
