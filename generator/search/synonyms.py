"""Entries and groups of synonyms -> entries that are also found by the other words of a group.

Done when the index is built, so that a query costs nothing more. Knows nothing of files or findings.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from generator.content.synonyms import SynonymGroup
from generator.search.entry import SearchEntry
from generator.search.function_words import function_words
from generator.search.stems import algorithm_of, stemmer
from generator.search.words import fold, forms_of, forms_of_run, runs_of

# The folded stems of a phrase, in order. Two phrases with the same key are one and the same to the search.
Key = tuple[str, ...]

# Stands between two texts, so that no phrase begins in one and ends in the other.
_BETWEEN = ("\n",)


class Phrases:
    """Turns phrases and texts of one language into keys."""

    def __init__(self, language: str) -> None:
        self._stem = stemmer(algorithm_of(language))
        self._function_words = function_words(language)
        # Texts have far fewer different runs than runs.
        self._keys: dict[str, Key] = {}

    def key(self, phrase: str) -> Key:
        """Of a phrase; empty where there is no word in it."""
        runs = runs_of(phrase)
        key = self._of(runs)
        if len(runs) > 1 or len(key) < 2:  # noqa: PLR2004 - there is no choice
            return key
        # `e-mail` is found by `email`, `e` and `mail`, `iPhone` by `iphone` and `phone`; as a synonym each is one word.
        first = forms_of(phrase)[0]
        return key[:1] if first == runs[0].replace("-", "").replace("_", "").lower() else key

    def content(self, text: str) -> list[str]:
        """The words of a text that are more than function words, as they were typed."""
        return [run for run in runs_of(text) if any(fold(form) not in self._function_words for form in forms_of(run))]

    def text(self, *texts: str) -> Key:
        """Of texts that belong together, with a gap between any two."""
        return tuple(chain.from_iterable((*self._of(runs_of(text)), *_BETWEEN) for text in texts))

    def _of(self, runs: Iterable[str]) -> Key:
        return tuple(chain.from_iterable(self._keys.get(run) or self._keep(run) for run in runs))

    def _keep(self, run: str) -> Key:
        kept = self._keys[run] = tuple(fold(self._stem(form)) for form in forms_of_run(run))
        return kept


@dataclass(frozen=True, slots=True)
class Reach:
    """Where a group leads, with entries by number.

    `entries` use a word that is written; `new` are those of them that a phrase finds only because of the group, and `uses`
    tells of each written phrase how many have it.
    """

    group: SynonymGroup
    entries: tuple[int, ...]
    new: Mapping[str, tuple[int, ...]]
    uses: Mapping[str, int]


def reaches(entries: Sequence[SearchEntry], groups: Sequence[SynonymGroup], language: str) -> list[Reach]:
    """Title, synonyms and summary tell what a question is about; where no question has a word there, its text counts."""
    if not groups:
        return []
    phrases = Phrases(language)
    keys = [_keys(phrases, group) for group in groups]
    about = _found(keys, (phrases.text(entry.title, *entry.synonyms, entry.summary) for entry in entries))
    written = [{phrases.key(phrase.text) for phrase in group.written} for group in groups]
    rare = {number for number, own in enumerate(written) if not any(about.get(key) for key in own)}
    texts = _found([keys[number] for number in rare], (phrases.text(entry.body) for entry in entries)) if rare else {}
    return [_reach(group, texts if number in rare else about, phrases) for number, group in enumerate(groups)]


def expanded(entries: Sequence[SearchEntry], reached: Iterable[Reach]) -> list[SearchEntry]:
    """The entries, with what people type for the words that they use. Words that were added lead to no further ones."""
    added: dict[int, list[str]] = {}
    for reach in reached:
        for phrase, numbers in reach.new.items():
            for number in numbers:
                added.setdefault(number, []).append(phrase)
    # An answer's own synonym has to win over one that a group lent it, so these stand in the field that counts less.
    return [
        replace(entry, about="\n".join((entry.about, *dict.fromkeys(added[number])))) if number in added else entry
        for number, entry in enumerate(entries)
    ]


def _reach(group: SynonymGroup, found: Mapping[Key, set[int]], phrases: Phrases) -> Reach:
    having = {phrase.text: found.get(phrases.key(phrase.text), set()) for phrase in (*group.said, *group.written)}
    using = sorted(set[int]().union(*(having[phrase.text] for phrase in group.written)))
    new = {phrase.text: tuple(number for number in using if number not in having[phrase.text]) for phrase in group.said}
    return Reach(group, tuple(using), new, {phrase.text: len(having[phrase.text]) for phrase in group.written})


def _keys(phrases: Phrases, group: SynonymGroup) -> frozenset[Key]:
    return frozenset(phrases.key(phrase.text) for phrase in (*group.said, *group.written)) - {()}


def _found(groups: Iterable[frozenset[Key]], texts: Iterable[Key]) -> dict[Key, set[int]]:
    """The numbers of the texts in which each key stands."""
    by_first: dict[str, list[Key]] = {}
    for key in frozenset[Key]().union(*groups):
        by_first.setdefault(key[0], []).append(key)
    found: dict[Key, set[int]] = {}
    for number, text in enumerate(texts):
        for key in _standing(text, by_first):
            found.setdefault(key, set()).add(number)
    return found


def _standing(text: Key, by_first: dict[str, list[Key]]) -> Iterator[Key]:
    if by_first.keys().isdisjoint(text):
        return
    for at, stem in enumerate(text):
        for key in by_first.get(stem, ()):
            if text[at : at + len(key)] == key:
                yield key
