"""A mail that has arrived -> whether it was a report on a mail of ours, which is then written down.

What every way in asks before it makes a case of a message (contact.arriving.desk). Knows no mail server.
"""

from collections.abc import Callable
from datetime import datetime

from contact.bounces.applying import apply
from contact.bounces.message import from_message
from contact.log import Log
from contact.store import StoreError
from desk.data import Data


class Bounces(Data, frozen=True, kw_only=True):
    """The reports of one log."""

    log: Log
    clock: Callable[[], datetime]

    def take(self, source: bytes, recipient: str) -> bool:
        """Whether this reported on a mail of ours. Raises StoreError, and then it should come again."""
        applied = [apply(report, self.log, self.clock) for report in from_message(source, recipient)]
        if "early" in applied:
            # It was quicker than we are with writing down that the mail was sent.
            raise StoreError("a report on a mail that is not marked as sent yet", retry=True)
        return any(one != "unknown" for one in applied)
