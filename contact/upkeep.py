"""What the desk does by itself besides sending: seal the days that are over, forget counts that are over, tidy up.

Once, after an earlier Frontdesk, also: work out what has to be done about its cases. Called again and again; costs nothing
where there is nothing to do.
"""

import logging
import threading
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta

from contact.seal import SEALED_AFTER, seal_due
from contact.search_counts import forget_searches
from contact.store import Store
from contact.work_index import fill_day

FORGET_EVERY = timedelta(minutes=10)

_log = logging.getLogger(__name__)


class Upkeep:
    """Remembers when it last looked, so that it may be asked every few seconds. `daily` is called after each midnight.

    A machine that has slept through midnight may wake in the middle of writing an event of the day before: after a sleep it
    waits again before it seals. `ticks` are the seconds of the machine, by which a sleep shows.
    """

    def __init__(
        self,
        store: Store,
        daily: Callable[[datetime], object] | None = None,
        ticks: Callable[[], float] = time.time,
    ) -> None:
        self.store, self.daily, self._ticks = store, daily, ticks
        self._looked_at: float | None = None
        self._woke_at: float | None = None
        self._busy = threading.Lock()
        self._all_work_is_in = False
        self._forgot_at: datetime | None = None
        self._searches_forgot_on: date | None = None
        self._sealed_through: datetime | None = None

    def run(self, now: datetime) -> None:
        """Do what is due, unless another thread is at it. Raises StoreError."""
        if not self._busy.acquire(blocking=False):
            return
        try:
            self._run(now)
        finally:
            self._busy.release()

    def _run(self, now: datetime) -> None:
        if self._forgot_at is None or now - self._forgot_at >= FORGET_EVERY:
            self.store.forget_tallies(now)
            self._forgot_at = now
        if self._searches_forgot_on != now.date():
            forget_searches(self.store, now)
            self._searches_forgot_on = now.date()
        awake = self._is_awake()
        if self._sealed_through is None or (awake and (now - SEALED_AFTER).date() > self._sealed_through.date()):
            for seal in seal_due(self.store, now):
                # Also a record outside of the store: the log of the process.
                _log.warning("sealed %s: %d cases, seal %s", seal.day, seal.heads, seal.digest)
            started, self._sealed_through = self._sealed_through is None, now - SEALED_AFTER
            # Not whenever a process starts: it may take a while.
            if self.daily and not started:
                self.daily(now)
        if not self._all_work_is_in:
            self._put_work_in()

    def _put_work_in(self) -> None:
        """One day at a time: a log of an earlier Frontdesk may have years of them."""
        missing_before = self.store.work_missing_before()
        if missing_before:
            fill_day(self.store, missing_before)
        self._all_work_is_in = missing_before is None

    def _is_awake(self) -> bool:
        """Whether nothing was asleep for long, or has had time to come to an end since then."""
        ticks, seconds = self._ticks(), SEALED_AFTER.total_seconds()
        if self._woke_at is None and self._looked_at is not None and ticks - self._looked_at > seconds:
            self._woke_at = ticks
        elif self._woke_at is not None and ticks - self._woke_at >= seconds:
            self._woke_at = None
        self._looked_at = ticks
        return self._woke_at is None
