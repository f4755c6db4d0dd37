"""A thread that sends what is in the outbox: at once when it is woken, and every half a minute in any case."""

import logging
import threading
from datetime import timedelta

from contact.outbox import Outbox

SWEEP_EVERY = timedelta(seconds=30)
# A mail that is being handed over when the desk closes gets this long; if it takes longer, its lease runs out.
STOP_WITHIN = timedelta(seconds=10)

_log = logging.getLogger(__name__)


class Sender:
    """Started once; `wake` may be called from any thread, and returns at once."""

    def __init__(self, outbox: Outbox, every: timedelta = SWEEP_EVERY) -> None:
        self.outbox, self.every = outbox, every
        self._due = threading.Event()
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="frontdesk-sender", daemon=True)

    def start(self) -> None:
        """Begin, with what an earlier run has left."""
        self._due.set()
        self._thread.start()

    def wake(self) -> None:
        """Say that something may be due."""
        self._due.set()

    def stop(self) -> None:
        """Finish the mail in hand, and end."""
        self._stopped.set()
        self._due.set()
        self._thread.join(STOP_WITHIN.total_seconds())

    def _run(self) -> None:
        while not self._stopped.is_set():
            self._due.wait(self.every.total_seconds())
            self._due.clear()
            if not self._stopped.is_set():
                self._sweep()

    def _sweep(self) -> None:
        try:
            sweep = self.outbox.send_due()
        # Nothing may end this thread: a locked store or a bundle that is being written is there again a little later.
        except Exception:  # noqa: BLE001
            _log.exception("the outbox could not be sent; it is tried again in %s", self.every)
            return
        if sweep.failed:
            _log.error("%d acknowledgements cannot be delivered: see `frontdesk outbox list`", sweep.failed)
