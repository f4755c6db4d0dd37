"""Threads that send what is in the outbox: at once when they are woken, and every half a minute in any case. Then the upkeep.

One waits for the next mail, the others behind it; each has a connection of its own to the mail server. While one waits for
an answer of the server or for the disk, others go on.
"""

import logging
import threading
from collections.abc import Callable
from datetime import datetime, timedelta

from contact.outbox import Outbox, Sweep
from contact.upkeep import Upkeep

SWEEP_EVERY = timedelta(seconds=30)
# A mail that is being handed over when the desk closes gets this long; if it takes longer, its lease runs out.
STOP_WITHIN = timedelta(seconds=10)
# So long a connection is kept for the next mail.
LINGER = timedelta(seconds=2)

_log = logging.getLogger(__name__)


class Sender:
    """Started once; `wake` may be called from any thread, and returns at once. `daily` is part of the upkeep."""

    def __init__(
        self, outbox: Outbox, every: timedelta = SWEEP_EVERY, daily: Callable[[datetime], object] | None = None
    ) -> None:
        self.outbox, self.every = outbox, every
        self._upkeep = Upkeep(outbox.log.store, daily)
        self._due = threading.Event()
        self._stopped = threading.Event()
        # Held by the one that waits for the next mail.
        self._turn = threading.Lock()
        self._threads = [
            threading.Thread(target=self._run, name=f"frontdesk-sender-{number}", daemon=True)
            for number in range(1, outbox.mailer.connections + 1)
        ]

    @property
    def running(self) -> bool:
        """Whether any of the threads is still at work."""
        return any(thread.is_alive() for thread in self._threads)

    def start(self) -> None:
        """Begin, with what an earlier run has left."""
        self._due.set()
        for thread in self._threads:
            thread.start()

    def wake(self) -> None:
        """Say that something may be due."""
        self._due.set()

    def stop(self) -> None:
        """Finish the mails in hand, and end."""
        self._stopped.set()
        self._due.set()
        for thread in self._threads:
            thread.join(STOP_WITHIN.total_seconds())

    def _run(self) -> None:
        try:
            while not self._stopped.is_set():
                self._wait()
                if not self._stopped.is_set():
                    self._sweep()
        finally:
            self.outbox.mailer.rest()

    def _wait(self) -> None:
        """Until something may be due, and it is this thread's turn."""
        linger = LINGER.total_seconds()
        if not self._turn.acquire(timeout=linger):
            self.outbox.mailer.rest()
            self._turn.acquire()
        try:
            if not self._due.wait(min(linger, self.every.total_seconds())):
                self.outbox.mailer.rest()
                self._due.wait(max(0.0, self.every.total_seconds() - linger))
            # Once it has been told to stop, so are the others behind it.
            if not self._stopped.is_set():
                self._due.clear()
        finally:
            self._turn.release()

    def _sweep(self) -> None:
        try:
            sweep = self.outbox.sweep(more=self.wake)
            self._upkeep.run(self.outbox.clock())
        # Nothing may end this thread: a locked store or a bundle that is being written is there again a little later.
        except Exception:  # noqa: BLE001 - it is logged, and tried again
            _log.exception("the outbox could not be sent; it is tried again in %s", self.every)
            return
        _tell(sweep)


def _tell(sweep: Sweep) -> None:
    """One line for whoever watches, where a person is needed."""
    if sweep.failed:
        _log.error("mails that cannot be delivered: %d; see `frontdesk outbox list`", sweep.failed)
    if sweep.held:
        _log.warning("mails that a person has to release: %d; see `frontdesk outbox list`", sweep.held)
