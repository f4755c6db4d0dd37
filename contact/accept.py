"""A checked request -> a recorded case, and word to the sender that a mail may be waiting. Sends nothing itself.

The customer is told of a reference only after the case, its first event and its outbox entry are on the disk (row T1).
"""

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from contact.events import Received, new_event
from contact.personal import personal
from contact.reference import new_reference
from contact.store import NewCase, OutboxState, Recorded, ReferenceTakenError, Store
from contact.validation import Request
from desk.bundle import Bundle
from desk.estimate import estimate
from desk.portable import to_sorted_json

KEY_BYTES = 16
TOKEN_LENGTHS = range(16, 101)
# One collision in a million cases has a chance of one in two millions; five in a row are a broken random generator.
MOST_TRIES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What accepting needs: the bundle in force, the store, a clock, and how to wake the sender."""

    bundle: Callable[[], Bundle]
    store: Store
    clock: Callable[[], datetime]
    wake: Callable[[], None]


def accept(request: Request, desk: Desk) -> Recorded:
    """Record a request once, however often it is sent. Raises StoreError, and then nothing has been recorded."""
    now = desk.clock()
    recorded = _recorded(request, desk, now)
    desk.wake()
    return recorded


def _recorded(request: Request, desk: Desk, now: datetime) -> Recorded:
    apart = personal(request)
    received = new_event(now, _received(request, desk.bundle(), now, apart.digest))
    # What fills in a field that nobody sees is hardly a person: recorded, but no mail goes out by itself.
    outbox: OutboxState = "held" if request.suspected else "waiting"
    for _ in range(MOST_TRIES):
        case = NewCase(
            reference=new_reference(),
            token=token_of(request, now),
            key=secrets.token_urlsafe(KEY_BYTES),
            personal=apart,
            received=received,
            outbox=outbox if request.email else None,
        )
        try:
            return desk.store.record(case)
        except ReferenceTakenError:
            continue
    raise RuntimeError(f"{MOST_TRIES} references in a row were taken")


def token_of(request: Request, now: datetime) -> str:
    """The same for the same message, sent twice; another one as soon as a word of it has changed.

    The page's script gives each page load a token. Without a script it is the hour, so that a double click counts once.
    The typed text is part of it either way: who goes back, mends the text and sends it again has sent a second one.
    """
    usable = len(request.token) in TOKEN_LENGTHS and request.token.replace("-", "").replace("_", "").isalnum()
    sent = request.token if usable and request.token.isascii() else now.astimezone(UTC).strftime("%Y-%m-%dT%H")
    texts = (request.kind, request.topic, request.message, request.name, request.email, request.phone, request.language)
    return hashlib.sha256(to_sorted_json([sent, *texts])).hexdigest()


def _received(request: Request, bundle: Bundle, now: datetime, personal_digest: str) -> Received:
    settings = bundle.settings
    consent = bundle.words_in(request.page_language)("form.consent")
    return Received(
        channel="form",
        kind=request.kind,
        topic=request.topic,
        language=request.language,
        page=request.page,
        page_language=request.page_language,
        consent_digest=hashlib.sha256(consent.encode()).hexdigest(),
        personal_digest=personal_digest,
        estimate=estimate(settings, channel="form", kind=request.kind, topic_id=request.topic, now=now),
        acknowledged_by="email" if request.email else "page",
        suspected=request.suspected,
        commit=bundle.commit,
    )
