"""A checked request -> a recorded case, and word to the sender that a mail may be waiting. Sends nothing itself.

The customer is told of a reference only after the case, its first event and its outbox entry are on the disk (row T1).
"""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime

from contact.dissatisfaction import sounds_dissatisfied
from contact.events import AcknowledgementHeld, Body, Received
from contact.log import Arrival, Log
from contact.personal import Personal, personal
from contact.store import OutboxState, Recorded
from contact.validation import Request
from desk.assignment import taken_care_of_now
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
    token = token_of(request, now)
    received = received_event(request, desk.bundle(), now, texts, token)
    bodies, mails = first_mail(request.email, suspected=request.suspected)
    arrival = Arrival(
        at=now,
        token=token,
        texts=texts,
        sender=request.email or request.number,
        bodies=[received, *bodies],
        mails=mails,
    )
    recorded = desk.log.record(arrival)
    desk.wake()
    return recorded


def first_mail(email: str, *, suspected: bool) -> tuple[list[Body], list[tuple[str, OutboxState]]]:
    """The acknowledgement of a case with its state in the outbox, and the events that it causes; none without an address."""
    if not email:
        return [], []
    if not suspected:
        return [], [(ACKNOWLEDGEMENT, "waiting")]
    # What fills in a field that nobody sees is hardly a person: recorded, but no mail goes out by itself.
    return [AcknowledgementHeld(mail=ACKNOWLEDGEMENT, reason="suspected")], [(ACKNOWLEDGEMENT, "held")]


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
    texts = (request.kind, request.topic, request.message, request.name, request.email, request.phone, request.language)
    return token_from(request.token, now, *texts)


def token_from(typed: str, now: datetime, *texts: str) -> str:
    """The same for the token of a page load, or of an hour where there is none, and all that was typed."""
    sent = typed if is_token(typed) else now.astimezone(UTC).strftime("%Y-%m-%dT%H")
    return hashlib.sha256(to_sorted_json([sent, *texts])).hexdigest()


def is_token(typed: str) -> bool:
    """Whether this may be what the page's script made of chance."""
    plain = typed.replace("-", "").replace("_", "")
    return len(typed) in TOKEN_LENGTHS and plain.isalnum() and plain.isascii()


def received_event(request: Request, bundle: Bundle, now: datetime, texts: Personal, token: str) -> Received:
    """What the first event of a case says of a request. By its `token` it is given to a person."""
    settings = bundle.settings
    queue, person = taken_care_of_now(settings, request.topic, now, token)
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
        queue=queue,
        to=person,
        dissatisfied=sounds_dissatisfied(request.message, bundle),
    )


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
