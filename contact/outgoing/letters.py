"""A letter in the outbox (contact.letters) -> its recipient, its words and its events.

The words themselves stay with the event that caused it, encrypted; the event of sending it holds a digest.
"""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from contact.case import Case
from contact.events import Body, HeldBecause, MailFailed, MailSent
from contact.feedback_link import feedback_url, may_answer
from contact.letter_names import kind_of
from contact.letter_words import letter_words
from contact.mail_words import MailWords
from contact.outgoing.port import Taken
from contact.store import OutboxState
from desk.bundle import Bundle
from desk.data import Data


class OutgoingLetter(Data, frozen=True, kw_only=True):
    """The letter called `mail`, with the texts that were kept for it."""

    case: Case
    mail: str
    texts: Mapping[str, str]

    @property
    def automatic(self) -> Literal["auto-generated", ""]:
        return "auto-generated" if self._is_question else ""

    @property
    def lost(self) -> OutboxState:
        # That nobody was asked for feedback is not worth a person's time.
        return "sent" if self._is_question else "failed"

    def needless(self, bundle: Bundle) -> str:
        if not self._is_question:
            return ""
        if not feedback_url(bundle.settings, self.case, self.case.received.language):
            return "nobody is asked any more"
        return "" if may_answer(self.case) else "no longer to be asked"

    def words(self, bundle: Bundle, now: datetime) -> MailWords:
        return letter_words(self.case, self.mail, self.texts, bundle, now)

    def sent(self, taken: Taken) -> Body:
        words = taken.words
        return MailSent(
            mail=self.mail,
            message_id=taken.message_id,
            language=words.language,
            template=words.template,
            template_digest=words.template_digest,
            digest=hashlib.sha256(words.text.encode()).hexdigest(),
            commit=taken.commit,
            attempts=taken.attempts,
            provider_id=taken.provider_id,
        )

    def held(self, because: HeldBecause, message_id: str, attempts: int) -> tuple[Body, OutboxState]:
        return self.failed(because, message_id, attempts), self.lost

    def failed(self, reason: str, message_id: str, attempts: int) -> Body:
        return MailFailed(mail=self.mail, message_id=message_id, reason=reason, attempts=attempts)

    @property
    def _is_question(self) -> bool:
        return kind_of(self.mail) == "feedback"
