"""An acknowledgement in the outbox -> its recipient, its words and its events."""

from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from contact.acknowledge import acknowledgement
from contact.case import Case
from contact.events import Acknowledged, AcknowledgementFailed, AcknowledgementHeld, Body, HeldBecause
from contact.letter_names import event_number
from contact.mail_words import MailWords
from contact.outgoing.port import Taken
from contact.store import OutboxState
from desk.bundle import Bundle
from desk.data import Data


class OutgoingAcknowledgement(Data, frozen=True, kw_only=True):
    """That of the message whose number stands in the name `mail`, with the texts of that message."""

    case: Case
    mail: str
    texts: Mapping[str, str]

    @property
    def automatic(self) -> Literal["auto-replied"]:
        return "auto-replied"

    @property
    def lost(self) -> OutboxState:
        return "failed"

    def needless(self, bundle: Bundle) -> str:  # noqa: ARG002 - as the port declares it
        return ""

    def words(self, bundle: Bundle, now: datetime) -> MailWords:
        return acknowledgement(self.case, bundle, now, message=event_number(self.mail))

    def sent(self, taken: Taken) -> Body:
        words = taken.words
        return Acknowledged(
            message_id=taken.message_id,
            language=words.language,
            subject=words.subject,
            text=words.text,
            html=words.html,
            template=words.template,
            template_digest=words.template_digest,
            commit=taken.commit,
            attempts=taken.attempts,
            provider_id=taken.provider_id,
        )

    def held(self, because: HeldBecause, message_id: str, attempts: int) -> tuple[Body, OutboxState]:  # noqa: ARG002 - as above
        return AcknowledgementHeld(mail=self.mail, reason=because), "held"

    def failed(self, reason: str, message_id: str, attempts: int) -> Body:
        return AcknowledgementFailed(message_id=message_id, reason=reason, attempts=attempts)
