"""What a customer typed about themselves -> a record kept apart from the log, encrypted, and a digest that the log keeps.

The digest proves what came in. Because of the salt it says nothing once the record is gone, so that a person can be
forgotten while the chain of events stays whole (rows N2, N3).
"""

import hashlib
import secrets
from collections.abc import Mapping

from contact.encryption import decrypt, encrypt
from desk.data import Data, from_json, to_sorted_json

SALT_BYTES = 16
# The text of the first message of a case; those that come later bear the number of their event.
REQUEST_TEXT = "request"

# The first byte tells how a text is kept: as the first versions did, in plain JSON, or encrypted.
_PLAIN, _ENCRYPTED = b"\x00", b"\x01"


class Personal(Data, frozen=True, kw_only=True):
    """The texts of one customer: message, name, e-mail address, telephone number."""

    salt: str
    fields: Mapping[str, str]

    @property
    def digest(self) -> str:
        """Proves these texts to whoever has them and the salt."""
        return hashlib.sha256(to_sorted_json(self)).hexdigest()


def personal(fields: Mapping[str, str]) -> Personal:
    """Texts with a salt of their own."""
    return Personal(salt=secrets.token_hex(SALT_BYTES), fields=fields)


def locked(texts: Personal, key: bytes, reference: str, name: str) -> bytes:
    """The texts as the store keeps them: readable with the key, and only as the text `name` of this case."""
    return _ENCRYPTED + encrypt(key, to_sorted_json(texts), f"{reference}/{name}")


def unlocked(kept: bytes, key: bytes, reference: str, name: str) -> Personal:
    """The texts again. Raises UndecipherableError."""
    sort, rest = kept[:1], kept[1:]
    return from_json(rest if sort == _PLAIN else decrypt(key, rest, f"{reference}/{name}"), Personal)
