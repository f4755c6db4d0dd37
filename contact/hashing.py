"""An address, or whatever else would name a person -> a key that counts it without naming it.

The salt is the secret of the store: without it nobody can try addresses until one fits. Knows no store and no rule.
`log.hasher()` (contact.log) gives the one of a log, for addresses of people and of machines alike.
"""

import hashlib
import hmac

from desk.data import Data


class Hasher(Data, frozen=True):
    """Hashes with the secret of one store."""

    secret: bytes

    def of(self, purpose: str, value: str) -> str:
        """A key such as `recipient:5f0c...`: the same in capitals or not, and another one for each purpose."""
        covered = f"{purpose}\0{value.strip().casefold()}".encode(errors="replace")
        return f"{purpose}:{hmac.digest(self.secret, covered, hashlib.sha256).hex()}"
