"""How a call went, as the provider tells -> the record of it, and what records say of the wait right now (rows P4, P7).

A record names nobody: the call's own name is hashed, for with it the provider could be asked who called.
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta

from contact.calls import CallRecord
from contact.store import Store
from contact.telephony.figures import NINETY, within_of

SOURCE = "twilio"
# What was measured longer ago says nothing about now.
LATELY = timedelta(hours=1)
# The same answer for everybody who asks within this.
FRESH_FOR = timedelta(seconds=30)


def record_id(source: str, call_id: str) -> str:
    """The name of a call's record."""
    return f"{source}-{hashlib.sha256(call_id.encode()).hexdigest()[:32]}"


def current_hold(records: Iterable[CallRecord], queue: str) -> int | None:
    """Within how many seconds nine of ten callers of a queue were answered lately; None where that was not measured."""
    return hold_of(record for record in records if record.queue == queue)


def hold_of(records: Iterable[CallRecord]) -> int | None:
    """The same of all these."""
    waits = (record.waited for record in records if record.outcome == "answered")
    return within_of(sorted(waited for waited in waits if waited is not None), NINETY)


class Lately:
    """The calls of the last hour, read again only now and then: in a surge everybody who waits asks for them."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self.store, self.clock = store, clock
        self._read: tuple[datetime, Sequence[CallRecord]] | None = None

    def calls(self) -> Sequence[CallRecord]:
        """Those that began in the last hour. Raises StoreError."""
        now, last = self.clock(), self._read
        if last is None or not timedelta() <= now - last[0] < FRESH_FOR:
            last = self._read = now, list(self.store.calls(now - LATELY, now))
        return last[1]
