"""What makes and opens the keys of cases: the port that the rest of the code knows."""

from typing import Protocol

from desk.data import Data


class KeysError(Exception):
    """No key can be made or opened now. `retry` tells whether a little later it may."""

    def __init__(self, message: str, *, retry: bool) -> None:
        super().__init__(message)
        self.retry = retry


class CaseKey(Data, frozen=True, kw_only=True):
    """A key for use now, and the form in which the store keeps it."""

    plain: bytes
    wrapped: bytes


class Keys(Protocol):
    """Makes keys and opens those that were kept. A wrapped key opens only for the case that it was made for."""

    def new(self, reference: str) -> CaseKey:
        """A key for a case. Raises KeysError."""

    def opened(self, reference: str, wrapped: bytes) -> bytes:
        """The key of a case, from the store. Raises KeysError."""
