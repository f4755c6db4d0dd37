"""A word that the site lacks -> the words of the site that may be meant: one typo away, or compounds that share a part.

Knows nothing of files and stems.
"""

from collections.abc import Iterable

from generator.search.shards import units
from generator.search.words import fold

SHORTEST = 4
# More than a few guesses say nothing, and each costs a shard.
MOST = 4
# Algorithms of languages that write compounds as one word: `Parkausweis` is part of `Bewohnerparkausweis`.
COMPOUNDING = frozenset({"danish", "dutch", "estonian", "finnish", "german", "hungarian", "norwegian", "swedish"})
SHORTEST_PART = 5


def unharmed(length: int) -> int:
    """One typo in a word of `length` letters leaves as many at its beginning or its end as they are."""
    return max(2, (length - 1) // 2)


def neighbors(form: str, spellings: Iterable[tuple[str, int]]) -> list[str]:
    """The forms one typo away, the likeliest first: the first letter is seldom wrong, a frequent word often meant."""
    typed = fold(form)
    near = sorted(
        (folded[0] != typed[0], -bits, units(folded), units(spelling), spelling)
        for spelling, bits in set(spellings)
        if one_typo(typed, folded := fold(spelling))
    )
    return [spelling for *_, spelling in near[:MOST]]


def compounds(form: str, spellings: Iterable[tuple[str, int]]) -> list[str]:
    """The forms that begin or end with this one, or, without any, with which it begins or ends: the longest say most."""
    typed = fold(form)
    if len(typed) < SHORTEST_PART:
        return []
    others = [(fold(spelling), bits, spelling) for spelling, bits in set(spellings)]
    wholes = [
        (-bits, len(folded), units(folded), units(spelling), spelling)
        for folded, bits, spelling in others
        if folded != typed and folded.startswith(typed) | folded.endswith(typed)
    ]
    shortest = max(SHORTEST_PART, unharmed(len(typed)))
    parts = [
        (-len(folded), -bits, units(folded), units(spelling), spelling)
        for folded, bits, spelling in others
        if shortest <= len(folded) < len(typed) and typed.startswith(folded) | typed.endswith(folded)
    ]
    return [spelling for *_, spelling in sorted(wholes or parts)[:MOST]]


def one_typo(typed: str, meant: str) -> bool:
    """A letter more, less or other, or two neighbors swapped."""
    if abs(len(typed) - len(meant)) > 1 or typed == meant:
        return False
    at = 0
    while at < min(len(typed), len(meant)) and typed[at] == meant[at]:
        at += 1
    one, other = typed[at:], meant[at:]
    if len(one) == len(other):
        swapped = one[:2] == other[:2][::-1] and one[2:] == other[2:]
        return swapped or one[1:] == other[1:]
    return one[1:] == other if len(one) > len(other) else one == other[1:]
