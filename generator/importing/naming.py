"""Names for files and folders that are safe in a URL, and titles from names that were never meant to be read."""

import re
import unicodedata
from collections.abc import Collection

from generator.rules.names import RESERVED

# Longer names break on some file systems when they stand in a deep folder.
LONGEST_SLUG = 120

_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "Æ": "ae", "ø": "o", "Ø": "o", "œ": "oe", "Œ": "oe", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d"}
    | {"ð": "d", "Ð": "d", "þ": "th", "Þ": "th", "ħ": "h", "Ħ": "h", "ŋ": "n"}
    | dict.fromkeys("'’‘", "")  # doesn't -> doesnt
)


def slug(name: str) -> str:
    """Lower-case ASCII words with hyphens between them; empty where nothing can be written so."""
    plain = unicodedata.normalize("NFKD", name.translate(_LETTERS)).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
    if len(words) > LONGEST_SLUG:
        words = words[:LONGEST_SLUG].rpartition("-")[0] or words[:LONGEST_SLUG]
    return words


def title(name: str) -> str:
    """`getting-started` -> `Getting started`; a name that somebody capitalised or spaced keeps its letters."""
    words = re.sub(r"[-_]+", " ", name).strip() if " " not in name else name.strip()
    return words[:1].upper() + words[1:] if words == words.lower() else words


def is_reserved(name: str, languages: Collection[str]) -> bool:
    """Whether a category at the top may not bear this name. A language added one day needs its two letters."""
    return name in RESERVED or name in languages or (len(name) == len("es") and name.isalpha())


def free(name: str, taken: Collection[str]) -> str:
    """The name, or the first of name-2, name-3, ... that is not taken."""
    number, found = 1, name
    while found in taken:
        number += 1
        found = f"{name}-{number}"
    return found
