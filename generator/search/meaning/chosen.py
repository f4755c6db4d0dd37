"""Questions -> an index with vectors or without, whichever finds more, and a word on what was chosen.

Joins the sources of vectors, the index and the trial of both.
"""

from collections.abc import Sequence
from pathlib import Path

from desk.data import Data
from desk.settings.search import Meaning as Wanted
from generator.content.golden_queries import GoldenQuery
from generator.search.analysis import counted
from generator.search.columns import Counted
from generator.search.entry import SearchEntry
from generator.search.index import index_of
from generator.search.meaning.packages import GENERAL, is_installed, is_known
from generator.search.meaning.site_words import general_meaning
from generator.search.meaning.trial import kept_weight, trial_of, with_weight
from generator.search.vectors import Meaning

# Whoever looks for one of so few questions sees all of them.
FEWEST = 10


class Searched(Data, frozen=True, kw_only=True):
    """An index by the name of its files, and what a person should know of it."""

    files: dict[str, bytes]
    told: str


def chosen_index(
    entries: Sequence[SearchEntry], language: str, wanted: Wanted, golden: Sequence[GoldenQuery], cache: Path | None
) -> Searched:
    """The index of a language with the vectors that the settings ask for, unless words alone are better."""
    counts = counted(entries, language, cache)
    meaning = _meaning_of(counts, entries, language, wanted, cache)
    files = index_of(counts, entries, language, meaning, cache)
    if meaning is None:
        is_missing = wanted != "off" and len(entries) >= FEWEST and is_known(language)
        return Searched(files=files, told=f"words alone{f': {GENERAL} is not installed' if is_missing else ''}")
    trial = trial_of(entries, language, golden)
    weight = kept_weight(files, language, trial, cache and cache / f"trial-{language}")
    if not weight:
        told = f"words alone, which are better than vectors by {trial.judge}"
        return Searched(files=index_of(counts, entries, language, None, cache), told=told)
    source = "vectors of a sentence model" if wanted == "distilled" and is_installed() else "general vectors"
    told = f"words and {source}, weight {weight / 10} by {trial.judge}"
    return Searched(files=with_weight(files, language, weight), told=told)


def _meaning_of(
    counts: Counted, entries: Sequence[SearchEntry], language: str, wanted: Wanted, cache: Path | None
) -> Meaning | None:
    """The vectors of words and questions; None where none are wanted or none are known."""
    if wanted == "off" or len(entries) < FEWEST:
        return None
    if wanted == "distilled" and is_installed():
        from generator.search.meaning.distilling import distilled_meaning  # noqa: PLC0415 - few sites want it

        return distilled_meaning(counts, entries, language, cache)
    return general_meaning(counts, [entry.known_by() for entry in entries], language, cache)
