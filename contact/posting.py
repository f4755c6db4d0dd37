"""A claimed mail of the outbox -> sent, held back, put off or given up, and an event of its case that says so.

Record, send, record: what happens between the last two may repeat the mail, with the same Message-ID, and never lose it.
Knows no schedule: when a mail is due, and which ones, others decide.
"""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Literal

from contact.acknowledge import acknowledgement
from contact.case import Case
from contact.events import (
    Acknowledged,
    AcknowledgementFailed,
    AcknowledgementHeld,
    AcknowledgementReleased,
    Body,
    HeldBecause,
    Wrote,
    body_of,
    new_event,
)
from contact.log import Log, alias_of
from contact.mail import Mailer, SendError
from contact.mail.identifier import Identifier, identifier
from contact.mail.message import acknowledgement_message, message_id
from contact.mail.thread import thread_of
from contact.outbox_gate import Gate
from contact.personal import REQUEST_TEXT
from contact.store import Entry, Finished, OutboxState, StoreError
from desk.bundle import Bundle
from desk.data import Data

# A store that is locked for a moment must not make us send twice what has just been sent.
MOST_MARKING_TRIES = 3

Outcome = Literal["sent", "held", "postponed", "failed"]

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
        name = identifier(entry.reference, entry.mail, self.log.hasher())
        texts = self._texts(case, entry)
        recipient = texts.get("email", "")
        if not recipient:
            return self._give_up(case, entry, name, "erased")
        # What failed to be sent once has passed before.
        if not entry.error and not _was_released(case, entry):
            most = self.bundle.settings.limits.mails_a_day
            reason = self.gate.reason_to_hold(entry, recipient, self.clock(), most_mails_a_day=most)
            if reason:
                return self._hold(case, entry, reason)
        try:
            sent = self._send(case, entry, name, texts)
        except SendError as error:
            if error.retry:
                raise NotNowError(error.reason) from error
            return self._give_up(case, entry, name, error.reason)
        self._mark(case, entry, "sent", sent)
        return "sent"

    def give_up(self, entry: Entry, reason: str) -> bool:
        """Say of a mail that nobody will try it again; False where there is no case to say it of."""
        case = self.log.store.find(entry.reference)
        if case is None:
            return False
        self._give_up(case, entry, identifier(entry.reference, entry.mail, self.log.hasher()), reason)
        return True

    def _texts(self, case: Case, entry: Entry) -> Mapping[str, str]:
        """What came with the message that a mail acknowledges: whom to tell, and which mail that answers."""
        number = _event_number(entry)
        wrote = next((body_of(event) for event in case.events if event.number == number != 1), None)
        texts = self.log.texts(case, wrote.text if isinstance(wrote, Wrote) else REQUEST_TEXT)
        return texts.fields if texts else {}

    def _send(self, case: Case, entry: Entry, name: Identifier, texts: Mapping[str, str]) -> Acknowledged:
        now = self.clock()
        words = acknowledgement(case, self.bundle, now, message=_event_number(entry))
        whole_name = self._message_id(name)
        message = acknowledgement_message(
            words,
            recipient=texts["email"],
            identifier=whole_name,
            settings=self.bundle.settings,
            now=now,
            # Of an e-mail that came; a form has neither.
            thread=thread_of(texts.get("message_id", ""), texts.get("references", "")),
        )
        provider_id = self.mailer.send(message)
        return Acknowledged(
            message_id=whole_name,
            language=words.language,
            subject=words.subject,
            text=words.text,
            html=words.html,
            template=words.template,
            template_digest=words.template_digest,
            commit=self.bundle.commit,
            attempts=entry.attempts,
            provider_id=provider_id,
        )

    def _hold(self, case: Case, entry: Entry, reason: HeldBecause) -> Outcome:
        held = AcknowledgementHeld(mail=entry.mail, reason=reason)
        self._mark(case, entry, "held", held, error=reason)
        return "held"

    def _give_up(self, case: Case, entry: Entry, name: Identifier, reason: str) -> Outcome:
        failed = AcknowledgementFailed(message_id=self._message_id(name), reason=reason, attempts=entry.attempts)
        self._mark(case, entry, "failed", failed, error=reason)
        return "failed"

    def _mark(self, case: Case, entry: Entry, state: OutboxState, event: Body, error: str = "") -> None:
        # Of one that stays in the outbox: since when.
        due = None if state == "sent" else self.clock()
        finished = Finished(entry=entry, state=state, due=due, error=error)
        provider_id = event.provider_id if isinstance(event, Acknowledged) else ""
        aliases = [alias_of(provider_id)] if provider_id else []
        for left in reversed(range(MOST_MARKING_TRIES)):
            try:
                added = self.log.add(case, self.clock(), event, finished=finished, aliases=aliases)
                if not added and state == "sent" and not self._is_recorded(case, event):
                    # This process stood still for longer than its lease, and somebody else sends the mail as well. It was
                    # sent, whoever marks it: the log says what the customer was told, and how often.
                    _log.warning("the acknowledgement of %s was sent after its lease, perhaps twice", case.reference)
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

    def _message_id(self, name: Identifier) -> str:
        return message_id(name.reference, name.label, self.bundle.settings)


def _event_number(entry: Entry) -> int:
    """Which message of the case a mail acknowledges: `acknowledgement-4` that of the fourth event."""
    _, _, number = entry.mail.partition("-")
    return int(number) if number else 1


def _was_released(case: Case, entry: Entry) -> bool:
    """Whether a person has let this mail go."""
    released = (body_of(event) for event in case.events if event.kind == "acknowledgement-released")
    return any(isinstance(body, AcknowledgementReleased) and body.mail == entry.mail for body in released)
