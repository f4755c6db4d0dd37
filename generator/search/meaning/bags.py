"""Analyzed questions -> which words stand in which texts, as columns of numbers that are quick to add up.

Knows nothing of vectors.
"""

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from generator.search.analysis import FIELDS, Analyzed
from generator.search.words import fold

Numbers = NDArray[np.int64]
Floats = NDArray[np.float64]

# What a word adds to the vector of a text: the same whole numbers with which a query weighs its words.
CONTENT, FUNCTION = 10, 4
# A word of a title is worth as many of a body where forms of one stem share its vector.
_TITLE_TIMES = 5
# So many vectors are held in memory at once.
_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class Bag:
    """Word number `words[i]` stands `times[i]` times in text number `texts[i]`; texts ascend, and there are `count`."""

    texts: Numbers
    words: Numbers
    times: Floats
    count: int

    def sums(self, vectors: Floats) -> Floats:
        """The sum of the vectors of each text's words."""
        total = np.zeros((self.count, vectors.shape[1]))
        for start in range(0, len(self.texts), _CHUNK):
            part = slice(start, start + _CHUNK)
            texts = self.texts[part]
            first = np.flatnonzero(np.concatenate([[True], texts[1:] != texts[:-1]]))
            total[texts[first]] += np.add.reduceat(vectors[self.words[part]] * self.times[part, None], first, axis=0)
        return total


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """Forms, the number of the stem of each, what each weighs, and how often the site writes it."""

    forms: list[str]
    stems: list[str]
    stem_of: Numbers
    weights: Floats
    used: Floats

    def stemmed(self, bag: Bag) -> Bag:
        """A bag of forms as one of stems, weighed."""
        return Bag(bag.texts, self.stem_of[bag.words], bag.times * self.weights[bag.words], bag.count)


def bags_of(analyzed: Sequence[Analyzed], forms: dict[str, int]) -> dict[str, Bag]:
    """The forms of each field; a form that has no number yet is given one."""
    return {name: bag_of((question.fields[place] for question in analyzed), forms) for place, name in enumerate(FIELDS)}


def bag_of(counted: Iterable[Mapping[str, int]], forms: dict[str, int]) -> Bag:
    """Counted forms of texts as numbers."""
    words, times, lengths = array("q"), array("q"), []
    for text in counted:
        words.extend([forms.setdefault(form, len(forms)) for form in text])
        times.extend(text.values())
        lengths.append(len(text))
    texts = np.repeat(np.arange(len(lengths)), lengths)
    return Bag(texts, np.array(words, dtype=np.int64), np.array(times, dtype=np.float64), len(lengths))


def vocabulary_of(
    bags: dict[str, Bag],
    forms: dict[str, int],
    stem: Callable[[str], str],
    function: frozenset[str],
    general: Iterable[str],
) -> Vocabulary:
    """The words of a site, and those of the language that people may use in their place."""
    for form in general:
        forms.setdefault(form, len(forms))
    used = np.zeros(len(forms))
    for name, bag in bags.items():
        times = bag.times * (1 if name == "body" else _TITLE_TIMES)
        used += np.bincount(bag.words, times, minlength=len(forms))
    stems: dict[str, int] = {}
    return Vocabulary(
        forms=list(forms),
        stem_of=np.array([stems.setdefault(stem(form), len(stems)) for form in forms], dtype=np.int64),
        stems=list(stems),
        weights=np.array([FUNCTION if fold(form) in function else CONTENT for form in forms], dtype=np.float64),
        used=used,
    )
