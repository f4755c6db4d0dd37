"""A language -> the words of a report on paper, and the report's own texts in that language.

Titles, definitions and notes stand in the report itself, in English: they are part of what is sealed. A text that nobody has
translated stays English, and says so to programs that read pages aloud.
"""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from desk.data import Data, read
from desk.words import Words

FOLDER = Path(__file__).parent / "words"
FIRST = "en"


class Shown(Data, frozen=True):
    """A text and the language that it is in."""

    text: str
    language: str


class Paper(Data, frozen=True):
    """The words of one language, and the texts of reports that were translated into it, by the English ones."""

    words: Words
    texts: Mapping[str, str]

    @property
    def language(self) -> str:
        return self.words.language

    def __getitem__(self, key: str) -> str:
        """The word of a key."""
        return self.words[key]

    def __call__(self, key: str, **values: object) -> str:
        """The word of a key with its placeholders filled."""
        return self.words(key, **values)

    def said(self, text: str) -> Shown:
        """A text of the report, in this language where it was translated."""
        translated = self.texts.get(text)
        return Shown(translated, self.language) if translated else Shown(text, FIRST)

    def label(self, text: str) -> str:
        """What a row is called: `request, form, fees`. What the settings name is in the language of the settings."""
        return ", ".join(self.said(part).text for part in text.split(", "))

    def mark(self, letter: str) -> str:
        """How well a source is known, in words."""
        return self.words.get(f"mark.{letter}", letter)


@lru_cache(maxsize=8)
def paper_in(language: str) -> Paper:
    """The words in a language, else in English."""
    file = FOLDER / f"{language}.json"
    found = file if language.isalnum() and file.is_file() else FOLDER / f"{FIRST}.json"
    texts = found.with_suffix(".texts.json")
    known = read(texts, dict[str, str]) if texts.is_file() else {}
    return Paper(Words(found.stem, read(found, dict[str, str])), known)
