"""A mail of a case <-> the first half of its Message-ID, such as `7KQ-4M2P-9XW.acknowledgement.9c41f3a25be07d68`.

The same for the same mail: sent again after a crash, a mail program shows it once. The proof at its end cannot be
guessed by who knows only the reference: who names it, in a bounce say, has had the mail in hands. Knows no mail server.
"""

import hmac
import re
from collections.abc import Iterator

from contact.hashing import Hasher
from contact.reference import ALPHABET, GROUPS
from desk.data import Data

PROOF_LENGTH = 16
# The longest name of a mail that anything was made for: the 9,999th event of a case.
LONGEST = "7KQ-4M2P-9XW.acknowledgement-9999." + "0" * PROOF_LENGTH

_REFERENCE = "-".join(f"[{ALPHABET}]{{{length}}}" for length in GROUPS)
# Some servers write the address that a mail came from in small letters.
_WRITTEN = re.compile(
    rf"(?<![\w.-])({_REFERENCE})\.([a-z]{{1,30}}(?:-\d{{1,4}})?)\.([0-9a-f]{{{PROOF_LENGTH}}})(?![\w.-])",
    re.IGNORECASE,
)


class Identifier(Data, frozen=True, kw_only=True):
    """Names one mail of one case."""

    reference: str
    mail: str
    proof: str

    def __str__(self) -> str:
        return f"{self.reference}.{self.label}"

    @property
    def label(self) -> str:
        """What follows the reference."""
        return f"{self.mail}.{self.proof}"

    def is_ours(self, hasher: Hasher) -> bool:
        """Whether we made it, and nobody else."""
        return hmac.compare_digest(self.proof, _proof(self.reference, self.mail, hasher))


def identifier(reference: str, mail: str, hasher: Hasher) -> Identifier:
    """What a mail is called."""
    return Identifier(reference=reference, mail=mail, proof=_proof(reference, mail, hasher))


def identifiers_in(text: str) -> Iterator[Identifier]:
    """Whatever looks like one, in a Message-ID, in an address, in a text. Who cares whether it is ours has to ask."""
    for found in _WRITTEN.finditer(text):
        reference, mail, proof = found.groups()
        yield Identifier(reference=reference.upper(), mail=mail.lower(), proof=proof.lower())


def _proof(reference: str, mail: str, hasher: Hasher) -> str:
    return hasher.of("message-id", f"{reference}.{mail}")[-PROOF_LENGTH:]
