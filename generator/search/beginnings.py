"""Words -> common beginnings of theirs, each with the documents where such words weigh most.

Who has typed two letters of a word on a large site gets the best of thousands, from one place. Knows nothing of files.
"""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from generator.search.chunks import Whole, spread
from generator.search.ranking import Postings

SHORTEST = 2
MOST_DOCUMENTS = 128

Impacts = NDArray[np.uint8]


def common_beginnings(folds: Sequence[Sequence[str]], sizes: Sequence[int], large: int) -> list[dict[str, list[int]]]:
    """By length, the beginnings whose words take more than `large` in the index, and the numbers of their stems."""
    levels: list[dict[str, list[int]]] = []
    left = [(form, number) for number, forms in enumerate(folds) for form in forms]
    length = SHORTEST
    while left:
        groups: dict[str, list[int]] = {}
        for form, number in left:
            numbers = groups.setdefault(form[:length], [])
            # Numbers ascend, and those of one stem come one after the other.
            if not numbers or numbers[-1] != number:
                numbers.append(number)
        level = {
            beginning: numbers
            for beginning, numbers in groups.items()
            if len(beginning) == length and sum([sizes[number] for number in numbers]) > large
        }
        left = [(form, number) for form, number in left if form[:length] in level]
        levels.append(level)
        length += 1
    return levels


def best_documents(
    levels: Sequence[Mapping[str, list[int]]], postings: Postings
) -> Iterator[tuple[str, Whole, Impacts]]:
    """Each beginning, its best documents, ascending, and their impacts."""
    documents = int(postings.documents.max(initial=-1)) + 1
    longer: dict[str, Impacts] = {}
    for level in reversed(levels):
        here: dict[str, Impacts] = {}
        # What longer beginnings have gathered is not gathered again.
        gathered: dict[str, list[str]] = {}
        for beginning in longer:
            gathered.setdefault(beginning[:-1], []).append(beginning)
        for beginning, numbers in level.items():
            best = np.zeros(documents, np.uint8)
            done: set[int] = set()
            for part in gathered.get(beginning, ()):
                np.maximum(best, longer[part], out=best)
                done.update(levels[len(part) - SHORTEST][part])
            _gather(best, np.array([number for number in numbers if number not in done], np.int64), postings)
            here[beginning] = best
            # To find truths takes a fifth of the time that it takes to find numbers.
            there = np.flatnonzero(best > 0)
            yield beginning, *greatest(there, best[there], MOST_DOCUMENTS)
        longer = here


def greatest(documents: Whole, impacts: Impacts, most: int) -> tuple[Whole, Impacts]:
    """The documents with the greatest impacts; of equal ones the first."""
    if len(documents) <= most:
        return documents, impacts
    chosen = np.sort(np.argsort(255 - impacts, kind="stable")[:most])
    return documents[chosen], impacts[chosen]


def _gather(best: Impacts, stems: Whole, postings: Postings) -> None:
    starts = postings.starts[stems]
    places = spread(starts, postings.starts[stems + 1] - starts)
    np.maximum.at(best, postings.documents[places], postings.impacts[places])
