"""Counted forms, and the frequent words of the language -> all words that have a vector, and what each is worth.

Knows nothing of vectors.
"""

from collections.abc import Sequence

import numpy as np

from desk.data import Data
from generator.search.columns import FIELDS, Counted
from generator.search.meaning.known_words import KnownWords
from generator.search.meaning.sums import Floats, Whole

# A word of a title is worth as many of a body where forms of one stem share its vector.
TITLE_TIMES = 3.0
# A stem's vector is that of its forms: a form that the site lacks counts a little, a frequent one not too much.
UNSEEN, SEEN = 1, 3


class Vocabulary(Data, frozen=True, kw_only=True):
    """Forms by their place among the known ones: those of the site in its order, then all others.

    Stems; and by form the number of its stem, what it weighs, and what of its stem it is.
    """

    forms: Whole
    stems: list[str]
    stem_of: Whole
    weights: Floats
    shares: Floats


def vocabulary_of(counts: Counted, known: KnownWords, more: Sequence[str] = ()) -> Vocabulary:
    """The words of a site, `more` of which it may have, and those of the language that people may use in their place."""
    own = known.numbers_of([*counts.forms, *more])
    forms = _each_once(np.concatenate([own, np.arange(known.frequent)]))
    stem_of = known.stem_of[forms].astype(np.int64)
    stems = _each_once(stem_of)
    place = np.zeros(len(known.stems), dtype=np.int64)
    place[stems] = np.arange(len(stems))
    return Vocabulary(
        forms=forms,
        stems=[known.stems[number] for number in stems.tolist()],
        stem_of=place[stem_of],
        weights=known.weights[forms].astype(np.float64),
        shares=_shares(_used(counts, len(forms))),
    )


def _each_once(numbers: Whole) -> Whole:
    """In the order in which they come first: it tells nothing of what was known before."""
    _, first = np.unique(numbers, return_index=True)
    once: Whole = numbers[np.sort(first)]
    return once


def _used(counts: Counted, forms: int) -> Floats:
    """How often the site writes each form."""
    worth = np.tile([1.0 if name == "body" else TITLE_TIMES for name in FIELDS], counts.documents)
    times: Floats = np.repeat(worth, np.diff(counts.starts)) * counts.times
    return np.bincount(counts.numbers, times, minlength=forms).astype(np.float64)


def _shares(used: Floats) -> Floats:
    """Of a form that is used 1, 16, 256 ... times it is 1, 4, 16 ... times as much: an edit seldom moves one across."""
    powers = (np.frexp(used)[1] - 1) // 4 * 2
    return np.where(used > 0, SEEN * np.exp2(powers), UNSEEN)
