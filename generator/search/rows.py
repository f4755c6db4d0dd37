"""Lexicon, postings and meaning -> every row of the index's dictionary, sorted: stems, aliases, beginnings, general vocabulary.

Decides what stands in the dictionary. Knows nothing of files.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence, Sized
from itertools import chain
from typing import TypeVar

import numpy as np

from desk.data import Data
from generator.search.beginnings import best_documents, common_beginnings, greatest
from generator.search.chunks import Whole
from generator.search.lexicon import Lexicon, in_units
from generator.search.ranking import Postings
from generator.search.shards import ALIAS, BEGINNING, line_of
from generator.search.varints import gaps
from generator.search.vectors import WordVectors, halves
from generator.search.words import fold, has_digit, is_spaceless

# A stem that stands in more documents is listed with the best of them only: those with it in the title, as a rule.
MOST_DOCUMENTS = 2048
SHORTEST_SPELLING = 3

T = TypeVar("T")


class Rows(Data, frozen=True):
    """Row `n` is what stands at place `n` of each column; `vectors` are empty where the scale is 0."""

    keys: list[str]
    lines: list[str]
    gaps: list[bytes]
    impacts: list[bytes]
    scales: list[int]
    vectors: list[bytes]

    def sizes(self) -> list[int]:
        """About how many hundredths of a byte each takes in a file: text and gaps compress well, vectors not at all."""
        lengths = [np.fromiter(map(len, column), np.int64, len(column)) for column in self._written()]
        sizes: list[int] = (np.array([45, 80, 65, 100]) @ np.array(lengths) + 200).tolist()
        return sizes

    def _written(self) -> tuple[Sequence[Sized], ...]:
        return self.lines, self.gaps, self.impacts, self.vectors


def word_rows(
    lexicon: Lexicon, postings: Postings, stem: Callable[[str], str], vectors: WordVectors | None, shard: int
) -> Rows:
    """All rows in their order; `shard` is about how large a shard will be, in bytes."""
    rows = _stems(lexicon, postings, vectors)
    levels = common_beginnings(lexicon.folds, rows.sizes(), 200 * shard)
    more = [
        _general(lexicon, vectors) if vectors else _plain([], []),
        _aliases(lexicon, stem),
        _beginnings(best_documents(levels, postings)),
    ]
    return _sorted(rows, *more)


def spellings(lexicon: Lexicon, postings: Postings) -> list[tuple[str, str, int]]:
    """Each form that a mistyped word may have meant, folded, as it is, and the bits of how many documents have its stem."""
    bits = [count.bit_length() for count in postings.counts().tolist()]
    return [
        (folded, form, count)
        for folds, forms, count in zip(lexicon.folds, lexicon.forms, bits, strict=True)
        for folded, form in zip(folds, forms, strict=True)
        if len(form) >= SHORTEST_SPELLING
        and (form.isascii() or not is_spaceless(form))
        and (form.isalpha() or not has_digit(form))
    ]


def _stems(lexicon: Lexicon, postings: Postings, vectors: WordVectors | None) -> Rows:
    starts, documents, impacts = _listed(postings)
    ends, written = starts.tolist(), impacts.tobytes()
    known = _places(vectors)
    packed = halves(vectors.numbers) if vectors else []
    places = [known.get(name, -1) for name in lexicon.stems]
    scales = vectors.scales.tolist() if vectors else []
    return Rows(
        keys=lexicon.keys,
        lines=[line_of(name, forms) for name, forms in zip(lexicon.stems, lexicon.forms, strict=True)],
        gaps=gaps(documents, starts),
        impacts=[written[ends[at] : ends[at + 1]] for at in range(len(lexicon.stems))],
        scales=[scales[place] if place >= 0 else 0 for place in places],
        vectors=[packed[place] if place >= 0 else b"" for place in places],
    )


def _places(vectors: WordVectors | None) -> dict[str, int]:
    return dict(zip(vectors.stems, range(len(vectors.stems)), strict=True)) if vectors else {}


def _listed(postings: Postings) -> tuple[Whole, Whole, "np.ndarray[tuple[int], np.dtype[np.uint8]]"]:
    """Of stems that stand in very many documents the best of these only."""
    counts = postings.counts()
    many = np.flatnonzero(counts > MOST_DOCUMENTS).tolist()
    if not many:
        return postings.starts, postings.documents, postings.impacts
    kept = np.ones(len(postings.documents), np.bool_)
    for number in many:
        here = slice(int(postings.starts[number]), int(postings.starts[number + 1]))
        best, _ = greatest(np.arange(counts[number]), postings.impacts[here], MOST_DOCUMENTS)
        kept[here] = False
        kept[best + postings.starts[number]] = True
    starts = np.concatenate([[0], np.cumsum(np.minimum(counts, MOST_DOCUMENTS))])
    return starts, postings.documents[kept], postings.impacts[kept]


def _plain(names: list[str], lines: list[str]) -> Rows:
    """Rows without documents and vectors."""
    nothing = [b""] * len(names)
    return Rows(
        [name if name.isascii() else fold(name) for name in names], lines, nothing, nothing, [0] * len(names), nothing
    )


def _general(lexicon: Lexicon, vectors: WordVectors) -> Rows:
    """Words of the language that the site does not have."""
    own = set(lexicon.stems)
    others = [place for place, name in enumerate(vectors.stems) if name not in own]
    names = [vectors.stems[place] for place in others]
    rows = _plain(names, names)
    scales = vectors.scales[others].tolist()
    return Rows(rows.keys, rows.lines, rows.gaps, rows.impacts, scales, halves(vectors.numbers[others]))


def _aliases(lexicon: Lexicon, stem: Callable[[str], str]) -> Rows:
    """For a form with accents whose stem is not found without them: `respiracion` leads to the stem of `respiración`."""
    made: dict[tuple[str, str], None] = {}
    for name, key, forms, folds in zip(lexicon.stems, lexicon.keys, lexicon.forms, lexicon.folds, strict=True):
        if forms == folds:
            continue
        for form, folded in zip(forms, folds, strict=True):
            if folded != form and fold(plain := stem(folded)) != key:
                made[plain, name] = None
    return _plain([plain for plain, _ in made], [f"{plain} {ALIAS}{name}" for plain, name in made])


def _beginnings(found: Iterator[tuple[str, Whole, "np.ndarray[tuple[int], np.dtype[np.uint8]]"]]) -> Rows:
    made = list(found)
    names = [beginning + BEGINNING for beginning, _, _ in made]
    starts = np.cumsum([0, *(len(documents) for _, documents, _ in made)])
    documents = np.concatenate([np.zeros(0, np.int64), *(documents for _, documents, _ in made)])
    rows = _plain(names, names)
    impacts = [impacts.tobytes() for _, _, impacts in made]
    return Rows(names, rows.lines, gaps(documents, starts), impacts, rows.scales, rows.vectors)


def _sorted(*parts: Rows) -> Rows:
    """By key and line."""
    keys = [key for part in parts for key in part.keys]
    lines = [line for part in parts for line in part.lines]
    places = {f"{key}\0{line}": place for place, (key, line) in enumerate(zip(keys, lines, strict=True))}
    order = list(map(places.__getitem__, in_units(places)))
    return Rows(
        keys=list(map(keys.__getitem__, order)),
        lines=list(map(lines.__getitem__, order)),
        gaps=_ordered([part.gaps for part in parts], order),
        impacts=_ordered([part.impacts for part in parts], order),
        scales=_ordered([part.scales for part in parts], order),
        vectors=_ordered([part.vectors for part in parts], order),
    )


def _ordered(columns: Iterable[Sequence[T]], order: Sequence[int]) -> list[T]:
    joined = list(chain.from_iterable(columns))
    return list(map(joined.__getitem__, order))
