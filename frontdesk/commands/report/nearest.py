"""Words that people looked for -> the question of the built site that its search names first now.

Where there is no index, or a damaged one, it names none. Knows no report.
"""

from dataclasses import dataclass
from pathlib import Path

from contact.abuse.search_words import without_marks
from desk.data import UnreadableError
from generator.search import Index, open_index


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearest:
    """A question: where it is answered, and how it is asked."""

    page: str
    question: str


class NearestQuestions:
    """Opens the index of a language when it is first asked for. `missing` names those that cannot be searched."""

    def __init__(self, site: Path) -> None:
        self._folder = site / "assets" / "search"
        self._indexes: dict[str, Index] = {}
        self.missing: set[str] = set()

    def of(self, language: str, words: str) -> Nearest | None:
        """The question that is nearest to the words, if the site has any."""
        if language in self.missing:
            return None
        try:
            return _first(self._index(language), without_marks(words))
        except (UnreadableError, OSError):
            self.missing.add(language)
            return None

    def _index(self, language: str) -> Index:
        if language not in self._indexes:
            self._indexes[language] = open_index(lambda name: (self._folder / name).read_bytes(), language)
        return self._indexes[language]


def _first(index: Index, words: str) -> Nearest | None:
    for found in index.search(words, 1):
        return Nearest(page=found.path, question=index.card(found.number).title)
    return None
