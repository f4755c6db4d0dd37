"""The outbox -> mails that are sent: at least once each, and only once unless a crash comes in between.

A claim is a lease. Who crashes between sending and marking lets it run out; the next one sends the same message again,
with the same Message-ID. Knows no words and no mail server.
"""

import logging
import secrets
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from contact.log import Log
from contact.mail import Mailer
from contact.outbox_gate import Gate
from contact.posting import NotNowError, Posting
from contact.store import Entry, StoreError
from contact.text_posting import TextPosting
from contact.texting import TEXT, Texter
from desk.bundle import Bundle
from desk.data import Data
from desk.settings.model import Settings

# No mail takes longer (contact.mail.smtp), and none is begun with less than that of its lease left.
LONGEST_SEND = timedelta(seconds=150)
LEASE = timedelta(minutes=3)
# 1, 2, 4 ... minutes, then every four hours: 20 attempts take a little more than two days.
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=4)
# So many in a row. Who then asks for another try asks for as many again.
MOST_ATTEMPTS = 20
# Each wait is up to a fifth longer, so that what failed together does not come back together.
JITTER = 0.2
# One transaction claims so many. What a slow server leaves no time for is given back.
CLAIMED_AT_ONCE = 10
# By then four attempts have failed, or nobody has come to make one.
STUCK_AFTER = timedelta(minutes=15)
STUCK_ATTEMPTS = 5

_log = logging.getLogger(__name__)
_random = secrets.SystemRandom()


class Sweep(Data, frozen=True, kw_only=True):
    """What one round did: mails sent, held back for a person, put off, given up, and those that nobody needs any more."""

    sent: int = 0
    held: int = 0
    postponed: int = 0
    failed: int = 0
    dropped: int = 0


class Outbox(Data, frozen=True, kw_only=True):
    """Sends the mail of a log."""

    log: Log
    bundle: Callable[[], Bundle]
    mailer: Mailer
    clock: Callable[[], datetime]
    texter: Callable[[Settings], Texter | None] = lambda _: None

    def send_due(self, until: datetime | None = None) -> Sweep:
        """Send everything that is due now, and keep no connection; claim nothing from `until` on. Raises StoreError."""
        try:
            return self.sweep(until=until)
        finally:
            self.mailer.rest()

    def sweep(self, more: Callable[[], None] | None = None, until: datetime | None = None) -> Sweep:
        """Send everything that is due now. `more` is called where others could help. Raises StoreError."""
        # Read before anything is claimed: a bundle that is being written must not cost anybody a lease.
        posting = self._posting(self.bundle())
        counts: Counter[str] = Counter()
        while entries := self._claimed(until):
            if more and len(entries) == CLAIMED_AT_ONCE:
                more()
            counts.update(outcome for entry in entries if (outcome := self._dealt_with(entry, posting)))
        return Sweep(**counts)

    def _claimed(self, until: datetime | None) -> Sequence[Entry]:
        now = self.clock()
        return () if until and now >= until else self.log.store.claim(now, LEASE, CLAIMED_AT_ONCE)

    def _posting(self, bundle: Bundle) -> Posting:
        return Posting(log=self.log, bundle=bundle, mailer=self.mailer, gate=Gate(log=self.log), clock=self.clock)

    def _texts(self, posting: Posting) -> TextPosting:
        return TextPosting(posting=posting, texter=self.texter(posting.bundle.settings))

    def _dealt_with(self, entry: Entry, posting: Posting) -> str:
        if entry.due - self.clock() < LONGEST_SEND:
            # The ones before took long: at once for whoever comes next, and no attempt that failed.
            self.log.store.postpone(entry, self.clock(), entry.error)
            return ""
        sends = self._texts(posting) if entry.mail == TEXT else posting
        try:
            return sends.post(entry)
        except NotNowError as error:
            # After a full round of attempts; the next one begins when a person asks for it.
            if entry.attempts % MOST_ATTEMPTS == 0 and (outcome := sends.give_up(entry, error.reason)):
                return outcome
            return self._postpone(entry, error.reason)
        # A template that cannot be filled, say, or a record that cannot be read: the others must go out all the same, and
        # this one once it is mended. Where the store is only busy, everything waits.
        except Exception as error:
            if isinstance(error, StoreError) and error.retry:
                raise
            _log.exception("the mail %s of %s could not be made", entry.mail, entry.reference)
            return self._postpone(entry, type(error).__name__)

    def _postpone(self, entry: Entry, error: str) -> str:
        self.log.store.postpone(entry, self.clock() + wait_after(entry.attempts), error)
        return "postponed"


def wait_after(attempts: int) -> timedelta:
    """How long to wait after so many failed attempts."""
    doubled = FIRST_WAIT * (1 << (attempts - 1) % MOST_ATTEMPTS)
    return min(doubled, LONGEST_WAIT) * (1 + _random.uniform(0, JITTER))


def is_stuck(entry: Entry, now: datetime) -> bool:
    """Whether a waiting mail needs a person: it has been tried too often, or nobody has come to send it."""
    late = entry.due < now - STUCK_AFTER or entry.attempts % MOST_ATTEMPTS >= STUCK_ATTEMPTS
    return entry.state == "waiting" and late
