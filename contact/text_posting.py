"""A claimed text message of the outbox -> sent, held back, put off or given up, and an event of its case that says so.

As contact.posting does it for mail: record, send, record. A text message has no name of ours that could be sent twice: after
a crash between the last two, the caller may read it twice.
"""

from contact.case import Case
from contact.events import Acknowledged, AcknowledgementFailed, AcknowledgementHeld
from contact.posting import NotNowError, Outcome, Posting, was_released
from contact.store import Entry
from contact.texting import TEXT, Texter, TextError, text_acknowledgement
from desk.data import Data


class TextPosting(Data, frozen=True, kw_only=True):
    """Sends the text messages of a log, as `posting` sends its mails; without a `texter` they wait."""

    posting: Posting
    texter: Texter | None

    def post(self, entry: Entry) -> Outcome:
        """Deal with one claimed message. Raises NotNowError, and StoreError where the store itself is in trouble."""
        log = self.posting.log
        case = log.store.find(entry.reference)
        if case is None:
            raise NotNowError("no such case")
        texts = log.texts(case)
        number = texts.fields.get("number", "") if texts else ""
        if not number:
            return self._give_up(case, entry, "erased")
        if self.texter is None:
            raise NotNowError("no text messages are sent from here: see docs/running/telephony.md")
        # What failed to be sent once has passed before.
        if not entry.error and not was_released(case, entry):
            most = self.posting.bundle.settings.limits.mails_a_day
            reason = self.posting.gate.reason_to_hold(entry, number, self.posting.clock(), most_mails_a_day=most)
            if reason:
                self.posting.mark(case, entry, "held", AcknowledgementHeld(mail=TEXT, reason=reason), error=reason)
                return "held"
        try:
            sent = self._send(self.texter, case, entry, number)
        except TextError as error:
            if error.retry:
                raise NotNowError(error.reason) from error
            return self._give_up(case, entry, error.reason)
        self.posting.mark(case, entry, "sent", sent)
        return "sent"

    def give_up(self, entry: Entry, reason: str) -> Outcome | None:
        """Say of a message that nobody will try it again; None where there is no case to say it of."""
        case = self.posting.log.store.find(entry.reference)
        return self._give_up(case, entry, reason) if case else None

    def _send(self, texter: Texter, case: Case, entry: Entry, number: str) -> Acknowledged:
        words = text_acknowledgement(case, self.posting.bundle)
        provider_id = texter.send(number, words.text)
        return Acknowledged(
            message_id=self.posting.message_id(entry),
            language=words.language,
            subject="",
            text=words.text,
            html="",
            template=TEXT,
            template_digest=words.words_digest,
            commit=self.posting.bundle.commit,
            attempts=entry.attempts,
            provider_id=provider_id,
        )

    def _give_up(self, case: Case, entry: Entry, reason: str) -> Outcome:
        failed = AcknowledgementFailed(
            message_id=self.posting.message_id(entry), reason=reason, attempts=entry.attempts
        )
        self.posting.mark(case, entry, "failed", failed, error=reason)
        return "failed"
