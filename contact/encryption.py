"""A text and a key -> bytes that say nothing without the key, and back: AES-256 in Galois/Counter Mode (NIST SP 800-38D).

The one place that knows the cryptography library.
"""

import secrets

KEY_BYTES = 32
# 96 bits, as the mode wants it. A key belongs to one case, which has a few texts: no nonce comes twice.
NONCE_BYTES = 12


class UndecipherableError(Exception):
    """This key does not open these bytes, or they are not those that were written, or they belong elsewhere."""


def new_key() -> bytes:
    """A key made from chance."""
    return secrets.token_bytes(KEY_BYTES)


def encrypt(key: bytes, text: bytes, belongs_to: str) -> bytes:
    """The nonce, the encrypted text, and the mark that proves both and what they belong to."""
    # Takes a tenth of the time of a command that lists what has to be done, and deciphers nothing.
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415

    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, text, belongs_to.encode())


def decrypt(key: bytes, sealed: bytes, belongs_to: str) -> bytes:
    """The text again. Raises UndecipherableError."""
    from cryptography.exceptions import InvalidTag  # noqa: PLC0415 - as above
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 - as above

    try:
        return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], belongs_to.encode())
    except (InvalidTag, ValueError) as error:
        raise UndecipherableError(f"what belongs to {belongs_to} cannot be deciphered") from error
