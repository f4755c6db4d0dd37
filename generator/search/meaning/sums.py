"""Rows of numbers -> the sum of each stretch of them, a little at a time: large arrays cost more than adding them up.

Knows nothing of what is added up. Whole numbers stay whole, whatever machine adds them in whatever order.
"""

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]
Floats = NDArray[np.float64]

# So many rows at once.
_CHUNK = 1 << 11


def sums(rows: NDArray[np.generic], numbers: Whole, shares: Floats | None, starts: Whole) -> Floats:
    """For each stretch of `numbers` the sum of these rows, each times its share. No stretch is empty."""
    total = np.zeros((len(starts), rows.shape[1]))
    ends = np.append(starts[1:], len(numbers))
    first = 0
    while first < len(starts):
        after = max(first + 1, int(np.searchsorted(ends, starts[first] + _CHUNK, side="right")))
        part = slice(starts[first], ends[after - 1])
        here = rows[numbers[part]].astype(np.float64)
        if shares is not None:
            here *= shares[part, None]
        total[first:after] = np.add.reduceat(here, starts[first:after] - starts[first], axis=0)
        first = after
    return total


def starts_of(sorted_numbers: Whole) -> Whole:
    """Where in an ascending list each number stands for the first time."""
    return np.flatnonzero(np.diff(sorted_numbers, prepend=-1))


def short_sums(
    rows: NDArray[np.generic], numbers: Whole, shares: Floats | None, starts: Whole, lengths: Whole
) -> Floats:
    """The same, faster where all stretches are short: the first row of each, then the second, and so on."""
    total = np.zeros((len(starts), rows.shape[1]))
    here, place = np.arange(len(starts)), 0
    while len(here):
        at = starts[here] + place
        part = rows[numbers[at]].astype(np.float64)
        if shares is not None:
            part *= shares[at, None]
        total[here] += part
        place += 1
        here = here[lengths[here] > place]
    return total
