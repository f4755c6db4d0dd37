"""The name that was probably meant: compared by words, so that `lost-phone` finds `lost-or-stolen-phone`.

Words are looked up and nothing is compared with everything: there may be hundreds of wrong names among thousands of right ones.
"""

import posixpath
import re
from collections import defaultdict, deque
from collections.abc import Iterator
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")
# How much of two names has to be the same, from 0 to 1; a name in the same folder may differ more.
_ALIKE = 0.55
_SAME_FOLDER = 0.15
# A word with a typing mistake counts less than the word itself.
_MISTYPED = 0.8
# Words of more names than this say little ("how", "do", "i"), and would make every name a candidate.
_COMMON = 300
# With one letter left out, shorter words are like too many others.
_SHORTEST_MISTYPED = 3


class NearNames:
    """Paths or other names, by the words of their last part."""

    def __init__(self, names: frozenset[str]) -> None:
        self._names: dict[str, list[str]] = defaultdict(list)
        self._words: dict[str, set[str]] = defaultdict(set)
        self._length: dict[str, int] = {}
        for name in sorted(names):
            for word in _words(name):
                self._names[word].append(name)
        self._common = {word for word, having in self._names.items() if len(having) > _COMMON}
        for word in self._common:
            del self._names[word]
        for word, having in self._names.items():
            for name in having:
                self._length[name] = self._length.get(name, 0) + len(word)
        for word in self._names:
            for variant in _variants(word):
                self._words[variant].add(word)

    def nearest(self, wanted: str) -> str | None:
        """The name most like `wanted`, or None where none is. One in the same folder goes before one in another."""
        words = _words(wanted) - self._common
        shared: dict[str, float] = defaultdict(float)
        for word in words:
            for name, weight in self._having(word).items():
                shared[name] += weight * len(word)
        folder, length = posixpath.dirname(wanted), sum(map(len, words))
        scored = [
            (
                2 * same / (length + self._length[name]) + _SAME_FOLDER * (posixpath.dirname(name) == folder),
                name,
            )
            for name, same in shared.items()
        ]
        score, name = min(scored, key=lambda found: (-found[0], found[1]), default=(0.0, ""))
        return name if score >= _ALIKE else None

    def _having(self, word: str) -> dict[str, float]:
        """The names that have a word; where none has, those with a word that differs from it by a letter."""
        if word in self._names:
            return dict.fromkeys(self._names[word], 1.0)
        alike = {found for variant in _variants(word) for found in self._words.get(variant, ())}
        return {name: _MISTYPED for found in alike for name in self._names[found]}


# What was asked for last, by identity: two languages have equal names, and to find that out takes as long as there are names.
_LAST: deque[tuple[frozenset[str], NearNames]] = deque(maxlen=8)


def near_names(names: frozenset[str]) -> NearNames:
    """The names, made ready once for all questions about them."""
    found = next((near for asked, near in tuple(_LAST) if asked is names), None)
    if found is None:
        found = _made_ready(names)
        _LAST.append((names, found))
    return found


@lru_cache(maxsize=32)
def _made_ready(names: frozenset[str]) -> NearNames:
    return NearNames(names)


def _words(name: str) -> frozenset[str]:
    last = posixpath.basename(name.rstrip("/"))
    return frozenset(_WORD.findall(posixpath.splitext(last)[0].lower()))


def _variants(word: str) -> Iterator[str]:
    """The word, and the word without each of its letters: two words one mistake apart have a variant in common."""
    yield word
    if len(word) >= _SHORTEST_MISTYPED:
        yield from (word[:at] + word[at + 1 :] for at in range(len(word)))
