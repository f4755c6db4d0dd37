"""A script of our own making -> the same script without comments, white space and long names.

Understands only what stemmer_script.py writes: no template strings, no regular expressions, no object keys but quoted ones.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import count, product
from string import ascii_letters
from typing import Final

_TOKEN: Final = re.compile(r"""//[^\n]*|"[^"\n]*"|\.{3}|\.?[A-Za-z_]\w*|\d+|\s+|[^\w\s]""")
_KEPT: Final = frozenset(
    [
        "Array",
        "Map",
        "Math",
        "break",
        "const",
        "continue",
        "else",
        "false",
        "for",
        "function",
        "globalThis",
        "if",
        "let",
        "new",
        "null",
        "of",
        "return",
        "true",
        "while",
    ]
)
_WORD: Final = re.compile(r"\w")


def shortened(script: str) -> str:
    """The most used names become the shortest. Line ends become spaces: each statement ends in a semicolon."""
    tokens = [token for token in _TOKEN.findall(script) if not token.startswith("//")]
    uses = Counter(token for token in tokens if _is_name(token))
    names = dict(zip(sorted(uses, key=lambda name: (-uses[name], name)), _short_names(), strict=False))
    written: list[str] = []
    space = False
    for token in tokens:
        if token.isspace():
            space = True
            continue
        shorter = names.get(token, token)
        if space and written and _WORD.match(written[-1][-1]) and _WORD.match(shorter[0]):
            written.append(" ")
        written.append(shorter)
        space = False
    return "".join(written)


def _is_name(token: str) -> bool:
    return (token[0].isalpha() or token[0] == "_") and token not in _KEPT


def _short_names() -> Iterator[str]:
    for length in count(1):
        for letters in product(ascii_letters, repeat=length):
            name = "".join(letters)
            if name not in _KEPT and name not in {"do", "in", "as", "is"}:
                yield name
