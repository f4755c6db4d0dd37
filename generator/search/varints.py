"""Columns of whole numbers -> varints: seven bits a byte, the lowest first.

Knows nothing of what the numbers are.
"""

import numpy as np

from generator.search.chunks import Whole

# Numbers from which a varint is a byte longer.
_LARGER = [1 << 7, 1 << 14, 1 << 21]
_SEVEN_BITS = 127


def varints(numbers: Whole) -> tuple[bytes, Whole]:
    """Each number as a varint, and where in the bytes each starts; the last is the end."""
    lengths = np.ones(len(numbers), np.int64)
    for larger in _LARGER:
        lengths += numbers >= larger
    starts = np.concatenate([[0], np.cumsum(lengths)])
    written = np.zeros(int(starts[-1]), dtype=np.uint8)
    left, places = numbers, starts[:-1]
    while len(left):
        goes_on = left > _SEVEN_BITS
        written[places] = left & _SEVEN_BITS | goes_on << 7
        left, places = left[goes_on] >> 7, places[goes_on] + 1
    return written.tobytes(), starts


def gaps(numbers: Whole, starts: Whole) -> list[bytes]:
    """Stretches of ascending numbers, each from `starts[n]` to `starts[n + 1]`: number - number before - 1, from -1 on."""
    if not len(numbers):
        return [b""] * (len(starts) - 1)
    before = np.concatenate([[-1], numbers[:-1]])
    firsts = starts[:-1]
    before[firsts[firsts < len(before)]] = -1
    written, places = varints(numbers - before - 1)
    ends = places[starts].tolist()
    return [written[ends[at] : ends[at + 1]] for at in range(len(ends) - 1)]
