"""All that a value was made from -> its key, by which it is kept from one build to the next.

Two keys are the same only when every part is. Knows neither the values nor where they lie.
"""

from hashlib import blake2b
from typing import Protocol

KEY = 16
# The last byte of a key says to which of the values that belong together it leads.
_ITSELF = b"\0"


class Kept(Protocol):
    """What earlier builds worked out. Whoever keeps it throws it away when the code or a library is another one."""

    def get(self, key: bytes) -> bytes | None:
        """The value, whole, or None."""
        ...

    def put(self, key: bytes, value: bytes) -> None:
        """Keep a value."""
        ...


def key_of(kind: str, *parts: bytes) -> bytes:
    """16 bytes for what a value of this kind was made from, in this order."""
    digest = blake2b(kind.encode(), digest_size=KEY - 1, person=b"frontdesk")
    for part in parts:
        digest.update(b"%d:" % len(part))
        digest.update(part)
    return digest.digest() + _ITSELF


def beside(key: bytes, kind: bytes) -> bytes:
    """The key of what belongs to another value; `kind` is one letter, and another one for each such value."""
    return key[:-1] + kind
