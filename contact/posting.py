"""A claimed mail of the outbox -> sent, held back, put off or given up, and an event of its case that says so.

Record, send, record: what happens between the last two may repeat the mail, with the same Message-ID, and never lose it.
Knows no schedule: when a mail is due, and which ones, others decide.
"""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Literal

from contact.case import Case
from contact.events import Acknowledged, AcknowledgementReleased, Body, MailReleased, MailSent, body_of, new_event
from contact.log import Log, alias_of
from contact.mail import Mailer, SendError
from contact.mail.identifier import identifier
from contact.mail.message import mail_message, message_id
from contact.mail.thread import thread_of
from contact.outbox_gate import Gate
from contact.outgoing import Outgoing, Taken, outgoing
from contact.store import Entry, Finished, OutboxState, StoreError
from desk.bundle import Bundle
from desk.data import Data

# A store that is locked for a moment must not make us send twice what has just been sent.
MOST_MARKING_TRIES = 3

# What is dropped nobody needs any more.
Outcome = Literal["sent", "held", "dropped", "failed"]

_log = logging.getLogger(__name__)


class NotNowError(Exception):
    """The mail could not be sent, and may be later. `reason` names nobody."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Posting(Data, frozen=True, kw_only=True):
    """Sends mails of a log as a bundle words them."""

    log: Log
    bundle: Bundle
    mailer: Mailer
    gate: Gate
    clock: Callable[[], datetime]

    def post(self, entry: Entry) -> Outcome:
        """Deal with one claimed mail. Raises NotNowError, and StoreError where the store itself is in trouble."""
        case = self.log.store.find(entry.reference)
        if case is None:
            raise NotNowError("no such case")
        mail = outgoing(case, entry.mail, self.log)
        if not mail.texts.get("email"):
            return self._give_up(case, entry, mail, "erased")
        stopped = self._stopped(case, entry, mail)
        if stopped:
            return stopped
        try:
            sent = self._send(entry, mail)
        except SendError as error:
            if error.retry:
                raise NotNowError(error.reason) from error
            return self._give_up(case, entry, mail, error.reason)
        self.mark(case, entry, "sent", sent)
        return "sent"

    def give_up(self, entry: Entry, reason: str) -> Outcome | None:
        """Say of a mail that nobody will try it again; None where there is no case to say it of."""
        case = self.log.store.find(entry.reference)
        return self._give_up(case, entry, outgoing(case, entry.mail, self.log), reason) if case else None

    def _stopped(self, case: Case, entry: Entry, mail: Outgoing) -> Outcome | None:
        """What becomes of a mail that must not go out now, or need not any more; None for one that may be sent."""
        needless = mail.needless(self.bundle)
        if needless:
            self.mark(case, entry, "sent", mail.failed(needless, self.message_id(entry), entry.attempts))
            return "dropped"
        # What failed to be sent once has passed before; and nobody comes between a person and a customer.
        if not mail.automatic or entry.error or was_released(case, entry):
            return None
        most = self.bundle.settings.limits.mails_a_day
        reason = self.gate.reason_to_hold(entry, mail.texts["email"], self.clock(), most_mails_a_day=most)
        if reason is None:
            return None
        held, state = mail.held(reason, self.message_id(entry), entry.attempts)
        self.mark(case, entry, state, held, error=reason)
        return "held" if state == "held" else "dropped"

    def _send(self, entry: Entry, mail: Outgoing) -> Body:
        now = self.clock()
        words = mail.words(self.bundle, now)
        whole_name = self.message_id(entry)
        message = mail_message(
            words,
            recipient=mail.texts["email"],
            identifier=whole_name,
            settings=self.bundle.settings,
            now=now,
            # Of an e-mail that came; a form has neither.
            thread=thread_of(mail.texts.get("message_id", ""), mail.texts.get("references", "")),
            automatic=mail.automatic,
        )
        provider_id = self.mailer.send(message)
        taken = Taken(
            message_id=whole_name,
            provider_id=provider_id,
            words=words,
            commit=self.bundle.commit,
            attempts=entry.attempts,
        )
        return mail.sent(taken)

    def _give_up(self, case: Case, entry: Entry, mail: Outgoing, reason: str) -> Outcome:
        self.mark(case, entry, mail.lost, mail.failed(reason, self.message_id(entry), entry.attempts), error=reason)
        return "failed" if mail.lost == "failed" else "dropped"

    def mark(self, case: Case, entry: Entry, state: OutboxState, event: Body, error: str = "") -> None:
        """Write down what became of a mail, in the log and in the outbox at once."""
        # Of one that stays in the outbox: since when.
        due = None if state == "sent" else self.clock()
        finished = Finished(entry=entry, state=state, due=due, error=error)
        provider_id = event.provider_id if isinstance(event, Acknowledged | MailSent) else ""
        aliases = [alias_of(provider_id)] if provider_id else []
        for left in reversed(range(MOST_MARKING_TRIES)):
            try:
                added = self.log.add(case, self.clock(), event, finished=finished, aliases=aliases)
                if not added and state == "sent" and not self._is_recorded(case, event):
                    # This process stood still for longer than its lease, and somebody else sends the mail as well. It was
                    # sent, whoever marks it: the log says what the customer was told, and how often.
                    _log.warning(
                        "the mail %s of %s was sent after its lease, perhaps twice", entry.mail, case.reference
                    )
                    self.log.add(case, self.clock(), event, aliases=aliases)
            except StoreError as trouble:
                if not trouble.retry or not left:
                    raise
            else:
                return

    def _is_recorded(self, case: Case, event: Body) -> bool:
        """Whether the log holds it already: an answer of the store may be lost after it has written."""
        current = self.log.store.find(case.reference)
        body = new_event(self.clock(), event).body
        return current is not None and any(known.body == body for known in current.events)

    def message_id(self, entry: Entry) -> str:
        """What a mail is called in its own headers, and in the events that are about it."""
        name = identifier(entry.reference, entry.mail, self.log.hasher())
        return message_id(name.reference, name.label, self.bundle.settings)


def was_released(case: Case, entry: Entry) -> bool:
    """Whether a person has let this mail go."""
    kinds = {"acknowledgement-released", "mail-released"}
    released = (body_of(event) for event in case.events if event.kind in kinds)
    return any(
        isinstance(body, AcknowledgementReleased | MailReleased) and body.mail == entry.mail for body in released
    )
