"""Questions of a language -> the files of its index, with as much meaning as helps there.

Imports nothing heavy: what makes an index is imported when one is made. docs/adr/0019 says what was measured.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from desk.settings.search import Meaning as Wanted
from generator.search.meaning.packages import INSTALL, is_installed, is_known

if TYPE_CHECKING:
    from generator.content.golden_queries import GoldenQuery
    from generator.search.entry import SearchEntry
    from generator.search.meaning.chosen import Searched

__all__ = ["INSTALL", "is_lacking", "meant_index"]


def meant_index(
    entries: "Sequence[SearchEntry]",
    language: str,
    wanted: Wanted,
    golden: "Sequence[GoldenQuery]",
    cache: Path | None,
) -> "Searched":
    """The index of a language with the vectors that the settings ask for, unless words alone are better."""
    from generator.search.meaning.chosen import chosen_index  # noqa: PLC0415 - numpy and the index take a tenth of a second

    return chosen_index(entries, language, wanted, golden, cache)


def is_lacking(wanted: Wanted, languages: Sequence[str]) -> bool:
    """Whether a sentence model is asked for that is not installed, for a language of which it knows something."""
    return wanted == "distilled" and any(map(is_known, languages)) and not is_installed()
