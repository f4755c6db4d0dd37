"""Text -> header values of an e-mail, encoded (RFC 2047) and folded where it is needed, as they go out.

The standard library loses spaces between words beyond ASCII when it folds them, and takes longer than all the rest of a
message. Knows no message.
"""

import re
from base64 import b64encode
from collections.abc import Iterator, Sequence
from itertools import groupby

LONGEST_LINE = 76
# 60 characters: four stand for three bytes, and 12 are not text. So the first one fits behind the name of the header.
_BYTES_A_WORD = 36
# Words that may stand as they are, and in a name before an address without quotes. Longer ones fit no line.
_PLAIN = re.compile(r"[!-~]{1,60}")
_ATOM = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]{1,60}")
_LONGEST_QUOTED = 60


def unstructured(name: str, text: str) -> str:
    """The value of a header such as Subject: what is not ASCII is encoded. White space of any kind is one space."""
    return _folded(name, _tokens(text.split()))


def mailbox(name: str, shown: str, address: str) -> str:
    """The value of a header such as From: a name and an address."""
    words = shown.split()
    quotable = shown.isascii() and shown.isprintable() and "=?" not in shown and len(shown) <= _LONGEST_QUOTED
    if not words or all(_ATOM.fullmatch(word) and "=?" not in word for word in words):
        tokens = words
    elif quotable:
        tokens = ['"' + " ".join(words).replace("\\", "\\\\").replace('"', '\\"') + '"']
    else:
        tokens = list(_encoded(" ".join(words)))
    return _folded(name, [*tokens, f"<{address}>"])


def _tokens(words: Sequence[str]) -> list[str]:
    """Neighboring words that need it are encoded together: the space between two encoded words is not shown."""
    found: list[str] = []
    for plain, neighbors in groupby(words, key=lambda word: bool(_PLAIN.fullmatch(word)) and "=?" not in word):
        group = list(neighbors)
        found += group if plain else _encoded(" ".join(group))
    return found


def _encoded(text: str) -> Iterator[str]:
    part = b""
    for letter in text:
        encoded = letter.encode(errors="replace")
        if len(part) + len(encoded) > _BYTES_A_WORD:
            yield _word(part)
            part = b""
        part += encoded
    yield _word(part)


def _word(part: bytes) -> str:
    return f"=?utf-8?b?{b64encode(part).decode('ascii')}?="


def _folded(name: str, tokens: Sequence[str]) -> str:
    lines, length = "", len(name) + 1
    for token in tokens:
        fits = length + 1 + len(token) <= LONGEST_LINE
        lines += (" " if fits else "\r\n ") + token if lines else token
        length = length + 1 + len(token) if fits else 1 + len(token)
    return lines
