"""Words -> general vectors: what each means in the English of the whole web, from the package WordLlama.

Reads the package's files without importing it, which would take a second. Knows nothing of the site.
"""

import importlib.util
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from generator.search.meaning.pieces import Pieces, pieces_from
from generator.search.meaning.tensors import read_tensors

Vectors = NDArray[np.float64]

PACKAGE = "wordllama"
WEIGHTS, PIECES = "weights/l2_supercat_256.safetensors", "tokenizers/l2_supercat_tokenizer_config.json"
# Its vectors were learned from English; Spanish is found better by words alone (docs/adr/0019).
LANGUAGES = frozenset({"en"})
# Numbers are rounded to this part of one: sums of such numbers are exact, whatever machine adds them up in whatever order.
GRID = 1 << 12
SHORTEST_WORD = 3


@dataclass(frozen=True, slots=True)
class GeneralVectors:
    """What takes words to pieces, and the vector of each piece."""

    pieces: Pieces
    vectors: NDArray[Any]

    def of(self, words: Sequence[str]) -> Vectors:
        """A row for each word: the mean of its pieces."""
        cut = self.pieces.of(words)
        counts = np.array([len(ids) for ids in cut], dtype=np.int64)
        # Every word begins with the piece of the space before it, so none is without pieces.
        starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
        found = self.vectors[[piece for ids in cut for piece in ids]].astype(np.float64)
        return on_grid(np.add.reduceat(found, starts, axis=0) / counts[:, None])

    def vocabulary(self) -> list[str]:
        """Words that have a piece of their own: the frequent ones of the language."""
        return [
            word
            for word in self.pieces.whole_words()
            if len(word) >= SHORTEST_WORD and word.isascii() and word.isalpha() and word.islower()
        ]


def on_grid(numbers: Vectors) -> Vectors:
    """Rounded, so that what is added up afterwards is the same everywhere."""
    rounded: Vectors = np.rint(numbers * GRID) / GRID
    return rounded


def general_vectors(language: str) -> GeneralVectors | None:
    """The vectors for a language; None where there are none."""
    return _read() if is_known(language) else None


def is_known(language: str) -> bool:
    """Whether vectors of the language are of use."""
    return language.partition("-")[0].lower() in LANGUAGES


def package_folder(package: str, *files: str) -> Path | None:
    """Where a package lies, if it is installed and holds the files that we know; it is not imported."""
    found = importlib.util.find_spec(package)
    for place in (found.submodule_search_locations if found else None) or ():
        if all(Path(place, file).is_file() for file in files):
            return Path(place)
    return None


@cache
def _read() -> GeneralVectors | None:
    folder = package_folder(PACKAGE, WEIGHTS, PIECES)
    if folder is None:
        return None
    (vectors,) = read_tensors((folder / WEIGHTS).read_bytes()).values()
    return GeneralVectors(pieces_from((folder / PIECES).read_bytes()), vectors)
