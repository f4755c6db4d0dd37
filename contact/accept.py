"""A checked request -> a recorded case, and word to the sender that a mail may be waiting. Sends nothing itself.

The customer is told of a reference only after the case, its first event and its outbox entry are on the disk (row T1).
"""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime

from contact.events import AcknowledgementHeld, Body, Received
from contact.log import Arrival, Log
from contact.personal import Personal, personal
from contact.store import OutboxState, Recorded
from contact.validation import Request
from desk.bundle import Bundle
from desk.data import Data, to_sorted_json
from desk.estimate import estimate
from desk.legal import legal_dues

TOKEN_LENGTHS = range(16, 101)
# The mail that every case begins with.
ACKNOWLEDGEMENT = "acknowledgement"


class Desk(Data, frozen=True, kw_only=True):
    """What accepting needs: the bundle in force, the log, a clock, and how to wake the sender."""

    bundle: Callable[[], Bundle]
    log: Log
    clock: Callable[[], datetime]
    wake: Callable[[], None]


def accept(request: Request, desk: Desk) -> Recorded:
    """Record a request once, however often it is sent. Raises StoreError, and then nothing has been recorded."""
    now = desk.clock()
    texts = personal(typed(request))
    received = received_event(request, desk.bundle(), now, texts)
    # What fills in a field that nobody sees is hardly a person: recorded, but no mail goes out by itself.
    held = request.suspected and request.email
    bodies: list[Body] = [AcknowledgementHeld(mail=ACKNOWLEDGEMENT, reason="suspected")] if held else []
    state: OutboxState = "held" if held else "waiting"
    arrival = Arrival(
        at=now,
        token=token_of(request, now),
        texts=texts,
        sender=request.email or request.number,
        bodies=[received, *bodies],
        mails=[(ACKNOWLEDGEMENT, state)] if request.email else [],
    )
    recorded = desk.log.record(arrival)
    desk.wake()
    return recorded


def typed(request: Request) -> dict[str, str]:
    """What a customer typed, by the name of the field; `number` is the telephone number in E.164."""
    return {
        "message": request.message,
        "name": request.name,
        "email": request.email,
        "phone": request.phone,
        "number": request.number,
    }


def token_of(request: Request, now: datetime) -> str:
    """The same for the same message, sent twice; another one as soon as a word of it has changed.

    The page's script gives each page load a token. Without a script it is the hour, so that a double click counts once.
    The typed text is part of it either way: who goes back, mends the text and sends it again has sent a second one.
    """
    usable = len(request.token) in TOKEN_LENGTHS and request.token.replace("-", "").replace("_", "").isalnum()
    sent = request.token if usable and request.token.isascii() else now.astimezone(UTC).strftime("%Y-%m-%dT%H")
    texts = (request.kind, request.topic, request.message, request.name, request.email, request.phone, request.language)
    return hashlib.sha256(to_sorted_json([sent, *texts])).hexdigest()


def received_event(request: Request, bundle: Bundle, now: datetime, texts: Personal) -> Received:
    """What the first event of a case says of a request."""
    settings = bundle.settings
    words = bundle.words_in(request.page_language)
    disclosure = settings.disclosure(words.language)
    return Received(
        channel="form",
        kind=request.kind,
        topic=request.topic,
        language=request.language,
        page=request.page,
        page_language=request.page_language,
        consent_digest=_digest(words("form.consent")),
        personal_digest=texts.digest,
        estimate=estimate(settings, channel="form", kind=request.kind, topic_id=request.topic, now=now),
        legal=legal_dues(settings, kind=request.kind, channel="form", now=now),
        acknowledged_by="email" if request.email else "page",
        suspected=request.suspected,
        masked=request.masked,
        commit=bundle.commit,
        customer=request.customer,
        disclosure_digest=_digest(disclosure) if disclosure else "",
        notices=tuple(notice.id for notice in settings.notices_for("form", request.topic, now)),
    )


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
