"""The text of a message -> the language to answer in, among those that the desk offers.

Counts each language's commonest words. Knows no grammar: where the words do not decide, what the mail says of itself does.
"""

import re
from collections.abc import Mapping

# Enough to tell, and quickly read.
MOST_WORDS = 500
# Two common words at least, and one in ten: less is a name, a number, a signature.
FEWEST, LEAST_SHARE = 2, 0.1

# Chinese and Japanese set no spaces: there a sign counts as a word.
_WORDS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\d_]+")
_LONGEST = 20_000


def language_of(text: str, claimed: str, common_words: Mapping[str, str], default: str) -> str:
    """The language of a text; else the one claimed, where it is offered; else the default."""
    own_lines = (line for line in text[:_LONGEST].casefold().splitlines() if not line.startswith(">"))
    words = _WORDS.findall(" ".join(own_lines))[:MOST_WORDS]
    counts = {language: sum(map(set(common.split()).__contains__, words)) for language, common in common_words.items()}
    best = max(counts, key=lambda language: counts[language])
    clear = list(counts.values()).count(counts[best]) == 1
    if clear and counts[best] >= max(FEWEST, LEAST_SHARE * len(words)):
        return best
    return _offered(claimed, common_words) or default


def _offered(claimed: str, offered: Mapping[str, str]) -> str:
    """The offered language that is claimed: the same, or the same without its country."""
    by_name = {language.casefold(): language for language in offered}
    wanted = claimed.casefold()
    return by_name.get(wanted) or by_name.get(wanted.partition("-")[0]) or ""
