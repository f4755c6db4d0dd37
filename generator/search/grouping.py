"""Vectors of questions -> an order in which those of like meaning stand together, in groups of one size.

What is read together is stored together: vectors of a group make one file, and results share files of cards. Only whole
numbers are added up, so that every machine finds the same order.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.int8]
Numbers = NDArray[np.float64]

_ROUNDS = 4
_GREATEST = 7


def in_groups(vectors: Vectors, group: int) -> list[int]:
    """The order: numbers of documents. Halved again and again, each time between the two middles that part them best."""
    return [int(number) for number in _halved(np.arange(len(vectors)), vectors.astype(np.float64), group)]


def centers(vectors: Vectors, group: int) -> Vectors:
    """The middle of each group of an ordered set, in the numbers of a vector."""
    middles = [_center(vectors[start : start + group].astype(np.float64)) for start in range(0, len(vectors), group)]
    return np.array(middles, dtype=np.int8).reshape(len(middles), vectors.shape[1])


def _halved(numbers: NDArray[np.int64], vectors: Numbers, group: int) -> Iterator[np.int64]:
    if len(numbers) <= group:
        yield from numbers
        return
    here = vectors[numbers]
    # Both sides hold whole groups, so that the groups of the order are the groups that were found.
    groups = -(-len(numbers) // group)
    first = (groups // 2) * group
    far = _farthest(here, here.sum(axis=0))
    one, other = here[far], here[_farthest(here, here[far])]
    order = np.arange(len(numbers))
    for _ in range(_ROUNDS):
        # Products of whole numbers, added up below 2**53: exact, in whichever order a machine adds.
        order = np.argsort(here @ (_rounded(other) - _rounded(one)), kind="stable")
        one, other = here[order[:first]].sum(axis=0), here[order[first:]].sum(axis=0)
    yield from _halved(np.sort(numbers[order[:first]]), vectors, group)
    yield from _halved(np.sort(numbers[order[first:]]), vectors, group)


def _farthest(here: Numbers, middle: Numbers) -> int:
    return int(np.argmin(here @ middle))


def _rounded(total: Numbers) -> Numbers:
    """A sum of vectors as a direction of whole numbers of like size, whatever the number of vectors in it."""
    length = np.sqrt((total * total).sum())
    rounded: Numbers = np.rint(total * (1000 / length)) if length else total
    return rounded


def _center(here: Numbers) -> Numbers:
    total = here.sum(axis=0)
    greatest = np.abs(total).max(initial=0)
    center: Numbers = np.rint(total * (_GREATEST / greatest)) if greatest else total
    return center
