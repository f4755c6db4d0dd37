"""Vectors of questions -> groups of like meaning, so that a query reads the few groups that are near to it.

A changed question changes few groups. Only whole numbers are added up, so that every machine finds the same ones.
"""

import math
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.int8]
Places = NDArray[np.int64]
Numbers = NDArray[np.float64]
Sides = NDArray[np.bool_]

# Questions in a group at most; more where there would be too many groups, whose centers are all read by each query.
MOST, MOST_GROUPS = 24, 512
_USUAL_SHARE = 2 / 3
_ROUNDS = 4
_GREATEST = 7


def groups_of(vectors: Vectors) -> list[Places]:
    """The groups, each a list of ascending places. A question without a vector is in none.

    Halved again and again between two middles. What decides is rounded so coarsely that one question seldom moves it: the
    direction to -1, 0 and 1 in each number, the border to a quarter of the spread. Then its own branch changes, no other.
    """
    there = np.flatnonzero(vectors.any(axis=1))
    most = MOST
    while len(there) > most * _USUAL_SHARE * MOST_GROUPS:
        most *= 2
    return list(_halved(there, vectors.astype(np.float64), most))


def centers(vectors: Vectors, groups: Sequence[Places]) -> Vectors:
    """The middle of each group, in the numbers of a vector."""
    middles = [_center(vectors[group].astype(np.float64)) for group in groups]
    return np.array(middles, dtype=np.int8).reshape(len(middles), vectors.shape[1])


def _halved(places: Places, vectors: Numbers, most: int) -> Iterator[Places]:
    waiting = [places]
    while waiting:
        here = waiting.pop()
        if len(here) > most:
            first = _first_half(vectors[here])
            if np.count_nonzero(first) in {0, len(first)}:
                # All of them mean the same.
                first = np.arange(len(here)) < len(here) // 2
            waiting += [here[~first], here[first]]
        elif len(here):
            yield here


def _first_half(here: Numbers) -> Sides:
    """Which vectors lie on the first side, between the two middles that part them best."""
    total = _sum(here)
    one = here[(here @ total).argmin()]
    first = _before_border(here @ (here[(here @ one).argmin()] - one))
    for _ in range(_ROUNDS):
        count = int(np.count_nonzero(first))
        if count in {0, len(first)}:
            break
        part = first.astype(np.float64) @ here
        direction = (total - part) / (len(first) - count) - part / count
        moved = _before_border(here @ np.rint(direction / (np.maximum.reduce(np.abs(direction)) or 1)))
        # Bytes are compared in a tenth of the time in which so few numbers are.
        if moved.tobytes() == first.tobytes():
            break
        first = moved
    return first


def _before_border(along: Numbers) -> Sides:
    """Which of them lie before the middle one, as near as a coarse ruler tells."""
    ordered = along.copy()
    ordered.sort()
    count = len(ordered)
    quarter, middle, last_quarter = ordered[[count // 4, count // 2, count * 3 // 4]].tolist()
    # A power of two, so that dividing by it is exact.
    step = 2.0 ** max(0, int(last_quarter - quarter).bit_length() - 3)
    before: Sides = along < math.floor(middle / step + 0.5) * step
    return before if np.count_nonzero(before) else along <= middle


def _sum(here: Numbers) -> Numbers:
    total: Numbers = np.ones(len(here)) @ here
    return total


def _center(here: Numbers) -> Numbers:
    total = _sum(here)
    greatest = np.abs(total).max(initial=0)
    center: Numbers = np.rint(total * (_GREATEST / greatest)) if greatest else total
    return center
