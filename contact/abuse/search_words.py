"""What somebody typed into the search box -> the words that may be counted: in small letters, and nothing that names a person.

theme/assets/frontdesk/search-counts.js does the same before anything is sent; a test holds the two together. Names of
people cannot be told from other words: that is why rare words are shown to nobody. Knows no search.
"""

import re
import unicodedata

from contact.abuse.masking import without_secrets
from desk.masking import SORTS
from desk.words import Words

# Of a text for the search box; what is longer was no search.
LONGEST_TYPED = 1000
LONGEST = 100

# Short, and the same in every language: the words are read by staff.
_MARKS = Words("", {f"masked.{sort}": f"[{sort}]" for sort in SORTS})
_MARK = re.compile(r"\[[a-z-]+\]")
# What joins scripts within a word; other characters that cannot be seen are none that anybody looks for.
_JOINERS = "\u200c\u200d"
_AROUND_AT = re.compile(r"\s*@\s*")
# Five digits or more, however they are grouped: numbers of telephones and accounts, amounts, dates of birth.
_NUMBER = re.compile(r"\+?\(?\d(?:[\s.,:/()+\-]{0,3}\d){4,}")
# References, keys, addresses of wallets: so many characters in a row, with so many digits and a letter among them.
_CODES = ((16, 1), (8, 3))


def search_words(typed: str) -> str:
    """The words with `[e-mail]`, `[number]` and the like in the place of what may name somebody; empty if no other is left."""
    text = unicodedata.normalize("NFKC", without_secrets(typed[:LONGEST_TYPED], _MARKS).text).lower()
    text = "".join(" " if _is_unseen(letter) else letter for letter in text)
    text = " ".join(map(_masked, _AROUND_AT.sub("@", text).split()))
    words = _NUMBER.sub("[number]", text)[:LONGEST].strip()
    return words if any(map(str.isalpha, without_marks(words))) else ""


def without_marks(words: str) -> str:
    """The words that were typed, to look for them again."""
    return " ".join(_MARK.sub(" ", words).split())


def _masked(word: str) -> str:
    if "@" in word:
        return "[e-mail]"
    digits = sum(map(str.isdecimal, word))
    is_code = any(len(word) >= length and digits >= fewest for length, fewest in _CODES)
    return "[code]" if is_code and any(map(str.isalpha, word)) else word


def _is_unseen(letter: str) -> bool:
    return unicodedata.category(letter).startswith("C") and letter not in _JOINERS
