"""Keys on one's own server: kept in the store as they are, or wrapped by a master key that lies elsewhere.

With a master key (32 bytes from the environment, see docs/running/privacy.md) a stolen copy of the store says nothing.
"""

import base64
import binascii

from contact.encryption import KEY_BYTES, UndecipherableError, decrypt, encrypt, new_key
from contact.keys.port import CaseKey, KeysError

# The first byte tells how a key was kept, so that a master key can be introduced later.
_PLAIN, _WRAPPED = b"\x00", b"\x01"


class LocalKeys:
    """Keys of the store itself. Without a master key they are only as safe as the file that they lie in."""

    def __init__(self, master: bytes | None = None) -> None:
        self.master = master

    def new(self, reference: str) -> CaseKey:
        key = new_key()
        if self.master is None:
            return CaseKey(plain=key, wrapped=_PLAIN + key)
        return CaseKey(plain=key, wrapped=_WRAPPED + encrypt(self.master, key, _owner(reference)))

    def opened(self, reference: str, wrapped: bytes) -> bytes:
        if wrapped[:1] == _PLAIN:
            return wrapped[1:]
        if self.master is None:
            raise KeysError("the keys of the request log are wrapped: FRONTDESK_MASTER_KEY is not set", retry=False)
        try:
            return decrypt(self.master, wrapped[1:], _owner(reference))
        except UndecipherableError as error:
            raise KeysError("FRONTDESK_MASTER_KEY is not the one that wrapped this key", retry=False) from error


def master_key(text: str) -> bytes:
    """The master key as it is written in the environment: 32 bytes in base64. Raises KeysError."""
    try:
        key = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != KEY_BYTES:
        raise KeysError("the master key is 32 bytes in base64, such as `openssl rand -base64 32` makes", retry=False)
    return key


def _owner(reference: str) -> str:
    return f"{reference}/key"
