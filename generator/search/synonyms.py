"""Entries and groups of synonyms -> entries that are also found by the other words of a group.

Done when the index is built, so that a query costs nothing more. Knows nothing of files or findings.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from desk.data import Data, replace
from generator.content.synonyms import SynonymGroup
from generator.search.analysis import counted
from generator.search.entry import SearchEntry
from generator.search.phrases import Key, Phrases
from generator.search.standing import ABOUT, TEXT, Standing


class Reach(Data, frozen=True):
    """Where a group leads, with entries by number.

    `entries` use a word that is written; `new` are those of them that a phrase finds only because of the group, and `uses`
    tells of each written phrase how many have it.
    """

    group: SynonymGroup
    entries: tuple[int, ...]
    new: Mapping[str, tuple[int, ...]]
    uses: Mapping[str, int]


def reaches(
    entries: Sequence[SearchEntry], groups: Sequence[SynonymGroup], language: str, cache: Path | None = None
) -> list[Reach]:
    """Title, synonyms and summary tell what a question is about; where no question has a word there, its text counts."""
    if not groups:
        return []
    phrases = Phrases(language)
    keys = [_keys(phrases, group) for group in groups]
    standing = Standing(entries, phrases, counted(entries, language, cache))
    about = standing.found(frozenset[Key]().union(*keys), ABOUT)
    written = [{phrases.key(phrase.text) for phrase in group.written} for group in groups]
    rare = {number for number, own in enumerate(written) if not any(about.get(key) for key in own)}
    texts = standing.found(frozenset[Key]().union(*(keys[number] for number in rare)), TEXT) if rare else {}
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
        replace(entry, added="\n".join(dict.fromkeys(added[number]))) if number in added else entry
        for number, entry in enumerate(entries)
    ]


def _reach(group: SynonymGroup, found: Mapping[Key, set[int]], phrases: Phrases) -> Reach:
    having = {phrase.text: found.get(phrases.key(phrase.text), set()) for phrase in (*group.said, *group.written)}
    using = sorted(set[int]().union(*(having[phrase.text] for phrase in group.written)))
    new = {phrase.text: tuple(number for number in using if number not in having[phrase.text]) for phrase in group.said}
    return Reach(group, tuple(using), new, {phrase.text: len(having[phrase.text]) for phrase in group.written})


def _keys(phrases: Phrases, group: SynonymGroup) -> frozenset[Key]:
    return frozenset(phrases.key(phrase.text) for phrase in (*group.said, *group.written)) - {()}
