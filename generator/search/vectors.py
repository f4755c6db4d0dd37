"""What meaning gives the index: a small vector for each word and each question; and such vectors as they are compared.

Knows nothing of where vectors come from.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from desk.data import Data


class WordVectors(Data, frozen=True):
    """By stem, each once, a scale (1 to 255) and a row of numbers from -7 to 7."""

    stems: Sequence[str]
    scales: NDArray[np.uint8]
    numbers: NDArray[np.int8]

    @classmethod
    def of(cls, vectors: Mapping[str, tuple[int, Sequence[int]]], size: int) -> "WordVectors":
        """The same from a scale and numbers for each stem."""
        scales = np.array([scale for scale, _ in vectors.values()], dtype=np.uint8)
        numbers = np.array([numbers for _, numbers in vectors.values()], dtype=np.int8)
        return cls(list(vectors), scales, numbers.reshape(len(vectors), size))


class Rows(Data, frozen=True):
    """Vectors as they are compared: their numbers, a row each, and their lengths."""

    numbers: NDArray[np.int64]
    lengths: NDArray[np.float64]


def rows_of(vectors: NDArray[np.int64]) -> Rows:
    """A vector each, ready to be compared."""
    return Rows(vectors, np.sqrt(np.einsum("ij,ij->i", vectors, vectors).astype(np.float64)))


def joined(rows: Sequence[Rows]) -> Rows:
    """All of them, one after the other."""
    return Rows(np.concatenate([own.numbers for own in rows]), np.concatenate([own.lengths for own in rows]))


def halves(vectors: NDArray[np.int8]) -> list[bytes]:
    """Rows of numbers from -7 to 7, two in a byte, the first in the high half."""
    even = np.pad(vectors, ((0, 0), (0, 1))) if vectors.shape[1] % 2 else vectors
    shifted = (even + 8).view(np.uint8)
    written = (shifted[:, ::2] << 4 | shifted[:, 1::2]).tobytes()
    length = shifted.shape[1] // 2
    return [written[at : at + length] for at in range(0, len(written), length)] if length else [b""] * len(vectors)


class Meaning(Data, frozen=True, kw_only=True):
    """`words` by stem; `documents` a row of numbers from -7 to 7 for each question.

    `weight` says how many tenths a cosine of 1 adds to a words' score of 1.
    """

    size: int
    weight: int
    words: WordVectors
    documents: NDArray[np.int8]
