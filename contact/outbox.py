"""Send what is due, and write down what became of it: at least once, and only once unless a crash comes in between.

A claim is a lease. Who crashes between sending and marking lets it run out; the next one sends the same message again,
with the same Message-ID.
"""

import logging
import secrets
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from contact.acknowledge import acknowledgement
from contact.case import Case
from contact.events import Acknowledged, AcknowledgementFailed
from contact.log import Log, alias_of
from contact.mail import Mailer, SendError
from contact.mail.message import acknowledgement_message, message_id
from contact.store import Entry, Finished
from desk.bundle import Bundle

# Longer than a mail server can keep us waiting: five steps of contact.mail.smtp.TIMEOUT_SECONDS.
LEASE = timedelta(minutes=3)
# 1, 2, 4 ... minutes, then every four hours: 20 attempts take a little more than two days.
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=4)
MOST_ATTEMPTS = 20
# Each wait is up to a fifth longer, so that what failed together does not come back together.
JITTER = 0.2
# Few enough to be sent within one lease by a server that is slow with each.
CLAIMED_AT_ONCE = 10

_log = logging.getLogger(__name__)
_random = secrets.SystemRandom()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sweep:
    """What one round did: mails sent, put off, and given up."""

    sent: int = 0
    postponed: int = 0
    failed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Outbox:
    """Sends the mail of a log."""

    log: Log
    bundle: Callable[[], Bundle]
    mailer: Mailer
    clock: Callable[[], datetime]

    def send_due(self) -> Sweep:
        """Send everything that is due now, one after the other. Raises StoreError."""
        # Read before anything is claimed: a bundle that is being written must not cost anybody a lease.
        bundle = self.bundle()
        counts: Counter[str] = Counter()
        while entries := self.log.store.claim(self.clock(), LEASE, CLAIMED_AT_ONCE):
            counts.update(self._send(entry, bundle) for entry in entries)
        return Sweep(**counts)

    def _send(self, entry: Entry, bundle: Bundle) -> str:
        case = self.log.store.find(entry.reference)
        if case is None:
            raise RuntimeError(f"the outbox names {entry.reference}, and there is no such case")
        identifier = message_id(entry.reference, entry.mail, bundle.settings)
        texts = self.log.texts(case)
        if texts is None or not texts.fields["email"]:
            return self._give_up(case, entry, identifier, "erased")
        try:
            sent = self._acknowledge(entry, case, texts.fields["email"], bundle)
        except SendError as error:
            if error.retry and entry.attempts < MOST_ATTEMPTS:
                return self._postpone(entry, error.reason)
            return self._give_up(case, entry, identifier, error.reason)
        # A template that cannot be filled, say: the others must go out all the same, and this one once it is mended.
        except Exception as error:  # noqa: BLE001
            _log.exception("the acknowledgement of %s could not be made", entry.reference)
            return self._postpone(entry, type(error).__name__)
        aliases = [alias_of(sent.provider_id)] if sent.provider_id else []
        self.log.add(case, self.clock(), sent, finished=Finished(entry=entry, state="sent"), aliases=aliases)
        return "sent"

    def _acknowledge(self, entry: Entry, case: Case, recipient: str, bundle: Bundle) -> Acknowledged:
        now = self.clock()
        identifier = message_id(entry.reference, entry.mail, bundle.settings)
        words = acknowledgement(case, bundle, now)
        message = acknowledgement_message(
            words, recipient=recipient, identifier=identifier, settings=bundle.settings, now=now
        )
        provider_id = self.mailer.send(message)
        return Acknowledged(
            message_id=identifier,
            language=words.language,
            subject=words.subject,
            text=words.text,
            html=words.html,
            template=words.template,
            template_digest=words.template_digest,
            commit=bundle.commit,
            attempts=entry.attempts,
            provider_id=provider_id,
        )

    def _postpone(self, entry: Entry, error: str) -> str:
        self.log.store.postpone(entry, self.clock() + wait_after(entry.attempts), error)
        return "postponed"

    def _give_up(self, case: Case, entry: Entry, identifier: str, reason: str) -> str:
        failed = AcknowledgementFailed(message_id=identifier, reason=reason, attempts=entry.attempts)
        self.log.add(case, self.clock(), failed, finished=Finished(entry=entry, state="failed", error=reason))
        return "failed"


def wait_after(attempts: int) -> timedelta:
    """How long to wait after so many failed attempts."""
    doubled = FIRST_WAIT * (1 << min(attempts - 1, MOST_ATTEMPTS))
    return min(doubled, LONGEST_WAIT) * (1 + _random.uniform(0, JITTER))
