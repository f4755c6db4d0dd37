"""What meaning gives the index: a small vector for each word and each question; and such vectors as they are compared.

Knows nothing of where vectors come from.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

WordVectors = Mapping[str, tuple[int, Sequence[int]]]


@dataclass(frozen=True, slots=True)
class Rows:
    """Vectors as they are compared: their numbers, a row each, and their lengths."""

    numbers: NDArray[np.int64]
    lengths: NDArray[np.float64]


def rows_of(vectors: Sequence[Sequence[int]], size: int) -> Rows:
    """Vectors of one size, ready to be compared."""
    read = np.array(vectors, dtype=np.int64).reshape(len(vectors), size)
    return Rows(read, np.sqrt(np.einsum("ij,ij->i", read, read).astype(np.float64)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """`words`: by stem a scale (1 to 255) and `size` numbers from -7 to 7; `documents` a row of such numbers for each question.

    `weight` says how many tenths a cosine of 1 adds to a words' score of 1.
    """

    size: int
    weight: int
    words: WordVectors
    documents: NDArray[np.int8]
