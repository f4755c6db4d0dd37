"""What a customer wrote -> whether words of dissatisfaction stand in it: a request may be a complaint (row T3).

A reason for a person to look, and no more: nothing is reclassified by a program. Knows no case.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from desk.bundle import Bundle

# As much as anybody reads to find out what it is about.
LONGEST_READ = 20_000
_KEY = "complaint.words"
_WORD = re.compile(r"\w+")
# So much of a word decides whether it has to be compared: a customer waits while this is done.
_FIRST = 3


def sounds_dissatisfied(text: str, bundle: Bundle) -> bool:
    """Whether a word in any language of the site begins as one of `complaint.words` does. Quoted lines are not theirs."""
    beginnings = _by_first_letters(tuple(words.get(_KEY, "") for words in bundle.words.values()))
    own = (line for line in text[:LONGEST_READ].splitlines() if not line.lstrip().startswith(">"))
    words = set(_WORD.findall("\n".join(own).casefold()))
    return any(word.startswith(beginnings.get(word[:_FIRST], ())) for word in words)


@lru_cache(maxsize=8)
def _by_first_letters(lists: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for beginning in " ".join(lists).casefold().split():
        first = beginning[:_FIRST]
        found[first] = (*found.get(first, ()), beginning)
    return found
