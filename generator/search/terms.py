"""Text -> search terms. Each function has a twin in theme/assets/frontdesk/search.js; a test holds them together."""

import re
import unicodedata

SHORTEST_STEMMED = 5

_WORD = re.compile(r"[^\W_]+")
_MARKS = re.compile("[\u0300-\u036f]")


def words_of(text: str) -> list[str]:
    """The words of a text in lower case, without punctuation."""
    return _WORD.findall(text.lower())


def light(word: str) -> str:
    """A light stem for languages without one of lunr's own: no accents, no plural, no final vowel.

    `contraseñas` and `contrasena` meet at `contrasen`.
    """
    folded = _MARKS.sub("", unicodedata.normalize("NFD", word)).lower()
    if len(folded) >= SHORTEST_STEMMED:
        folded = re.sub("(es|s)$", "", folded)
    if len(folded) >= SHORTEST_STEMMED:
        folded = re.sub("[aeo]$", "", folded)
    return folded
