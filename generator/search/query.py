"""A query -> the questions that answer it, best first, from the files of an index.

The twin of `theme/assets/frontdesk/search-engine.js`: the same steps in the same order, listed in docs/running/search-index.md.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from desk.data import Data
from generator.search.library import Library
from generator.search.manifest import Manifest
from generator.search.reading import Entry, numbers
from generator.search.shards import BEGINNING, Card
from generator.search.stems import stemmer
from generator.search.typos import COMPOUNDING, SHORTEST, compounds, neighbors, unharmed
from generator.search.variants import Variant, each_once, likely_first
from generator.search.vectors import Rows, joined
from generator.search.words import ends_in_a_word, fold, forms_of, has_digit, is_spaceless

Whole = NDArray[np.int64]
Floats = NDArray[np.float64]

LONGEST_QUERY = 500
MOST_WORDS = 64
SHORTEST_UNFINISHED = 2
MOST_SHARDS_OF_BEGINNING = 4
# A word that one question holds may be mistyped there as well. It is doubted when its neighbor stands in so many times more.
HARDLY, FAR_MORE = 1, 4
# Who finds one good answer is not helped by ten that share a word with it.
WORST_TO_BEST = 20
DEFAULT_LIMIT = 10
TENTHS = 10
HUNDREDTHS = 100


class Found(Data, frozen=True):
    """A question by its number and path."""

    number: int
    path: str
    score: float


class Compared(Data, frozen=True):
    """How a query compares with the questions, by number: the words' scores, and cosines where there is meaning."""

    totals: Whole
    cosines: Floats


