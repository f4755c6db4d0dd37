"""What a word of a query may mean, and how much each of these counts.

Knows nothing of how they were found.
"""

from collections.abc import Sequence

from desk.data import Data
from generator.search.reading import Entry


class Variant(Data, frozen=True, eq=False):
    """An entry that a word of the query may mean."""

    entry: Entry
    weight: int
    exact: bool = False


def likely_first(guesses: Sequence[Variant]) -> list[Variant]:
    """Of what may be meant, a word of many questions is meant most often: a rare one loses up to half of its weight."""
    most = max((len(guess.entry.documents).bit_length() for guess in guesses), default=0) or 1
    return [
        Variant(guess.entry, guess.weight * (len(guess.entry.documents).bit_length() + most) // (2 * most))
        for guess in guesses
    ]


def each_once(variants: Sequence[Variant]) -> list[Variant]:
    """An entry that was found in two ways counts with its greatest weight."""
    once: dict[int, Variant] = {}
    for variant in variants:
        before = once.get(id(variant.entry))
        if before is None or before.weight < variant.weight:
            once[id(variant.entry)] = variant
    return list(once.values())
