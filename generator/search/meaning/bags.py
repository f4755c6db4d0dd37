"""Texts -> which words stand in them, as columns of numbers that are quick to add up.

Knows nothing of vectors.
"""

from array import array
from collections.abc import Sequence

import numpy as np

from desk.data import Data
from generator.search.meaning.sums import Floats, Whole, starts_of, sums
from generator.search.meaning.vocabulary import Vocabulary
from generator.search.words import forms_of


class Bag(Data, frozen=True):
    """Word number `words[i]` stands `times[i]` times in text number `texts[i]`; texts ascend, and there are `count`."""

    texts: Whole
    words: Whole
    times: Floats
    count: int

    def sums(self, vectors: Floats) -> Floats:
        """The sum of the vectors of each text's words."""
        total = np.zeros((self.count, vectors.shape[1]))
        starts = starts_of(self.texts)
        total[self.texts[starts]] = sums(vectors, self.words, self.times, starts)
        return total


def bag_of(texts: Sequence[str], known_forms: Sequence[str], vocabulary: Vocabulary) -> Bag:
    """The stems of the known words of texts, weighed."""
    known = {form: number for number, form in enumerate(known_forms)}
    words, times, lengths = array("q"), array("q"), []
    for text in texts:
        counted: dict[int, int] = {}
        for form in forms_of(text):
            if form in known:
                counted[known[form]] = counted.get(known[form], 0) + 1
        words.extend(counted)
        times.extend(counted.values())
        lengths.append(len(counted))
    forms = np.array(words, dtype=np.int64)
    return Bag(
        np.repeat(np.arange(len(lengths)), lengths),
        vocabulary.stem_of[forms],
        np.array(times, dtype=np.float64) * vocabulary.weights[forms],
        len(lengths),
    )
