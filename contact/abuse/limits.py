"""A message, a vote or a search, and whom it comes from -> how many there were lately.

Counted in fixed windows, under keys that name nobody (contact.hashing): not who, only whether it is the same one. Knows no
form and no page.
"""

from datetime import datetime, timedelta
from typing import Literal

from contact.log import Log
from desk.data import Data

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
MOST_VOTES_AN_HOUR = 60
# Of all whose address nobody knows, together: ten a minute are more than a large site has.
MOST_VOTES_OF_STRANGERS = 600
# A family, or an office behind one address, looks for more than it votes.
MOST_SEARCHES_AN_HOUR = 120
MOST_SEARCHES_OF_STRANGERS = 1200
# Of everybody together.
MOST_SEARCHES_A_DAY = 200_000
# Letters of a hash by which a sender is known again: each of 4,096 marks is that of a million addresses.
MARK_LETTERS = 3
_ALL = "searches"

# Of a search: it counts, it has been counted today, or a program must be at it.
Came = Literal["first", "again", "too-often"]


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
        return self._counted("votes-from", client, now) <= (MOST_VOTES_AN_HOUR if client else MOST_VOTES_OF_STRANGERS)

    def search(self, search: str, client: str, now: datetime) -> Came:
        """Count a search, by the text that tells it from others: once a day for each sender.

        All without an address are one sender. Of an address only a mark is looked at that many share: nobody must be able to
        tell who looked for something.
        """
        most = MOST_SEARCHES_AN_HOUR if client else MOST_SEARCHES_OF_STRANGERS
        store, hasher, day = self.log.store, self.log.hasher(), now.date().isoformat()
        # What is kept until midnight must not fill the disk, however many addresses a flood comes from.
        if self._counted("searches-from", client, now) > most or store.tallied([_ALL], now)[0] >= MOST_SEARCHES_A_DAY:
            return "too-often"
        mark = hasher.of("sender", f"{day} {client}")[-MARK_LETTERS:]
        _, count = store.tally([_ALL, hasher.of("searched", f"{day} {mark} {search}")], now, day_end(now))
        return "first" if count == 1 else "again"

    def _counted(self, purpose: str, client: str, now: datetime) -> int:
        key = self.log.hasher().of(purpose, client) if client else f"{purpose}-strangers"
        (count,) = self.log.store.tally([key], now, hour_end(now))
        return count


def hour_end(now: datetime) -> datetime:
    """When the count of this hour ends."""
    return now.replace(minute=0, second=0, microsecond=0) + HOUR


def day_end(now: datetime) -> datetime:
    """When the count of this day ends."""
    return now.replace(hour=0, minute=0, second=0, microsecond=0) + DAY
