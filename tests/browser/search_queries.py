"""Texts of a site -> queries as people send them, and as nobody should: what page and terminal must answer alike.

Knows nothing of the search. The same queries come in every run.
"""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

WORD: Final = re.compile(r"\w[\w'-]*")
LETTERS: Final = "abcdefghijklmnopqrstuvwxyzáéíóúüñçäößø\u0131"
ODDITIES: Final = (
    "",
    " ",
    "?",
    "🙂",
    "\U0001d4bdello",
    "e-mail",
    "log-in",
    "a-一",
    "一二三",
    "東京の支店",
    "ｶﾅ",
    "서울 지점",
    "ประเทศไทย",
    "שָׁלוֹם",
    "الْعَرَبِيَّةُ",
    "ΣΊΣΥΦΟΣ",
    "İstanbul",
    "STRASSE straße",
    "HTTPServer",
    "eth_sendRawTransaction",
    "__init__",
    "_",
    "sha256 2FA",
    "\x00\x1f\u200b\u202e",
    "\ud800",
    "\ufdfa\ufb01",
    "1,000.50",
    "'s o’clock",
    "e\u0301\u0301 n\u0303",
    "x" * 600,
    "word " * 130,
    "ab-" * 60 + "c",
)


def many_queries(texts: Sequence[str], number: int) -> list[str]:
    """Odd ones first, then words of the texts: whole, halved, mistyped, without accents, in capitals, joined, repeated."""
    chance = random.Random(5)  # noqa: S311 - the same queries in every run
    words = sorted({word for text in texts for word in WORD.findall(text)})
    queries = list(ODDITIES)
    while len(queries) < number:
        chosen = [_spoiled(chance, word) for word in chance.choices(words, k=chance.choice((1, 1, 2, 3, 5, 10)))]
        queries.append(
            chance.choice((" ", " ", " ", "  ", "-", "_", ", ")).join(chosen) + chance.choice(("", "", " ", "?"))
        )
    return queries[:number]


def _spoiled(chance: random.Random, word: str) -> str:
    return chance.choice(tuple(_spoilers(chance)))(word)


def _spoilers(chance: random.Random) -> Iterator[Callable[[str], str]]:
    for _ in range(6):
        yield str
    yield lambda word: word[: chance.randint(1, len(word))]
    yield lambda word: _changed(word, chance.randrange(len(word)), chance.choice(LETTERS), 1)
    yield lambda word: _changed(word, chance.randrange(len(word)), "", 1)
    yield lambda word: _changed(word, chance.randrange(len(word) + 1), chance.choice(LETTERS), 0)
    yield lambda word: _swapped(word, chance.randrange(len(word)))
    yield str.upper
    yield lambda word: word.translate(str.maketrans("áéíóúüñ", "aeiouun"))
    yield lambda word: word.translate(str.maketrans("aeioun", "áéíóúñ"))
    yield lambda _word: "".join(chance.choices(LETTERS, k=chance.randint(1, 12)))
    yield lambda word: word + chance.choice(ODDITIES)


def _changed(word: str, at: int, letter: str, taken: int) -> str:
    return word[:at] + letter + word[at + taken :]


def _swapped(word: str, at: int) -> str:
    return word[:at] + word[at : at + 2][::-1] + word[at + 2 :]
