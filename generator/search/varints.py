"""Columns of whole numbers -> varints: seven bits a byte, the lowest first.

Knows nothing of what the numbers are.
"""

import numpy as np

from generator.search.chunks import Whole

_BITS = 7
# What one byte holds, and the bit of one that is not the last of its number.
_LOWEST, _GOES_ON = (1 << _BITS) - 1, 1 << _BITS


def varints(numbers: Whole) -> tuple[bytes, Whole]:
    """Each number as a varint; and by byte, but for the first one of each number, the place of the number, ascending.

    Most numbers take one byte: the others are put between them.
    """
    firsts = (numbers & _LOWEST | (numbers > _LOWEST) * _GOES_ON).astype(np.uint8)
    places, more = np.flatnonzero(numbers > _LOWEST), [firsts[:0]]
    behind, rest = [places[:0]], numbers[places] >> _BITS
    while len(places):
        behind.append(places)
        more.append((rest & _LOWEST | (rest > _LOWEST) * _GOES_ON).astype(np.uint8))
        places, rest = places[rest > _LOWEST], rest[rest > _LOWEST] >> _BITS
    all_behind = np.concatenate(behind)
    return np.insert(firsts, all_behind + 1, np.concatenate(more)).tobytes(), np.sort(all_behind)


def gaps(numbers: Whole, starts: Whole) -> list[bytes]:
    """Stretches of ascending numbers, each from `starts[n]` to `starts[n + 1]`: number - number before - 1, from -1 on."""
    if not len(numbers):
        return [b""] * (len(starts) - 1)
    before = np.concatenate([[-1], numbers[:-1]])
    firsts = starts[:-1]
    before[firsts[firsts < len(before)]] = -1
    written, behind = varints(numbers - before - 1)
    ends = (starts + np.searchsorted(behind, starts)).tolist()
    return [written[ends[at] : ends[at + 1]] for at in range(len(ends) - 1)]
