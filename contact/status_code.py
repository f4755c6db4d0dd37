"""A case -> the code with which its status can be looked up, as `4M2P9-XW7KQ`.

Made one-way from the key of the case: who is sent the code by mistake can neither open the confirmation nor read there
what was typed. Knows no page and no store.
"""

import hashlib
import hmac

from contact.case import Case
from contact.reference import ALPHABET, symbols_of

# 23 to the power of 10, some 41 million million: 45 bits (docs/running/status-page.md).
LENGTH = 10
GROUP = 5
_STATUS = b"status"


def status_code(case: Case) -> str:
    """The code of a case; the same as long as the case is there, also after the person has been erased."""
    return code_from(case.key)


def code_from(key: str) -> str:
    """The code that belongs to the key of a case."""
    return one_way_code(key, _STATUS)


def one_way_code(key: str, purpose: bytes) -> str:
    """A code for one purpose: neither the key can be told from it, nor the code for another purpose."""
    number = int.from_bytes(hmac.digest(key.encode(), purpose, hashlib.sha256))
    symbols = ""
    for _ in range(LENGTH):
        number, at = divmod(number, len(ALPHABET))
        symbols += ALPHABET[at]
    return f"{symbols[:GROUP]}-{symbols[GROUP:]}"


def same_code(code: str, typed: str) -> bool:
    """Whether this code was typed: in small letters too, with or without hyphens. Takes as long for a wrong one."""
    # Half characters (surrogates), which JSON can spell, are no UTF-8.
    return hmac.compare_digest(symbols_of(code).encode(), symbols_of(typed).encode(errors="replace"))
