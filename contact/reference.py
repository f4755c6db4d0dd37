"""References such as `7KQ-4M2P-9XW`: made from chance, checked when people read them out.

No vowels, so that none spells a word; no 0, 1, 5-like S, 8-like B or 2-like Z, so that none is misread or misheard.
"""

import secrets

# 23 symbols, a prime: over a prime field the weights below catch any one wrong symbol and any two that changed places.
ALPHABET = "23456789CDFGHJKMPQRTVWX"
LENGTH = 10
GROUPS = (3, 4, 3)
# What the weighted sum of every reference leaves when divided by 23: chosen so that the one in our documents is right.
REMAINDER = 14
# Looked for in place of what cannot be a reference, so that the search takes as long: no case bears it.
NOBODYS = "-"

_BETWEEN = str.maketrans("", "", " -\t\u00a0\u2010\u2011\u2012\u2013\u2014\u2212")


def new_reference() -> str:
    """A reference that nobody can guess: one of 23 to the power of 9, about 1.8 million million."""
    number = secrets.randbelow(len(ALPHABET) ** (LENGTH - 1))
    symbols = ""
    for _ in range(LENGTH - 1):
        number, at = divmod(number, len(ALPHABET))
        symbols += ALPHABET[at]
    return _grouped(symbols + check_symbol(symbols))


def check_symbol(symbols: str) -> str:
    """The last symbol of a reference that begins with these nine."""
    return ALPHABET[(REMAINDER - _weighted(symbols + ALPHABET[0])) % len(ALPHABET)]


def normalise(typed: str) -> str | None:
    """A reference as we write it, from one as people type it; None for what cannot be one."""
    symbols = symbols_of(typed)
    known = len(symbols) == LENGTH and set(symbols) <= set(ALPHABET)
    return _grouped(symbols) if known and _weighted(symbols) == REMAINDER else None


def symbols_of(typed: str) -> str:
    """What people type without what stands between the symbols, in capitals."""
    return typed.upper().translate(_BETWEEN)


def _weighted(symbols: str) -> int:
    """The weights run from 10 down to 1, as in an ISBN: all differ, none is 0, and the check symbol's is 1."""
    values = (ALPHABET.index(symbol) * (LENGTH - at) for at, symbol in enumerate(symbols))
    return sum(values) % len(ALPHABET)


def _grouped(symbols: str) -> str:
    first, second, _ = GROUPS
    return "-".join((symbols[:first], symbols[first : first + second], symbols[first + second :]))
