"""What is searched of a question.

Knows nothing of words, files or ranking.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchEntry:
    """One question as it is searched. `path` is `category/slug`; `about` holds words around it, `crumbs` what its card shows."""

    path: str
    title: str
    synonyms: tuple[str, ...] = ()
    summary: str = ""
    body: str = ""
    about: str = ""
    crumbs: tuple[str, ...] = ()
