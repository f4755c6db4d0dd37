"""Postings and meaning -> every row of the index's dictionary, sorted: stems, aliases, common beginnings, general vocabulary.

Decides what stands in the dictionary. Knows nothing of files.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from generator.search.ranking import Postings, Whole
from generator.search.shards import BEGINNING, WordRow, halves, units
from generator.search.vectors import WordVectors
from generator.search.words import fold, is_spaceless

# A stem that stands in more documents is listed with the best of them only: those with it in the title, as a rule.
MOST_DOCUMENTS = 2048
# Who has typed two letters of a word on a large site gets the best of thousands.
MOST_OF_BEGINNING = 128
SHORTEST_BEGINNING = 2
SHORTEST_SPELLING = 3

# Numbers from which a varint is a byte longer.
_LARGER = [1 << 7, 1 << 14, 1 << 21]


@dataclass(frozen=True, slots=True)
class _Written:
    """The postings of one stem as bytes."""

    gaps: bytes
    impacts: bytes


def word_rows(postings: Postings, stem: Callable[[str], str], vectors: WordVectors, shard: float) -> list[WordRow]:
    """All rows in their order; `shard` is about how large a shard will be, in bytes of `size`."""
    keys = [fold(name) for name in postings.stems]
    rows = []
    for number, written in enumerate(_written(postings)):
        name = postings.stems[number]
        scale, vector = vectors.get(name, (0, ()))
        row = WordRow(keys[number], name, postings.forms[number], gaps=written.gaps, impacts=written.impacts)
        rows.append(replace(row, scale=scale, vector=halves(vector)) if scale else row)
    known = set(postings.stems)
    rows += [
        WordRow(fold(name), name, scale=scale, vector=halves(vector))
        for name, (scale, vector) in vectors.items()
        if name not in known and scale
    ]
    rows += _aliases(postings, keys, stem)
    rows += _beginnings(postings, [size(row) for row in rows[: len(keys)]], shard)
    return sorted(rows, key=lambda row: (units(row.key), units(row.stem), row.alias))


def size(row: WordRow) -> float:
    """About how many bytes it takes in the file: text and gaps compress well, impacts less, vectors not at all."""
    return 0.45 * len(row.line()) + 0.8 * len(row.gaps) + 0.65 * len(row.impacts) + len(row.vector) + 2


def spellings(postings: Postings) -> list[tuple[str, int]]:
    """Each form that a mistyped word may have meant, with the bits of how many documents have its stem."""
    counts = postings.counts().tolist()
    return [
        (form, count.bit_length())
        for forms, count in zip(postings.forms, counts, strict=True)
        for form in forms
        if len(form) >= SHORTEST_SPELLING and not is_spaceless(form) and is_spelled(form)
    ]


def is_spelled(form: str) -> bool:
    """It has no digits: nobody can tell a mistyped number."""
    return not any(sign.isnumeric() for sign in form)


def _written(postings: Postings) -> Iterator[_Written]:
    starts = postings.starts.tolist()
    gaps, ends = _gaps(postings)
    impacts = postings.impacts.tobytes()
    for start, end in pairwise(starts):
        if end - start <= MOST_DOCUMENTS:
            yield _Written(gaps[ends[start] : ends[end]], impacts[start:end])
        else:
            yield _best(postings.documents[start:end], postings.impacts[start:end].astype(np.int64), MOST_DOCUMENTS)


def _best(documents: Whole, impacts: Whole, most: int) -> _Written:
    """The documents with the greatest impacts; of equal ones the first."""
    chosen = np.sort(np.argsort(-impacts, kind="stable")[:most])
    kept = documents[chosen]
    gaps, _ = _varints(np.diff(kept, prepend=-1) - 1)
    return _Written(gaps, impacts[chosen].astype(np.uint8).tobytes())


def _gaps(postings: Postings) -> tuple[bytes, list[int]]:
    """The gaps of all stems in one piece, and where each ends; the first of a stem counts from -1."""
    before = np.concatenate([[-1], postings.documents[:-1]]) if len(postings.documents) else postings.documents
    firsts = postings.starts[:-1]
    before[firsts[firsts < len(before)]] = -1
    return _varints(postings.documents - before - 1)


def _varints(numbers: Whole) -> tuple[bytes, list[int]]:
    """Each number as a varint, and where in the bytes each starts; the last is the end."""
    lengths: Whole = np.searchsorted(_LARGER, numbers, side="right") + 1
    starts = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    written = np.zeros(int(starts[-1]), dtype=np.uint8)
    for place in range(4):
        there = lengths > place
        goes_on = (lengths[there] > place + 1).astype(np.int64) << 7
        written[starts[:-1][there] + place] = (numbers[there] >> 7 * place & 127) | goes_on
    return written.tobytes(), starts.tolist()


def _aliases(postings: Postings, keys: Sequence[str], stem: Callable[[str], str]) -> Iterator[WordRow]:
    """For a form with accents whose stem is not found without them: `respiracion` leads to the stem of `respiración`."""
    made = set()
    for name, key, forms in zip(postings.stems, keys, postings.forms, strict=True):
        for form in forms:
            folded = fold(form)
            if folded == form:
                continue
            plain = stem(folded)
            if fold(plain) != key and (plain, name) not in made:
                made.add((plain, name))
                yield WordRow(fold(plain), plain, alias=name)


def _beginnings(postings: Postings, sizes: Sequence[float], shard: float) -> Iterator[WordRow]:
    """For each beginning whose words fill more than two shards: the documents where they weigh most."""
    documents = int(postings.documents.max()) + 1 if len(postings.documents) else 0
    folded = sorted(
        ((fold(form), number) for number, forms in enumerate(postings.forms) for form in forms),
        key=lambda pair: units(pair[0]),
    )
    length = SHORTEST_BEGINNING
    while folded:
        groups: dict[str, set[int]] = {}
        for form, number in folded:
            if len(form) >= length:
                groups.setdefault(form[:length], set()).add(number)
        large = {
            beginning: numbers
            for beginning, numbers in groups.items()
            if sum(sizes[number] for number in numbers) > 2 * shard
        }
        for beginning, numbers in large.items():
            best = np.zeros(documents, dtype=np.int64)
            for number in numbers:
                there = slice(postings.starts[number], postings.starts[number + 1])
                np.maximum.at(best, postings.documents[there], postings.impacts[there])
            found = np.flatnonzero(best)
            written = _best(found, best[found], MOST_OF_BEGINNING)
            stem = beginning + BEGINNING
            yield WordRow(stem, stem, gaps=written.gaps, impacts=written.impacts)
        folded = [(form, number) for form, number in folded if form[:length] in large]
        length += 1
