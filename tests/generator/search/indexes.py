"""Indexes in memory, for the tests of the search."""

from collections.abc import Mapping, Sequence

from generator.search import Index, SearchEntry, build_index, open_index


def entry(path: str, title: str, body: str = "", summary: str = "", synonyms: tuple[str, ...] = ()) -> SearchEntry:
    return SearchEntry(path=path, title=title, synonyms=synonyms, summary=summary, body=body)


def opened(files: Mapping[str, bytes], language: str) -> Index:
    return open_index(files.__getitem__, language)


def index(language: str, *entries: SearchEntry) -> Index:
    return opened(build_index(entries, language), language)


def of_titles(language: str, titles: Sequence[str]) -> Index:
    """One question a title; its path is the title's place."""
    return index(language, *(entry(f"all/{number}", title) for number, title in enumerate(titles)))
