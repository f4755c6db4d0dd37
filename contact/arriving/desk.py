"""The bytes of an e-mail -> a recorded case, or a message added to one, or nothing new where it has come before.

The one entry for every way in: the local mail server, a pipe, a lambda. What it returns from is on the disk, and only
then may the sending server forget the message; where it raises, that server tries again.
"""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Literal

from contact.arriving.automatic import reason_not_to_answer
from contact.arriving.filing import Arrived, Became, Filing
from contact.arriving.language import language_of
from contact.arriving.mail import MOST_BYTES
from contact.arriving.message import Reading, read_mail
from contact.arriving.own import OwnAddresses, own_addresses
from contact.arriving.proof import Verdicts, is_proven
from contact.arriving.record import Judged
from contact.arriving.thread import is_ours
from contact.log import Log
from contact.vault import Vault
from desk.bundle import Bundle
from desk.data import Data

NOTHING_FOUND = Verdicts()

# A message and the address that it came to -> whether it told of a mail of ours, which has been written down then.
Bounces = Callable[[bytes, str], bool]

_log = logging.getLogger(__name__)


class Outcome(Data, frozen=True, kw_only=True):
    """What a message became; a `bounce` told of a mail of ours, and is no case.

    `unanswered` is the reason why no acknowledgement goes out, or empty.
    """

    became: Became | Literal["bounce"]
    reference: str = ""
    unanswered: str = ""


def never(_source: bytes, _recipient: str) -> bool:
    """For a desk to which no bounces come."""
    return False


class ArrivingDesk(Data, frozen=True, kw_only=True):
    """Receives mail. `wake` is called after each message that may be acknowledged, and must not block.

    `server` is the one whose Authentication-Results are believed, or empty. `most_bytes` is for a way in whose sender can
    no longer be told that a message is too large.
    """

    bundle: Callable[[], Bundle]
    log: Log
    vault: Vault
    clock: Callable[[], datetime]
    wake: Callable[[], None]
    bounces: Bounces = never
    server: str = ""
    most_bytes: int = MOST_BYTES

    def addresses(self) -> OwnAddresses:
        """For which recipients this desk takes mail."""
        return own_addresses(self.bundle().settings)

    def receive(
        self,
        source: bytes,
        envelope_sender: str | None = None,
        verdicts: Verdicts = NOTHING_FOUND,
        *,
        recipient: str = "",
    ) -> Outcome:
        """Record a message once, however often it comes. An empty envelope sender is that of bounces; None is unknown.

        Raises TooLargeError; and StoreError, after which the message has to come again.
        """
        reading = read_mail(source, self.most_bytes)
        bundle, now = self.bundle(), self.clock()
        judged = self._judged(reading, envelope_sender, verdicts, bundle)
        # Programs write bounces: no message of a person is looked at as one.
        if judged.unanswered and self.bounces(source, recipient):
            return self._told(Outcome(became="bounce"))
        filing = Filing(log=self.log, vault=self.vault, bundle=bundle, now=now)
        token = self._token(reading, now)
        filed = filing.file(Arrived(mail=reading.mail, source=source, judged=judged, token=token))
        if not judged.unanswered:
            self.wake()
        return self._told(Outcome(became=filed.became, reference=filed.reference, unanswered=judged.unanswered))

    def _judged(self, reading: Reading, envelope_sender: str | None, verdicts: Verdicts, bundle: Bundle) -> Judged:
        mail, settings = reading.mail, bundle.settings
        languages = settings.languages
        common_words = {language: bundle.words_in(language)("arriving.common-words") for language in languages.offered}
        ours = is_ours(mail.message_id, self.log)
        return Judged(
            language=language_of(f"{mail.subject}\n{mail.text}", mail.language, common_words, languages.default),
            unanswered=reason_not_to_answer(reading, envelope_sender, own_addresses(settings), is_ours=ours),
            proven=verdicts.proven or is_proven(reading.top.headers, mail.sender.address, self.server),
            suspected=verdicts.spam or mail.spam,
        )

    def _token(self, reading: Reading, now: datetime) -> str:
        """The same for the same message. Made with the store's secret: it says nothing about what is in the message."""
        # The same few words in a later hour are another message, unless they bear the same name.
        hour = "" if reading.mail.message_id else now.strftime("%Y-%m-%dT%H")
        return self.log.hasher().of("arrived", f"{reading.fingerprint}{hour}")

    def _told(self, outcome: Outcome) -> Outcome:
        # Who wrote stands in no log of the process.
        _log.info("an e-mail became %s %s %s", outcome.became, outcome.reference, outcome.unanswered)
        return outcome
