"""The forms of a site -> its stems in the order of the index, with the forms of each.

Knows nothing of where they stand, nor how often.
"""

import re
from collections.abc import Callable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from desk.data import Data
from generator.search.shards import units
from generator.search.words import fold

# Up to these, the order of code points is that of UTF-16. In UTF-8 they begin with 0xED or more, as few others do.
_LATE = re.compile("[\ud800-\U0010ffff]")
_EARLY = bytes(range(0xED))


class Lexicon(Data, frozen=True):
    """Stem number `s` is `stems[s]`, folded `keys[s]`; its forms are `forms[s]`, folded `folds[s]`.

    `numbers` has for each form, in the order in which forms were given, the number of its stem.
    """

    stems: list[str]
    keys: list[str]
    forms: list[list[str]]
    folds: list[list[str]]
    numbers: NDArray[np.int64]


def lexicon_of(forms: Sequence[str], stem: Callable[[str], str]) -> Lexicon:
    """Sorted by the folded stem, then by the stem: what differs in accents only stands together."""
    own = list(map(stem, forms))
    by_stem: dict[str, list[str]] = {}
    for form, name in zip(forms, own, strict=True):
        by_stem.setdefault(name, []).append(form)
    stems = in_order(by_stem)
    places = dict(zip(stems, range(len(stems)), strict=True))
    return Lexicon(
        stems=stems,
        keys=[name if name.isascii() else fold(name) for name in stems],
        forms=[by_stem[name] for name in stems],
        folds=[_folded(by_stem[name]) for name in stems],
        numbers=np.fromiter(map(places.__getitem__, own), np.int64, len(own)),
    )


def _folded(forms: list[str]) -> list[str]:
    return forms if "".join(forms).isascii() else [fold(form) for form in forms]


def in_order(words: Iterable[str]) -> list[str]:
    """By the folded word, then by the word."""
    # Nothing sorts before this sign, which no word has.
    keyed = {f"{word if word.isascii() else fold(word)}\0{word}": word for word in words}
    return list(map(keyed.__getitem__, in_units(keyed)))


def in_units(keys: Iterable[str]) -> list[str]:
    """Sorted as JavaScript compares."""
    found = sorted(keys)
    return sorted(found, key=units) if _has_late("".join(found)) else found


def _has_late(text: str) -> bool:
    # Signs are looked for where bytes say that there may be some: that takes a third of the time.
    return bool(text.encode("utf-8", "surrogatepass").translate(None, _EARLY)) and _LATE.search(text) is not None
