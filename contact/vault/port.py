"""What a vault has to do: keep encrypted files apart from the log, by the reference of their case.

Knows no key: what it is given says nothing to it. The event that names a file is written after the file (contact.vault.files).
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Protocol

from desk.data import Data


class Kept(Data, frozen=True, kw_only=True):
    """A file that lies in the vault, and when it was put there."""

    reference: str
    name: str
    at: datetime


class Vault(Protocol):
    """Keeps files. Every method may raise StoreError."""

    def keep(self, reference: str, name: str, sealed: bytes) -> None:
        """Returns once the file is on the disk. Nobody ever gives the same name twice."""

    def read(self, reference: str, name: str) -> bytes | None:
        """A file; None where there is none."""

    def forget(self, reference: str, name: str) -> None:
        """Take away one file, if it is there."""

    def erase(self, reference: str) -> None:
        """Take away all files of a case. Those that are gone already are no error."""

    def walk(self) -> Iterator[Kept]:
        """All files, in no order."""
