"""A message or a vote, and whom it comes from -> how many there were lately.

Counted in fixed windows, under keys that name nobody (contact.hashing): not who, only whether it is the same one. Knows no
form and no page.
"""

from datetime import datetime, timedelta

from contact.log import Log
from desk.data import Data

HOUR = timedelta(hours=1)
MOST_VOTES_AN_HOUR = 60
# Of all whose address nobody knows, together: ten a minute are more than a large site has.
MOST_VOTES_OF_STRANGERS = 600


class Counted(Data, frozen=True, kw_only=True):
    """How many messages came, this one included: of this address in this hour, of everybody in this minute."""

    from_address: int
    in_minute: int


class Counts(Data, frozen=True, kw_only=True):
    """Counts in the store of a log. Every method may raise StoreError."""

    log: Log

    def message(self, client: str, now: datetime) -> Counted:
        """Count a message that came through the form: one write for both counts."""
        ours = f"messages:{now:%Y-%m-%dT%H:%M}"
        theirs = [self.log.hasher().of("messages-from", client)] if client else []
        in_minute, *of_address = self.log.store.tally([ours, *theirs], now, hour_end(now))
        return Counted(from_address=sum(of_address), in_minute=in_minute)

    def vote(self, client: str, now: datetime) -> bool:
        """Count a vote about an answer; False where so many came from one address that a program must be at it.

        Those without an address are counted together.
        """
        key = self.log.hasher().of("votes-from", client) if client else "votes-from-strangers"
        (count,) = self.log.store.tally([key], now, hour_end(now))
        return count <= (MOST_VOTES_AN_HOUR if client else MOST_VOTES_OF_STRANGERS)


def hour_end(now: datetime) -> datetime:
    """When the count of this hour ends."""
    return now.replace(minute=0, second=0, microsecond=0) + HOUR
