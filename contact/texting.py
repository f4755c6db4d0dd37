"""A recorded case -> the text message that acknowledges it, and the port through which such a message goes out.

Names nothing that the caller said: a number that calls proves nobody, and the message may reach somebody else (row E7).
"""

import hashlib
from collections.abc import Collection
from typing import Protocol

from contact.case import Case
from desk.bundle import Bundle
from desk.data import Data
from desk.phone import country_of, is_landline

# The message's name in the outbox.
TEXT = "text"


class TextError(Exception):
    """A text message was not sent. `reason` names nobody; `retry` tells whether trying again can help."""

    def __init__(self, reason: str, *, retry: bool) -> None:
        super().__init__(reason)
        self.reason, self.retry = reason, retry


class Texter(Protocol):
    """Sends text messages."""

    def send(self, number: str, text: str) -> str:
        """Send to a number in E.164; the name that the service gave the message. Raises TextError."""
        ...


class TextWords(Data, frozen=True, kw_only=True):
    """A text message as it is sent, and the digest of the words that it was made from."""

    language: str
    text: str
    words_digest: str


def text_acknowledgement(case: Case, bundle: Bundle) -> TextWords:
    """What the caller of a case is written: that it has come in, by when a person will answer, and its reference."""
    # Imports Babel, which no form needs.
    from desk.wording import instant  # noqa: PLC0415

    settings, received = bundle.settings, case.received
    words = bundle.words_in(received.language)
    key = "telephony.text-callback" if received.channel == "callback" else "telephony.text"
    zone = settings.time_zone(received.estimate.calendar)
    text = words(
        key,
        organisation=settings.organisation.name,
        estimate=instant(received.estimate.shown(zone), zone, words),
        reference=case.reference,
    )
    digest = hashlib.sha256(words.texts[key].encode()).hexdigest()
    # A space at which no line may end doubles the price of some messages.
    return TextWords(language=words.language, text=" ".join(text.split()), words_digest=digest)


def gets_texts(number: str, countries: Collection[str]) -> bool:
    """Whether a text message to a number in E.164 may go out: one of these countries, and not surely a landline."""
    return country_of(number) in countries and not is_landline(number)
