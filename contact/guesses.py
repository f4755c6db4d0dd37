"""Wrong status codes, counted by reference and by sender -> whether somebody tries too many.

Counts only what was wrong, for an hour, under hashed keys. Knows no page; a reference that is unknown counts like any other.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from contact.log import Log
from desk.data import Data

COUNTED_FOR = timedelta(hours=1)
# Ten wrong codes an hour for one reference: a code is guessed after 200 million years.
MOST_OF_REFERENCE = 10
# Of one address, behind which may be a whole office.
MOST_OF_CLIENT = 60


class Guesses(Data, frozen=True, kw_only=True):
    """Every method may raise StoreError."""

    log: Log
    clock: Callable[[], datetime]

    def too_many(self, reference: str, client: str) -> bool:
        """Whether no further try is allowed now."""
        of_reference, *of_client = self.log.store.tallied(self._keys(reference, client), self.clock())
        return of_reference >= MOST_OF_REFERENCE or sum(of_client) >= MOST_OF_CLIENT

    def wrong(self, reference: str, client: str) -> None:
        """Count one more."""
        now = self.clock()
        self.log.store.tally(self._keys(reference, client), now, now + COUNTED_FOR)

    def _keys(self, reference: str, client: str) -> list[str]:
        hasher = self.log.hasher()
        # Where a proxy hides the address, strangers must not be counted as one.
        by_client = [hasher.of("status-by", client)] if client else []
        return [hasher.of("status-of", reference), *by_client]
