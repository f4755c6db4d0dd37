"""Counted questions -> the documents of each stem, each with its impact: what finding that word there is worth, 1 to 255.

BM25F, worked out once at build time. What all documents share, such as the usual length of an answer, is rounded so coarsely
that an edit of one seldom moves it: then nothing changes in the others. Knows nothing of files and queries.
"""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from desk.data import Data
from generator.search.chunks import Whole
from generator.search.columns import FIELDS, Counted
from generator.search.lexicon import Lexicon

# Title far above the rest: who asks in the words of the title wants that answer.
FIELD_WEIGHTS = {"title": 10.0, "synonyms": 6.0, "about": 2.0, "summary": 1.0, "body": 1.0}
# How slowly a word that comes again adds less, and how much a long text counts less. Measured; see docs/adr/0018.
SATURATION = 5.0
LENGTH = 0.7
GREATEST_IMPACT = 255
# As rare as in one of nine titles: a function word that few titles happen to have says no more than one that many have.
RAREST_FUNCTION_WORD = 2.2
# Significant bits that are left of a length, and of what all documents share.
LENGTH_BITS, SHARED_BITS = 4, 5

# Weights are whole numbers of such parts, so that their sums are exact, in whichever order a machine adds.
_PARTS = 1 << 10
_WEIGHT_BITS = 24
_MOST_WEIGHT = (1 << _WEIGHT_BITS) - 1


class Postings(Data, frozen=True):
    """Stem number `s` stands in `documents[starts[s]:starts[s + 1]]`, ascending, with the impacts at the same places."""

    starts: Whole
    documents: Whole
    impacts: NDArray[np.uint8]

    def counts(self) -> Whole:
        """In how many documents each stem stands."""
        return np.diff(self.starts)


def postings(counted: Counted, lexicon: Lexicon, function: frozenset[str] = frozenset()) -> Postings:
    """The postings of all stems; `function` words are folded."""
    documents = max(1, counted.documents)
    keys, weights = _weighed(counted, lexicon.numbers, documents)
    starts = np.searchsorted(keys, np.arange(len(lexicon.stems) + 1) * documents)
    rarest = [RAREST_FUNCTION_WORD if function.issuperset(folds) else math.inf for folds in lexicon.folds]
    impacts = _impacts(weights, np.diff(starts), coarse(counted.documents, SHARED_BITS), rarest)
    return Postings(starts, keys - np.repeat(np.arange(len(lexicon.stems)) * documents, np.diff(starts)), impacts)


def coarse(number: int, bits: int) -> int:
    """The nearest number with so few significant bits."""
    shift = max(0, number.bit_length() - bits)
    return (number + (1 << shift >> 1)) >> shift << shift


def _weighed(counted: Counted, stems: Whole, documents: int) -> tuple[Whole, Whole]:
    """Each pair of stem and document as `stem * documents + document`, ascending, and how often, weighed by field and length."""
    lengths = np.diff(counted.starts)
    weights = np.repeat(_factors(_lengths(counted)), lengths) * counted.times
    # Both in one number: to sort these is quicker than to find out an order.
    pairs = (stems * documents << _WEIGHT_BITS)[counted.numbers]
    pairs += np.repeat(np.arange(len(lengths)) // len(FIELDS) << _WEIGHT_BITS, lengths)
    pairs += np.minimum(np.rint(weights), _MOST_WEIGHT).astype(np.int64)
    pairs.sort()
    keys = pairs >> _WEIGHT_BITS
    # Four times as fast as a difference with something before it.
    first = np.flatnonzero(np.concatenate([keys[:1] > -1, keys[1:] != keys[:-1]]))
    pairs &= _MOST_WEIGHT
    return keys[first], np.add.reduceat(pairs, first) if len(first) else pairs


def _lengths(counted: Counted) -> Whole:
    """By text: how many words it has."""
    sums = np.concatenate([[0], np.cumsum(counted.times, dtype=np.int64)])
    lengths: Whole = np.diff(sums[counted.starts])
    return lengths


def _factors(lengths: Whole) -> NDArray[np.float64]:
    """By text: what a word in it weighs, in parts."""
    by_field = lengths.reshape(-1, len(FIELDS))
    factors = np.zeros(by_field.shape)
    for place, name in enumerate(FIELDS):
        own = by_field[:, place]
        average = max(1, coarse(int(own.sum()) // max(1, int(np.count_nonzero(own))), SHARED_BITS))
        factors[:, place] = FIELD_WEIGHTS[name] * _PARTS / (1 - LENGTH + LENGTH * _coarse_all(own) / average)
    return factors.ravel()


def _coarse_all(numbers: Whole) -> Whole:
    """Each with few significant bits."""
    _, exponents = np.frexp(numbers.astype(np.float64))
    shifts = np.maximum(0, exponents - LENGTH_BITS).astype(np.int64)
    rounded: Whole = (numbers + (1 << shifts >> 1)) >> shifts << shifts
    return rounded


def _impacts(weights: Whole, counts: Whole, documents: int, rarest: Sequence[float]) -> NDArray[np.uint8]:
    """Rare words get all 8 bits, frequent ones fewer: the scale is that of a word that stands in one document only."""
    different, places = np.unique(counts, return_inverse=True)
    logarithms = [math.log(1 + (max(0, documents - count) + 0.5) / (count + 0.5)) for count in different.tolist()]
    rarity = np.minimum(np.array(logarithms)[places], np.array(rarest))
    scale = GREATEST_IMPACT / math.log(1 + (documents - 0.5) / 1.5) if documents > 1 else GREATEST_IMPACT
    exact = weights / (SATURATION * _PARTS + weights)
    exact *= np.repeat(rarity * scale, counts)
    rounded: NDArray[np.uint8] = np.clip(np.rint(exact, out=exact), 1, GREATEST_IMPACT, out=exact).astype(np.uint8)
    return rounded
