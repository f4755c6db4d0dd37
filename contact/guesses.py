"""Tries of codes, counted by sender and by reference -> whether one more is looked at.

Each is counted before it is looked at, so that a thousand at once are no way round, and taken back if the code was right.
Knows no page; a reference that is unknown counts like any other. docs/running/status-page.md says why no reference is locked.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from contact.log import Log
from contact.reference import normalise
from desk.data import Data

COUNTED_FOR = timedelta(hours=1)
# Wrong ones of one address, behind which may be a whole office.
MOST_OF_CLIENT = 60
# Of one reference, whoever sends them: the desk is told, and the customer is not locked out.
TOLD_OF_REFERENCE = 1000

_log = logging.getLogger(__name__)


class Guesses(Data, frozen=True, kw_only=True):
    """Tries of one sort of codes, such as those of the status page. Every method may raise StoreError."""

    log: Log
    clock: Callable[[], datetime]
    what: str = "status"

    def counted(self, reference: str, client: str) -> bool:
        """Count a try; False where its sender has had too many, and it must not be looked at."""
        now = self.clock()
        of_reference, *of_client = self.log.store.tally(self._keys(reference, client), now, now + COUNTED_FOR)
        if of_reference == TOLD_OF_REFERENCE:
            # What was typed is named only where it is a reference: anything else may name a person.
            named = normalise(reference) or "something that is no reference"
            _log.warning("%d wrong %s codes within an hour for %s", of_reference, self.what, named)
        return sum(of_client) <= MOST_OF_CLIENT

    def right(self, reference: str, client: str) -> None:
        """Take back a try: its code was right."""
        self.log.store.uncount(self._keys(reference, client), self.clock())

    def _keys(self, reference: str, client: str) -> list[str]:
        hasher = self.log.hasher()
        # Where a proxy hides the address, strangers must not be counted as one.
        by_client = [hasher.of(f"{self.what}-by", client)] if client else []
        return [hasher.of(f"{self.what}-of", reference), *by_client]
