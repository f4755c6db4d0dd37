"""A mail that is about to go out for the first time -> why it waits for a person first, or nothing.

The one place where automatic mail is held back because of the address that it goes to. Sends nothing, and knows no
address but by its hash. A mail that a person has released is not asked about.
"""

from datetime import datetime, timedelta

from contact.events import HeldBecause
from contact.log import Log
from contact.store import Entry
from desk.data import Data

# After a mail came back for good, or was called spam. Longer than a mailbox is usually full or closed by mistake.
RESTS_FOR = timedelta(days=90)
A_DAY = timedelta(days=1)
_BOUNCED, _MAILS, _PASSED = "bounced", "mails-to", "mail-counted"


class Gate(Data, frozen=True, kw_only=True):
    """Every mail passes it once: Outbox asks before the first attempt to send, and after a crash perhaps again."""

    log: Log

    def reason_to_hold(
        self, entry: Entry, recipient: str, now: datetime, *, most_mails_a_day: int
    ) -> HeldBecause | None:
        """Why this mail must not go out by itself. Raises StoreError."""
        hasher = self.log.hasher()
        mail = hasher.of(_PASSED, f"{entry.reference}/{entry.mail}")
        resting, passed = self.log.store.tallied([hasher.of(_BOUNCED, recipient), mail], now)
        if resting:
            return "address-bounced"
        # After a crash: it is counted already.
        if passed:
            return None
        # So that nobody can have a stranger flooded by writing in that stranger's name (row E7).
        count, _ = self.log.store.tally([hasher.of(_MAILS, _mailbox(recipient)), mail], now, now + A_DAY)
        return "too-many-mails" if count > most_mails_a_day else None


def is_resting(log: Log, address: str, now: datetime) -> bool:
    """Whether mail to this address came back for good, or was called spam, lately. Raises StoreError."""
    (resting,) = log.store.tallied([log.hasher().of(_BOUNCED, address)], now)
    return resting > 0


def let_rest(log: Log, address: str, now: datetime) -> None:
    """Send an address nothing more by itself, for a while."""
    log.store.tally([log.hasher().of(_BOUNCED, address)], now, now + RESTS_FOR)


def _mailbox(address: str) -> str:
    """Where mail to an address probably ends up: many providers take no notice of dots, and of what follows a `+`.

    Two people who share one by this are only asked to wait for a person a little sooner.
    """
    user, _, domain = address.rpartition("@")
    return f"{(user.partition('+')[0] or user).replace('.', '')}@{domain}"
