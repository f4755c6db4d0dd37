"""The frequent words of the language -> the directions in which their vectors differ most, as the search ships them.

To be run when the package of general vectors has others:
`python -m bench.search.directions generator/search/meaning/directions.bin`.
"""

import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from generator.search.meaning.general import SIZE, frequent, general_vectors
from generator.search.stems import stemmer

# Numbers of a direction are parts of this; the greatest has to fit into a byte.
PARTS = 250


def derived() -> NDArray[np.int8]:
    """One direction a column. Raises LookupError where the package is not installed."""
    general = general_vectors("en")
    if general is None:
        raise LookupError("wordllama is not installed")
    words, stem = frequent(), stemmer("english")
    vectors = general.whole(words)
    # How the forms of one stem differ says little: their mean stands for them.
    stems, numbers, counts = np.unique([stem(word) for word in words], return_inverse=True, return_counts=True)
    rows = np.zeros((len(stems), vectors.shape[1]))
    np.add.at(rows, numbers, vectors)
    rows /= counts[:, None]
    _, found = np.linalg.eigh(rows.T @ rows)
    columns = found[:, ::-1][:, :SIZE]
    largest = np.abs(columns).argmax(axis=0)
    # A direction and its opposite are the same one: each is turned so that two machines agree.
    rounded: NDArray[np.int8] = np.rint(columns * np.sign(columns[largest, np.arange(SIZE)]) * PARTS).astype(np.int8)
    return rounded


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(derived().tobytes())
