"""Counted questions and keys of phrases -> the questions in whose texts each of these phrases stands.

A phrase of one word is looked up among the counts; of several, texts are read only where all of its words stand.
"""

from collections.abc import Iterable, Sequence

import numpy as np

from generator.search.chunks import Whole
from generator.search.columns import FIELDS, Counted
from generator.search.entry import SearchEntry
from generator.search.function_words import function_forms
from generator.search.phrases import Key, Phrases

# Fields of which each is a text of its own: no phrase begins in one and ends in another.
ABOUT, TEXT = ("title", "synonyms", "summary"), ("body",)


class Standing:
    """Where phrases stand."""

    def __init__(self, entries: Sequence[SearchEntry], phrases: Phrases, counts: Counted) -> None:
        self._entries, self._phrases, self._counts = entries, phrases, counts
        # They are not counted everywhere, and neither are others of their stems.
        self._uncounted = {stem for form in function_forms(phrases.language) for stem in phrases.key(form)}

    def found(self, keys: Iterable[Key], fields: Sequence[str]) -> dict[Key, set[int]]:
        """The numbers of the questions in whose fields each key stands; keys that stand nowhere are left out."""
        wanted = set(keys)
        having = self._having({stem for key in wanted for stem in key} - self._uncounted, fields)
        read: dict[int, Key] = {}
        found = {}
        for key in sorted(wanted):
            places = self._places(key, having)
            if len(key) > 1 or not having.keys() >= set(key):
                places = {place for place in places if _stands(key, self._text(place, fields, read))}
            if places:
                found[key] = places
        return found

    def _places(self, key: Key, having: dict[str, set[int]]) -> set[int]:
        """The questions that have all words of a key that are counted."""
        places = set(range(len(self._entries)))
        for stem in key:
            if stem not in self._uncounted:
                places &= having.get(stem, set())
        return places

    def _having(self, stems: set[str], fields: Sequence[str]) -> dict[str, set[int]]:
        """By folded stem, the questions in whose fields it stands."""
        numbers = {stem: number for number, stem in enumerate(sorted(stems))}
        of_forms = np.array([numbers.get(self._phrases.stem(form), -1) for form in self._counts.forms], np.int64)
        found = of_forms[self._counts.numbers] if len(of_forms) else of_forms
        texts = self._counts.texts()
        here = (found >= 0) & np.isin(texts % len(FIELDS), [FIELDS.index(field) for field in fields])
        documents: Whole = texts[here] // len(FIELDS)
        found = found[here]
        return {stem: set(documents[found == number].tolist()) for stem, number in numbers.items()}

    def _text(self, place: int, fields: Sequence[str], read: dict[int, Key]) -> Key:
        if place not in read:
            entry = self._entries[place]
            texts = [entry.text()] if fields == TEXT else [entry.title, *entry.synonyms, entry.summary]
            read[place] = self._phrases.text(*texts)
        return read[place]


def _stands(key: Key, text: Key) -> bool:
    return any(text[at : at + len(key)] == key for at, stem in enumerate(text) if stem == key[0])
