"""A query -> the questions that answer it, best first, from the files of an index.

The twin of `theme/assets/frontdesk/search-engine.js`: the same steps in the same order, listed in docs/running/search-index.md.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import sqrt

from generator.search.library import Library
from generator.search.manifest import Manifest
from generator.search.shards import BEGINNING, Card, Entry
from generator.search.stems import stemmer
from generator.search.typos import SHORTEST, neighbors, unharmed
from generator.search.words import ends_in_a_word, fold, forms_of, has_digit, is_spaceless

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


@dataclass(frozen=True, slots=True)
class Found:
    """A question by its number and path."""

    number: int
    path: str
    score: float


@dataclass(frozen=True, slots=True)
class Variant:
    """An entry that a word of the query may mean."""

    entry: Entry
    weight: int
    exact: bool = False


class Index:
    """The index of one language. Reads what a query needs, and keeps it."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._manifest: Manifest = library.manifest
        self._stem = stemmer(self._manifest.stemmer)

    def search(self, query: str, limit: int = DEFAULT_LIMIT) -> list[Found]:
        """The best `limit` questions. Raises UnreadableError for files that are damaged or missing."""
        scored = self._scored(self.variants(query))[:limit]
        return [Found(number, self.card(number).path, score) for number, score in scored]

    def paths(self, query: str, limit: int = DEFAULT_LIMIT) -> list[str]:
        """Only where they are."""
        return [found.path for found in self.search(query, limit)]

    def card(self, number: int) -> Card:
        """What is shown of a question."""
        return self._library.card(number)

    def cards(self) -> Iterator[Card]:
        """Those of all questions."""
        return (self.card(number) for number in range(self._manifest.documents))

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
            found.append(_each_once(variants))
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
        return _likely_first(found)

    def _mistyped(self, form: str, held: int) -> list[Variant]:
        """What may have been meant; for a word that a question holds, only what far more hold, at half the weight."""
        typed = fold(form)
        if len(typed) < SHORTEST or is_spaceless(form) or has_digit(form):
            return []
        kept = unharmed(len(typed))
        spellings = self._library.spellings(typed[:kept], typed[::-1][:kept])
        guesses = [
            Variant(entry, self._base(meant) * self._manifest.weights.typo // (2 if held else 1))
            for meant in neighbors(form, spellings)
            for entry in self._named(self._stem(meant))
            if len(entry.documents) > FAR_MORE * held
        ]
        return _likely_first(guesses)

    def _scored(self, words: Sequence[Sequence[Variant]]) -> list[tuple[int, float]]:
        """Documents with their scores, best first."""
        totals = _totals(words)
        best = max(totals.values(), default=0)
        meaning = self._manifest.meaning
        cosines = self._cosines(words, totals) if meaning else {}
        least = meaning.least if meaning else HUNDREDTHS
        weight = meaning.weight if meaning else 0
        scored = []
        for number in totals.keys() | cosines.keys():
            total, cosine = totals.get(number, 0), cosines.get(number, 0.0)
            if (total and total * WORST_TO_BEST >= best) or cosine * HUNDREDTHS >= least:
                scored.append((number, (total / best if best else 0.0) + weight * cosine / TENTHS))
        return sorted(scored, key=lambda pair: (-pair[1], pair[0]))

    def _cosines(self, words: Sequence[Sequence[Variant]], totals: dict[int, int]) -> dict[int, float]:
        """How near the documents of the groups that are worth reading are to the query."""
        meaning = self._manifest.meaning
        query = _query_vector(words, meaning.size) if meaning else []
        if not meaning or not any(query):
            return {}
        best = sorted(totals, key=lambda number: (-totals[number], number))[: meaning.best]
        middles = list(enumerate(_cosine(query, middle) for middle in self._library.centers()))
        near = sorted(middles, key=lambda pair: (-pair[1], pair[0]))[: meaning.near]
        groups = dict.fromkeys([number // meaning.group for number in best] + [group for group, _ in near])
        return {
            group * meaning.group + place: _cosine(query, vector)
            for group in groups
            for place, vector in enumerate(self._library.vectors(group))
        }


def open_index(read: Callable[[str], bytes], language: str) -> Index:
    """The index whose files `read` gives by name, such as `en.json`. Raises UnreadableError."""
    return Index(Library(read, language))


def _likely_first(guesses: Sequence[Variant]) -> list[Variant]:
    """Of what may be meant, a word of many questions is meant most often: a rare one loses up to half of its weight."""
    most = max((len(guess.entry.documents).bit_length() for guess in guesses), default=0) or 1
    return [
        Variant(guess.entry, guess.weight * (len(guess.entry.documents).bit_length() + most) // (2 * most))
        for guess in guesses
    ]


def _each_once(variants: Sequence[Variant]) -> list[Variant]:
    """An entry that was found in two ways counts with its greatest weight."""
    once: dict[int, Variant] = {}
    for variant in variants:
        before = once.get(id(variant.entry))
        if before is None or before.weight < variant.weight:
            once[id(variant.entry)] = variant
    return list(once.values())


def _totals(words: Sequence[Sequence[Variant]]) -> dict[int, int]:
    """By document the sum over the words, each with the variant that counts most there."""
    totals: dict[int, int] = {}
    for variants in words:
        greatest: dict[int, int] = {}
        for variant in variants:
            for number, impact in zip(variant.entry.documents, variant.entry.impacts, strict=True):
                worth = variant.weight * impact
                if worth > greatest.get(number, 0):
                    greatest[number] = worth
        for number, worth in greatest.items():
            totals[number] = totals.get(number, 0) + worth
    return totals


def _query_vector(words: Sequence[Sequence[Variant]], size: int) -> list[int]:
    total = [0] * size
    for variants in words:
        told = [variant for variant in variants if variant.entry.scale]
        if told:
            chosen = max(told, key=lambda variant: (variant.exact, len(variant.entry.documents)))
            factor = chosen.weight * chosen.entry.scale
            total = [so_far + factor * number for so_far, number in zip(total, chosen.entry.vector, strict=True)]
    return total


def _cosine(query: Sequence[int], vector: Sequence[int]) -> float:
    length = sum(number * number for number in vector)
    if not length:
        return 0.0
    dot = sum(one * other for one, other in zip(query, vector, strict=True))
    return dot / (sqrt(sum(number * number for number in query)) * sqrt(length))
