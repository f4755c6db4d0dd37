"""Sorted rows -> where shards begin. What a row is called decides, not its place: after an edit most shards are as they were.

Knows nothing of what the rows hold.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate, pairwise
from zlib import crc32

from generator.search.shards import units

# A shard has 60 to 140 hundredths of the usual size. Within, it ends before the row whose key has the least checksum.
_LEAST, _MOST = 60, 140


def cuts(keys: Sequence[str], sizes: Sequence[int], usual: int) -> list[int]:
    """The places of the first rows, and the end. Rows of one key stay together, however large they are."""
    firsts = [place for place, (before, key) in enumerate(pairwise(["", *keys])) if not place or key != before]
    sums = [0, *accumulate(sizes)]
    sums_before = [sums[place] for place in firsts]
    # All at once: no key has a line end.
    marks = list(map(crc32, "\n".join([keys[place] for place in firsts]).encode("utf-8", "surrogatepass").split(b"\n")))
    found, at = [], 0
    while at < len(firsts):
        found.append(firsts[at])
        if sums[-1] - sums_before[at] <= usual * _MOST // 100:
            break
        low = max(at + 1, bisect_left(sums_before, sums_before[at] + usual * _LEAST // 100))
        high = max(low + 1, bisect_right(sums_before, sums_before[at] + usual * _MOST // 100))
        at = marks.index(min(marks[low:high]), low) if low < len(firsts) else len(firsts)
    return [*found, len(keys)]


def borders(keys: Sequence[str], starts: Sequence[int]) -> list[str]:
    """For each shard the shortest beginning of its first key that sorts behind all keys before: enough to find a key by."""
    return [_border(keys[start - 1] if start else "", keys[start]) for start in starts[:-1]]


def _border(before: str, first: str) -> str:
    for length in range(1, len(first)):
        if units(first[:length]) > units(before):
            return first[:length]
    return first
