"""A form -> its stem, by Snowball, for each language that has an algorithm.

The only module that knows PyStemmer. The page does the same with a script made from Snowball's own Python modules.
"""

from collections.abc import Callable
from functools import cache

import Stemmer

ALGORITHMS = {
    "ar": "arabic",
    "ca": "catalan",
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "eo": "esperanto",
    "es": "spanish",
    "et": "estonian",
    "eu": "basque",
    "fa": "persian",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hi": "hindi",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "nb": "norwegian",
    "ne": "nepali",
    "nl": "dutch",
    "nn": "norwegian",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "st": "sesotho",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
    "yi": "yiddish",
}


def algorithm_of(language: str) -> str:
    """The name of the algorithm for a language such as `en` or `pt-BR`; empty where Snowball has none."""
    name = ALGORITHMS.get(language.partition("-")[0].lower(), "")
    return name if name in _known() else ""


@cache
def stemmer(algorithm: str) -> Callable[[str], str]:
    """What takes a form to its stem; without an algorithm the form is its own. What it has stemmed it remembers."""
    return _Stems(algorithm).__getitem__ if algorithm else str


class _Stems(dict[str, str]):
    """Each form is stemmed once: the languages with the longest rules take some microseconds for one."""

    def __init__(self, algorithm: str) -> None:
        super().__init__()
        self._stem = Stemmer.Stemmer(algorithm, 0).stemWord

    def __missing__(self, form: str) -> str:
        # No algorithm is meant to leave nothing; where one does, the form is kept.
        stem = self[form] = self._stem(form) or form
        return stem


@cache
def _known() -> frozenset[str]:
    return frozenset(Stemmer.algorithms())
