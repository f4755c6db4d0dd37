"""Sentences -> vectors of 384 numbers, by the model all-MiniLM-L6-v2 in plain numpy: nothing of torch is needed.

Reads the model from one of the two packages that carry it. Knows nothing of search.
"""

import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from generator.search.meaning.packages import INSTALL, MODEL, MODEL_PIECES, model_place
from generator.search.meaning.pieces import Pieces, pieces_from
from generator.search.meaning.tensors import read_tensors

Array = NDArray[np.float32]

NAME = "all-MiniLM-L6-v2"
LONGEST = 256
HEAD = 32
# So many pieces go through the model at once: more need more memory, and are not faster.
_BATCH = 2048
_TINY = np.float32(1e-12)
# Abramowitz and Stegun 7.1.26: the complement of the error function to 1.5e-7.
_ERF = tuple(np.float32(term) for term in (1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592))
_ERF_SLOPE = np.float32(0.3275911)


@dataclass(frozen=True, slots=True)
class SentenceModel:
    """The weights by their names in the file, and what takes sentences to pieces."""

    weights: Mapping[str, NDArray[Any]]
    pieces: Pieces

    @property
    def size(self) -> int:
        """How many numbers a vector has."""
        return int(self.weights["embeddings.LayerNorm.weight"].shape[0])

    def embed(self, texts: Sequence[str]) -> Array:
        """A row of length 1 for each text. Those of one length go through together, so that nothing is padded."""
        cut = self.pieces.of(texts)
        order = sorted(range(len(cut)), key=lambda number: len(cut[number]))
        found = np.zeros((len(texts), self.size), dtype=np.float32)
        start = 0
        while start < len(order):
            length, end = len(cut[order[start]]), start
            while end < len(order) and len(cut[order[end]]) == length and (end - start) * length < _BATCH:
                end += 1
            found[order[start:end]] = self.forward(np.array([cut[number] for number in order[start:end]]))
            start = end
        return found

    def forward(self, ids: NDArray[np.int64]) -> Array:
        """The mean of the last layer, at length 1, for a rectangle of pieces."""
        count, length = ids.shape
        names = "embeddings.{}_embeddings.weight".format
        rows = self.weights[names("word")][ids] + self.weights[names("position")][:length]
        rows = self._normal((rows + self.weights[names("token_type")][0]).reshape(count * length, -1), "embeddings.")
        layer = 0
        while f"encoder.layer.{layer}.output.dense.weight" in self.weights:
            rows = self._layer(rows, f"encoder.layer.{layer}.", count)
            layer += 1
        means = rows.reshape(count, length, -1).mean(axis=1)
        united: Array = means / np.sqrt(np.einsum("ij,ij->i", means, means))[:, None]
        return united

    def _layer(self, rows: Array, name: str, count: int) -> Array:
        seen = self._normal(rows + self._attention(rows, f"{name}attention.", count), f"{name}attention.output.")
        inner = _gelu(self._linear(seen, f"{name}intermediate.dense"))
        return self._normal(seen + self._linear(inner, f"{name}output.dense"), f"{name}output.")

    def _attention(self, rows: Array, name: str, count: int) -> Array:
        """Each piece looks at the others of its sentence, in heads of 32 numbers."""
        length, heads = len(rows) // count, rows.shape[1] // HEAD
        query, key, value = (
            self._linear(rows, f"{name}self.{part}").reshape(count, length, heads, HEAD).transpose(0, 2, 1, 3)
            for part in ("query", "key", "value")
        )
        looks = (query * np.float32(1 / sqrt(HEAD))) @ key.transpose(0, 1, 3, 2)
        shares: Array = np.exp(looks - looks.max(axis=-1, keepdims=True))
        shares /= shares.sum(axis=-1, keepdims=True)
        seen = (shares @ value).transpose(0, 2, 1, 3).reshape(count * length, heads * HEAD)
        return self._linear(seen, f"{name}output.dense")

    def _linear(self, rows: Array, name: str) -> Array:
        changed: Array = rows @ self.weights[f"{name}.weight"].T
        changed += self.weights[f"{name}.bias"]
        return changed

    def _normal(self, rows: Array, name: str) -> Array:
        around: Array = rows - rows.mean(axis=-1, keepdims=True)
        spread = np.einsum("ij,ij->i", around, around) / np.float32(rows.shape[1])
        around /= np.sqrt(spread + _TINY)[:, None]
        around *= self.weights[f"{name}LayerNorm.weight"]
        around += self.weights[f"{name}LayerNorm.bias"]
        return around


def _gelu(rows: Array) -> Array:
    """`x` times the share of a normal distribution below it: max(x, 0) - |x| erfc(|x| / sqrt 2) / 2."""
    size = np.abs(rows)
    scaled = size * np.float32(1 / sqrt(2))
    slope = 1 / (1 + scaled * _ERF_SLOPE)
    rest = slope * _ERF[0]
    for term in _ERF[1:]:
        rest += term
        rest *= slope
    rest *= np.exp(-scaled * scaled)
    rest *= size * np.float32(0.5)
    above: Array = (np.maximum(rows, 0) - rest).astype(np.float32, copy=False)
    return above


def sentence_model() -> SentenceModel:
    """The model. Raises FileNotFoundError where no package carries it."""
    place = model_place()
    if place is None:
        raise FileNotFoundError(INSTALL)
    if place.suffix == ".zip":
        with zipfile.ZipFile(place) as archive:
            weights, described = archive.read(MODEL), archive.read(MODEL_PIECES)
    else:
        weights, described = (place / MODEL).read_bytes(), (place / MODEL_PIECES).read_bytes()
    return SentenceModel(read_tensors(weights), pieces_from(described, marked=True, longest=LONGEST))
