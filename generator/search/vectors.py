"""What meaning gives the index: a small vector for each word and each question.

Knows nothing of where vectors come from.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

WordVectors = Mapping[str, tuple[int, Sequence[int]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """`words`: by stem a scale (1 to 255) and `size` numbers from -7 to 7; `documents` a row of such numbers for each question.

    `weight` says how many tenths a cosine of 1 adds to a words' score of 1.
    """

    size: int
    weight: int
    words: WordVectors
    documents: NDArray[np.int8]