class Index:
    """The index of one language. Reads what a query needs, and keeps it."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._manifest: Manifest = library.manifest
        self._stem = stemmer(self._manifest.stemmer)

    def search(self, query: str, limit: int = DEFAULT_LIMIT) -> list[Found]:
        """The best `limit` questions. Raises UnreadableError for files that are damaged or missing."""
        meaning = self._manifest.meaning
        return self.ranked(self.compared(query), meaning.weight if meaning else 0, limit)

    def paths(self, query: str, limit: int = DEFAULT_LIMIT) -> list[str]:
        """Only where they are."""
        return [found.path for found in self.search(query, limit)]

    def card(self, number: int) -> Card:
        """What is shown of a question."""
        return self._library.card(number)

    def cards(self) -> Iterator[Card]:
        """Those of all questions."""
        return (self.card(number) for number in range(self._manifest.documents))

    def compared(self, query: str) -> Compared:
        """What `ranked` needs to know of a query. It does not depend on how much meaning counts."""
        words = self.variants(query)
        totals = _totals(words, self._manifest.documents)
        return Compared(totals, self._cosines(words, totals))

    def ranked(self, compared: Compared, weight: int, limit: int = DEFAULT_LIMIT) -> list[Found]:
        """The best `limit` questions, where a cosine of 1 counts for `weight` tenths."""
        totals, cosines = compared.totals, compared.cosines
        best = int(totals.max(initial=0))
        least = self._manifest.meaning.least if self._manifest.meaning else HUNDREDTHS
        shown = np.flatnonzero((totals > 0) & (totals * WORST_TO_BEST >= best) | (cosines * HUNDREDTHS >= least))
        scores = (totals[shown] / best if best else 0.0) + weight * cosines[shown] / TENTHS
        order = np.argsort(-scores, kind="stable")[:limit]
        numbers = shown[order].tolist()
        return [
            Found(number, self.card(number).path, score)
            for number, score in zip(numbers, scores[order].tolist(), strict=True)
        ]

    def variants(self, query: str) -> list[list[Variant]]:
        """For each word of the query the entries that it may mean."""
        cut = query[:LONGEST_QUERY]
        forms = list(dict.fromkeys(forms_of(cut)))[:MOST_WORDS]
        last = forms_of(cut)[-1:] if ends_in_a_word(cut) else []
        found = []
        for form in forms:
            variants = self._exact(form)
            if [form] == last and (len(form) >= SHORTEST_UNFINISHED or is_spaceless(form)):
                variants += self._unfinished(form)
            held = max((len(variant.entry.documents) for variant in variants), default=0)
            general = not held and any(variant.entry.scale for variant in variants)
            if held <= HARDLY and not general:
                variants += self._mistyped(form, held)
            found.append(each_once(variants))
        return found

    def _is_function(self, form: str) -> bool:
        return fold(form) in self._function

    @cached_property
    def _function(self) -> frozenset[str]:
        return frozenset(self._manifest.function.split())

    def _base(self, form: str) -> int:
        weights = self._manifest.weights
        return weights.function if self._is_function(form) else weights.content

    def _exact(self, form: str) -> list[Variant]:
        """The word itself, and words that differ from it in accents only."""
        base, stem = self._base(form), self._stem(form)
        accent = base * self._manifest.weights.accent
        found = []
        for key in dict.fromkeys([fold(stem), fold(self._stem(fold(form)))]):
            for entry in self._library.entries(key):
                if entry.alias:
                    found += [Variant(meant, accent) for meant in self._named(entry.alias)]
                elif not entry.stem.endswith(BEGINNING):
                    exact = entry.stem == stem
                    found.append(Variant(entry, base * TENTHS if exact else accent, exact))
        return found

    def _named(self, stem: str) -> list[Entry]:
        return [entry for entry in self._library.entries(fold(stem)) if entry.stem == stem and not entry.alias]

    def _unfinished(self, form: str) -> list[Variant]:
        """The words that it may become."""
        weights = self._manifest.weights
        beginning = fold(form)
        common = self._named(beginning + BEGINNING)
        if common:
            return [Variant(common[0], self._base(form) * weights.prefix)]
        found = []
        for entry in self._library.beginning_with(beginning, fold(self._stem(form)), MOST_SHARDS_OF_BEGINNING):
            bases = [self._base(whole) for whole in entry.forms if fold(whole).startswith(beginning)]
            if bases:
                # `in` may become `install`, but behind `log` it is `in`.
                base = weights.function if self._is_function(form) else max(bases)
                found.append(Variant(entry, base * weights.prefix))
        return likely_first(found)

    def _mistyped(self, form: str, held: int) -> list[Variant]:
        """What may have been meant; for a word that a question holds, only what far more hold, at half the weight."""
        typed = fold(form)
        if len(typed) < SHORTEST or is_spaceless(form) or has_digit(form):
            return []
        kept = unharmed(len(typed))
        spellings = list(self._library.spellings(typed[:kept], typed[::-1][:kept]))
        near = neighbors(form, spellings)
        if not near and not held and self._manifest.stemmer in COMPOUNDING and not self._is_function(form):
            near = compounds(form, spellings)
        guesses = [
            Variant(entry, self._base(meant) * self._manifest.weights.typo // (2 if held else 1))
            for meant in near
            for entry in self._named(self._stem(meant))
            if len(entry.documents) > FAR_MORE * held
        ]
        return likely_first(guesses)

    def _cosines(self, words: Sequence[Sequence[Variant]], totals: Whole) -> Floats:
        """How near to the query the documents are that are worth reading: blocks of the best by words, and the nearest groups."""
        cosines = np.zeros(self._manifest.documents)
        meaning = self._manifest.meaning
        query = _query_vector(words, meaning.size if meaning else 0)
        if not meaning or not query.any():
            return cosines
        best = [number for number in np.argsort(-totals, kind="stable")[: meaning.best].tolist() if totals[number]]
        read = [self._block(block, meaning.block) for block in {number // meaning.block for number in best}]
        nearness = _cosines(query, self._library.centers())
        nearest = np.argsort(-nearness, kind="stable")[: meaning.near].tolist()
        read += [self._library.group(group) for group in nearest]
        if read:
            # One that was read twice is the same both times.
            cosines[np.concatenate([documents for documents, _ in read])] = _cosines(
                query, joined([rows for _, rows in read])
            )
        return cosines

    def _block(self, block: int, size: int) -> tuple[Whole, Rows]:
        """The documents of a block and their vectors."""
        rows = self._library.vectors(block)
        return np.arange(block * size, block * size + len(rows.numbers)), rows


def open_index(read: Callable[[str], bytes], language: str) -> Index:
    """The index whose files `read` gives by name, such as `en.json`. Raises UnreadableError."""
    return Index(Library(read, language))


def _totals(words: Sequence[Sequence[Variant]], documents: int) -> Whole:
    """By document the sum over the words, each with the variant that counts most there."""
    totals = np.zeros(documents, np.int64)
    for variants in words:
        greatest = np.zeros(documents, np.int64)
        for variant in variants:
            there = variant.entry.documents
            greatest[there] = np.maximum(greatest[there], variant.entry.impacts * np.int64(variant.weight))
        totals += greatest
    return totals


def _query_vector(words: Sequence[Sequence[Variant]], size: int) -> Whole:
    total = np.zeros(size, dtype=np.int64)
    for variants in words:
        told = [variant for variant in variants if variant.entry.scale]
        if told:
            chosen = max(told, key=lambda variant: (variant.exact, len(variant.entry.documents)))
            total += chosen.weight * chosen.entry.scale * numbers(chosen.entry.vector, size)[0]
    return total


def _cosines(query: Whole, rows: Rows) -> Floats:
    """Whole numbers until the last step: every order of adding up gives the same."""
    products = float(np.sqrt(float(query @ query))) * rows.lengths
    cosines: Floats = np.divide(rows.numbers @ query, products, out=np.zeros_like(products), where=products > 0)
    return cosines
