"""Small vectors of forms -> those of 4 bits that a browser loads, for each stem and each question.

A stem's depends on its forms, a question's on its own words, and on nothing else. Knows nothing of where vectors come from.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from desk.data import Data
from generator.search.chunks import spread
from generator.search.columns import FIELDS, Counted
from generator.search.meaning.sums import Floats, Whole, short_sums, starts_of
from generator.search.meaning.vocabulary import Vocabulary

GREATEST = 7
GREATEST_SCALE = 255
# What the fields of a question add to its vector, each brought to length 1 before.
TITLE, ABOUT, BODY = 1.0, 0.3, 0.6
_SHARES = {"title": TITLE, "synonyms": ABOUT, "summary": ABOUT, "body": BODY}
# Sums of texts are brought to whole numbers of this size: their squares add up exactly.
_FINE = (1 << 12) - 1
_QUESTIONS = 16
_STEMS = 512

Bits = NDArray[np.int8]


class Stems(Data, frozen=True):
    """A row of numbers from -7 to 7 for each stem, and a scale that keeps its length beside the others."""

    scales: NDArray[np.uint8]
    numbers: Bits


def stem_means(vocabulary: Vocabulary, forms: NDArray[np.generic]) -> Floats:
    """The vector of each stem, by number: the mean of its forms."""
    return np.concatenate(list(_stem_means(vocabulary, forms)))


def small_stems(vocabulary: Vocabulary, forms: NDArray[np.generic], full: float) -> Stems:
    """Those in few bits, a few at a time: large tables cost more than working them out."""
    parts = [stems_in_few_bits(means, full) for means in _stem_means(vocabulary, forms)]
    return Stems(np.concatenate([part.scales for part in parts]), np.concatenate([part.numbers for part in parts]))


def _stem_means(vocabulary: Vocabulary, forms: NDArray[np.generic]) -> Iterator[Floats]:
    order = np.argsort(vocabulary.stem_of, kind="stable")
    starts = starts_of(vocabulary.stem_of[order])
    lengths = np.diff(starts, append=len(order))
    shares = vocabulary.shares[order]
    total = np.add.reduceat(shares, starts)
    for first in range(0, len(starts), _STEMS):
        part = slice(first, first + _STEMS)
        yield short_sums(forms, order, shares, starts[part], lengths[part]) / total[part, None]


def in_few_bits(rows: Floats) -> Bits:
    """Each row as numbers from -7 to 7; what a row loses is its length."""
    greatest = np.abs(rows).max(axis=1, initial=0)[:, None]
    return np.rint(rows * GREATEST / np.where(greatest == 0, 1, greatest)).astype(np.int8)


def stems_in_few_bits(rows: Floats, full: float) -> Stems:
    """A few words with very long vectors, beyond `full`, shall not take the others' precision."""
    scales = np.rint(np.abs(rows).max(axis=1, initial=0) * (GREATEST_SCALE / full))
    return Stems(np.minimum(scales, GREATEST_SCALE).astype(np.uint8), in_few_bits(rows))


def question_vectors(counts: Counted, places: Whole, vocabulary: Vocabulary, stems: Stems) -> Bits:
    """The vectors of the questions at these places: of each that of its fields, by what they tell."""
    weights = vocabulary.weights[: len(counts.forms)]
    stem_of = vocabulary.stem_of[: len(counts.forms)]
    table = stems.numbers.astype(np.float64) * stems.scales[:, None]
    found = np.zeros((len(places), table.shape[1]), dtype=np.int8)
    for start in range(0, len(places), _QUESTIONS):
        part = places[start : start + _QUESTIONS]
        texts = (part[:, None] * len(FIELDS) + np.arange(len(FIELDS))).ravel()
        lengths = counts.starts[texts + 1] - counts.starts[texts]
        there = spread(counts.starts[texts], lengths)
        numbers = counts.numbers[there]
        times = counts.times[there] * weights[numbers]
        fields = _sums(times, table[stem_of[numbers]], np.cumsum(lengths).tolist())
        found[start : start + _QUESTIONS] = _joined(fields.reshape(len(part), len(FIELDS), -1))
    return found


def _sums(times: Floats, rows: Floats, ends: Sequence[int]) -> Floats:
    """The sum of the rows of each text, each so many times: whole numbers, that are the same in any order."""
    total = np.zeros((len(ends), rows.shape[1]))
    for own, first, end in zip(total, [0, *ends], ends, strict=False):
        np.matmul(times[first:end], rows[first:end], out=own)
    return total


def _joined(fields: Floats) -> Bits:
    """By question and field sums of vectors."""
    greatest = np.abs(fields).max(axis=2, keepdims=True)
    fine = np.rint(fields * (_FINE / np.where(greatest == 0, 1, greatest)))
    lengths = np.sqrt((fine * fine).sum(axis=2, keepdims=True))
    united = fine / np.where(lengths == 0, 1, lengths)
    total = np.zeros((len(fields), fields.shape[2]))
    for name, share in _SHARES.items():
        total += share * united[:, FIELDS.index(name)]
    return in_few_bits(total)
