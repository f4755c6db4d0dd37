"""Phrases and texts -> keys: the folded stems of their words, in order. What has one key is one phrase to the search.

Knows nothing of questions and groups.
"""

from collections.abc import Iterable
from itertools import chain

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
        self.language = language
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

    def stem(self, form: str) -> str:
        """The folded stem of one form."""
        return fold(self._stem(form))

    def content(self, text: str) -> list[str]:
        """The words of a text that are more than function words, as they were typed."""
        return [run for run in runs_of(text) if any(fold(form) not in self._function_words for form in forms_of(run))]

    def text(self, *texts: str) -> Key:
        """Of texts that belong together, with a gap between any two."""
        return tuple(chain.from_iterable((*self._of(runs_of(text)), *_BETWEEN) for text in texts))

    def _of(self, runs: Iterable[str]) -> Key:
        return tuple(chain.from_iterable(self._keys.get(run) or self._keep(run) for run in runs))

    def _keep(self, run: str) -> Key:
        kept = self._keys[run] = tuple([self.stem(form) for form in forms_of_run(run)])
        return kept
