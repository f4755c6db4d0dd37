"""Keys -> entries, spellings, cards and vectors, from the few shards that hold them; each is read once.

Knows which shard a key is in, not what is looked for or why.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import TypeVar

from desk.data import UnreadableError
from generator.search.manifest import name_of, read_manifest
from generator.search.reading import (
    Entry,
    Whole,
    Words,
    numbers,
    read_cards,
    read_group,
    read_spelling,
    read_words,
    unpacked,
)
from generator.search.shards import Card, units
from generator.search.vectors import Rows, rows_of

# Sorts behind everything that begins alike.
_LAST = "\uffff"
# A terminal that answers ten thousand queries reads each shard once, and still keeps within bounds.
_KEPT = 4096

T = TypeVar("T")


class Library:
    """All files of one language's index. Raises UnreadableError for those that are missing or damaged."""

    def __init__(self, read: Callable[[str], bytes], language: str) -> None:
        self._read = read
        self.manifest = read_manifest(self._content(f"{language}.json"))
        self._size = self.manifest.meaning.size if self.manifest.meaning else 0
        self._words = lru_cache(_KEPT)(self._read_words)
        self._spellings = lru_cache(_KEPT)(self._read_spellings)
        self._cards = lru_cache(_KEPT)(lambda number: read_cards(self._shard("c", number)))
        self.vectors = lru_cache(_KEPT)(self._read_vectors)
        self.group = lru_cache(_KEPT)(self._read_group)
        self.centers = lru_cache(1)(self._read_centers)

    def entries(self, key: str) -> list[Entry]:
        """Those whose folded stem is `key`."""
        shard = _place(self.manifest.words, key)
        return self._words(shard).of(key) if shard >= 0 else []

    def beginning_with(self, beginning: str, key: str, most: int) -> Iterator[Entry]:
        """The entries of the first `most` shards that may hold words with this beginning, and of the shard of `key`."""
        shards = list(_between(self.manifest.words, beginning))[:most]
        own = _place(self.manifest.words, key)
        if own >= 0 and own not in shards:
            shards.append(own)
        for shard in shards:
            yield from self._words(shard)

    def spellings(self, beginning: str, ending: str) -> Iterator[tuple[str, int]]:
        """The forms with this beginning, or this ending (spelled backwards), and others that share their shards."""
        for shard in _between(self.manifest.spelling, beginning):
            yield from self._spellings("s", shard)
        for shard in _between(self.manifest.endings, ending):
            yield from self._spellings("e", shard)

    def card(self, number: int) -> Card:
        """What is shown of a document."""
        shard, place = divmod(number, self.manifest.cards)
        cards: list[Card] = self._cards(shard)
        if place >= len(cards):
            raise UnreadableError("a shard of cards is too short")
        return cards[place]

    def _read_centers(self) -> Rows:
        """The middle of each group."""
        meaning = self.manifest.meaning
        return self._vectors_of("m", 0, meaning.groups if meaning else 0)

    def _read_vectors(self, block: int) -> Rows:
        """The vectors of the documents of a block."""
        meaning = self.manifest.meaning
        start = block * meaning.block if meaning else 0
        return self._vectors_of("v", block, min(meaning.block, self.manifest.documents - start) if meaning else 0)

    def _read_group(self, number: int) -> tuple[Whole, Rows]:
        """The documents of a group, and their vectors."""
        content = self._shard("g", number)
        places, vectors = read_group(content, documents=self.manifest.documents, size=self._size)
        return places, rows_of(vectors)

    def _vectors_of(self, kind: str, number: int, count: int) -> Rows:
        content = self._shard(kind, number)
        length = (self._size + 1) // 2
        if len(content) != count * length:
            raise UnreadableError("a shard of vectors has another length")
        return rows_of(numbers(content, self._size))

    def _read_words(self, shard: int) -> Words:
        return _read_words(self._content_of("w", shard), self.manifest.documents, self._size)

    def _read_spellings(self, kind: str, shard: int) -> list[tuple[str, int]]:
        return read_spelling(self._shard(kind, shard))

    def _shard(self, kind: str, number: int) -> bytes:
        return unpacked(self._content_of(kind, number))

    def _content_of(self, kind: str, number: int) -> bytes:
        return self._content(name_of(self.manifest, kind, number))

    def _content(self, name: str) -> bytes:
        try:
            return self._read(name)
        except (OSError, LookupError) as error:
            raise UnreadableError(f"{name} is missing") from error


@lru_cache(_KEPT)
def _read_words(content: bytes, documents: int, size: int) -> Words:
    """A build asks an index more than once: what it holds is read once."""
    return read_words(unpacked(content), documents=documents, size=size)


def _place(firsts: Sequence[str], key: str) -> int:
    """The shard that would hold `key`; -1 where it sorts before all."""
    return bisect_right(firsts, units(key), key=units) - 1


def _between(firsts: Sequence[str], beginning: str) -> range:
    """The shards that may hold keys with this beginning."""
    return range(max(0, _place(firsts, beginning)), _place(firsts, beginning + _LAST) + 1)
