"""Counted questions -> their vectors by the general vectors of the language; what stays the same is worked out once.

Knows nothing of files of the index.
"""

from collections.abc import Sequence
from itertools import repeat
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from desk.data import Data
from generator.search.columns import FIELDS, Counted
from generator.search.entry import DIGEST
from generator.search.kept import read_kept, write_kept
from generator.search.meaning.general import SIZE
from generator.search.meaning.known_words import known_words
from generator.search.meaning.space import Bits, Stems, question_vectors, small_stems
from generator.search.meaning.sums import Whole
from generator.search.meaning.vocabulary import Vocabulary, vocabulary_of
from generator.search.vectors import Meaning, WordVectors

# Tenths of a cosine that count beside the words' share of 1.
WEIGHT = 15
# The greatest number that ninety-nine of a hundred frequent words do not pass.
FULL = 14_000.0
# Raised when the same words would get other vectors.
_VERSION = "meant questions 1"


class _Before(Data, frozen=True):
    """The stems of the last build with their vectors, and its questions with theirs."""

    names: list[str]
    stems: Stems
    places: dict[bytes, int]
    documents: Bits


def general_meaning(counts: Counted, digests: Sequence[bytes], language: str, cache: Path | None) -> Meaning | None:
    """By the general vectors of the language; None where it has none."""
    known = known_words(counts.forms, language, cache)
    if known is None:
        return None
    vocabulary = vocabulary_of(counts, known)
    stems = small_stems(vocabulary, known.rows[vocabulary.forms], FULL)
    documents = _documents(counts, digests, vocabulary, stems, cache and cache / f"meant-{language}")
    told = np.flatnonzero(stems.scales)
    names = [vocabulary.stems[number] for number in told.tolist()]
    words = WordVectors(names, stems.scales[told], stems.numbers[told])
    return Meaning(size=SIZE, weight=WEIGHT, words=words, documents=documents)


def _documents(
    counts: Counted, digests: Sequence[bytes], vocabulary: Vocabulary, stems: Stems, file: Path | None
) -> Bits:
    """A row for each question: that of the last build where neither it nor the vector of one of its words has changed."""
    before = _read(file)
    found = np.fromiter(map(before.places.get, digests, repeat(-1)), np.int64, len(digests))
    is_same = _same_stems(before, vocabulary.stems, stems)
    if not is_same.all() and len(before.places):
        changed = ~is_same[vocabulary.stem_of[counts.numbers]]
        found[counts.texts()[changed] // len(FIELDS)] = -1
    documents = before.documents[found]
    new = np.flatnonzero(found < 0)
    documents[new] = question_vectors(counts, new, vocabulary, stems)
    if len(new) or len(set(digests)) != len(before.places) or not is_same.all() or len(is_same) != len(before.names):
        _write(file, vocabulary.stems, stems, digests, documents)
    return documents


def _same_stems(before: _Before, names: Sequence[str], stems: Stems) -> NDArray[np.bool_]:
    places: Whole = np.fromiter(
        map(dict(zip(before.names, range(len(before.names)), strict=True)).get, names, repeat(-1)), np.int64, len(names)
    )
    same: NDArray[np.bool_] = (places >= 0) & (before.stems.scales[places] == stems.scales)
    same &= (before.stems.numbers[places] == stems.numbers).all(axis=1)
    return same


def _read(file: Path | None) -> _Before:
    parts = read_kept(file, _VERSION)
    if parts is None:
        # One row that nothing refers to, so that places of what is not there can be looked up.
        empty = np.zeros((1, SIZE), np.int8)
        return _Before([""], Stems(np.zeros(1, np.uint8), empty), {}, empty)
    names, scales, numbers, digests, documents = parts
    keys = bytes(digests)
    return _Before(
        str(names, "utf-8", "surrogatepass").split("\n"),
        Stems(np.frombuffer(scales, np.uint8), np.frombuffer(numbers, np.int8).reshape(-1, SIZE)),
        {keys[at : at + DIGEST]: at // DIGEST for at in range(0, len(keys), DIGEST)},
        np.frombuffer(documents, np.int8).reshape(-1, SIZE),
    )


def _write(file: Path | None, names: Sequence[str], stems: Stems, digests: Sequence[bytes], documents: Bits) -> None:
    text = "\n".join(names).encode("utf-8", "surrogatepass")
    columns = [stems.scales.tobytes(), stems.numbers.tobytes()]
    write_kept(file, _VERSION, [text, *columns, b"".join(digests), documents.tobytes()])
