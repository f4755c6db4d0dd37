"""Analyzed questions -> the documents of each stem, each with its impact: what finding that word there is worth, 1 to 255.

BM25F, worked out once at build time. Knows nothing of files and queries.
"""

import math
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from generator.search.analysis import FIELDS, Analyzed
from generator.search.words import fold

# Title far above the rest: who asks in the words of the title wants that answer.
FIELD_WEIGHTS = {"title": 10.0, "synonyms": 6.0, "about": 2.0, "summary": 1.0, "body": 1.0}
# How slowly a word that comes again adds less, and how much a long text counts less. Measured; see docs/adr/0018.
SATURATION = 5.0
LENGTH = 0.7
GREATEST_IMPACT = 255
# As rare as in one of nine titles: a function word that few titles happen to have says no more than one that many have.
RAREST_FUNCTION_WORD = 2.2

Whole = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Postings:
    """Stem number `s` stands in `documents[starts[s]:starts[s + 1]]`, ascending, with the impacts at the same places."""

    stems: list[str]
    forms: list[list[str]]
    starts: Whole
    documents: Whole
    impacts: NDArray[np.uint8]

    def counts(self) -> Whole:
        """In how many documents each stem stands."""
        return np.diff(self.starts)


@dataclass(slots=True)
class _Occurrences:
    """What stands where, in three columns for each field."""

    stems: "array[int]" = field(default_factory=lambda: array("i"))
    documents: "array[int]" = field(default_factory=lambda: array("i"))
    times: "array[int]" = field(default_factory=lambda: array("i"))


def postings(
    analyzed: Sequence[Analyzed],
    stem: Callable[[str], str],
    sorted_by: Callable[[str], object],
    function: frozenset[str] = frozenset(),
) -> Postings:
    """The postings of all stems, in the order of `sorted_by`; document numbers are places in `analyzed`.

    `function` words are folded.
    """
    forms: dict[str, int] = {}
    columns = [_Occurrences() for _ in FIELDS]
    for document, counted in enumerate(analyzed):
        for column, times in zip(columns, counted.fields, strict=True):
            column.stems.extend([forms.setdefault(form, len(forms)) for form in times])
            column.documents.extend([document] * len(times))
            column.times.extend(times.values())
    by_stem: dict[str, list[str]] = {}
    for form in forms:
        by_stem.setdefault(stem(form), []).append(form)
    stems = sorted(by_stem, key=sorted_by)  # type: ignore[arg-type] # what sorts is the caller's to say
    numbers = np.zeros(len(forms), dtype=np.int64)
    for number, name in enumerate(stems):
        numbers[[forms[form] for form in by_stem[name]]] = number
    keys, weights = _weighed(columns, numbers, len(analyzed))
    starts = np.searchsorted(keys // max(1, len(analyzed)), np.arange(len(stems) + 1))
    rarest = [
        RAREST_FUNCTION_WORD if all(fold(form) in function for form in by_stem[name]) else math.inf for name in stems
    ]
    return Postings(
        stems,
        [sorted(by_stem[name]) for name in stems],
        starts,
        keys % max(1, len(analyzed)),
        _impacts(weights, np.diff(starts), len(analyzed), rarest),
    )


def _weighed(columns: Sequence[_Occurrences], numbers: Whole, documents: int) -> tuple[Whole, NDArray[np.float64]]:
    """Each pair of stem and document as `stem * documents + document`, ascending, and how often, weighed by field and length."""
    all_keys, all_weights = [], []
    for name, column in zip(FIELDS, columns, strict=True):
        places = np.array(column.documents, dtype=np.int64)
        times = np.array(column.times, dtype=np.float64)
        lengths = np.bincount(places, times, minlength=documents)
        average = lengths.sum() / max(1, np.count_nonzero(lengths))
        shorter = 1 - LENGTH + LENGTH * lengths / max(average, 1.0)
        all_keys.append(numbers[np.array(column.stems, dtype=np.int64)] * documents + places)
        all_weights.append(FIELD_WEIGHTS[name] * times / shorter[places])
    keys, weights = np.concatenate(all_keys), np.concatenate(all_weights)
    if not len(keys):
        return keys, weights
    order = np.argsort(keys, kind="stable")
    keys, weights = keys[order], weights[order]
    first = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]]))
    return keys[first], np.add.reduceat(weights, first)


def _impacts(weights: NDArray[np.float64], counts: Whole, documents: int, rarest: Sequence[float]) -> NDArray[np.uint8]:
    """Rare words get all 8 bits, frequent ones fewer: the scale is that of a word that stands in one document only."""
    rarity = [
        min(most, math.log(1 + (documents - count + 0.5) / (count + 0.5)))
        for count, most in zip(counts.tolist(), rarest, strict=True)
    ]
    scale = GREATEST_IMPACT / math.log(1 + (documents - 0.5) / 1.5) if documents > 1 else GREATEST_IMPACT
    exact = np.repeat(rarity, counts) * (scale * weights / (SATURATION + weights))
    rounded: NDArray[np.uint8] = np.clip(np.rint(exact), 1, GREATEST_IMPACT).astype(np.uint8)
    return rounded
