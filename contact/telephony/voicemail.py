"""A recording that a caller has left -> a case of the channel `voicemail` (rows P3, T4), and how it is acknowledged.

Where the recording lies is kept encrypted with the case: whoever has that address and an account at the provider can hear
the customer. However often the provider tells of a recording, it is one case.
"""

import hashlib
from datetime import datetime

from contact.accept import ACKNOWLEDGEMENT, Desk
from contact.events import AcknowledgedBy, Received
from contact.log import Arrival, Log
from contact.personal import personal
from contact.store import OutboxState, Recorded
from contact.texting import TEXT, gets_texts
from desk.assignment import taken_care_of_now
from desk.bundle import Bundle
from desk.calendar import is_open, next_opening
from desk.data import Data
from desk.estimate import Estimate, estimate
from desk.legal import legal_dues
from desk.phone import country_of, shown_phone
from desk.settings.model import Settings


class Voicemail(Data, frozen=True, kw_only=True):
    """A recording. `caller` is a number in E.164, empty where it was withheld; `token` is the same for the same recording.

    `heard` says that the caller is still there and hears that it was recorded.
    """

    token: str
    call_id: str
    recording: str
    seconds: int | None
    caller: str
    topic: str
    language: str
    heard: bool


def record_voicemail(left: Voicemail, desk: Desk) -> Recorded:
    """Record it once. Raises StoreError, and then nothing has been recorded."""
    now, bundle = desk.clock(), desk.bundle()
    settings = bundle.settings
    topic = left.topic or settings.email_topic
    email = "" if can_text(left.caller, settings) or not left.caller else proven_address(desk.log, left.caller)
    texts = personal(typed(left, email))
    queue, person = taken_care_of_now(settings, topic, now, left.token)
    disclosure = settings.disclosure(left.language)
    told: AcknowledgedBy = acknowledged_by(left, email, settings)
    arrival = Arrival(
        at=now,
        token=left.token,
        texts=texts,
        sender=left.caller,
        bodies=[
            Received(
                channel="voicemail",
                kind="request",
                topic=topic,
                language=left.language,
                page="",
                page_language=left.language,
                consent_digest="",
                personal_digest=texts.digest,
                estimate=call_back_by(bundle, topic, now),
                legal=legal_dues(settings, kind="request", channel="phone", now=now),
                acknowledged_by=told,
                # Nothing vouches for the number: the mail is the short one.
                proven=told != "email",
                suspected=False,
                commit=bundle.commit,
                disclosure_digest=hashlib.sha256(disclosure.encode()).hexdigest() if disclosure else "",
                notices=tuple(notice.id for notice in settings.notices_for("phone", topic, now)),
                queue=queue,
                to=person,
            )
        ],
        mails=mails_for(told),
    )
    recorded = desk.log.record(arrival)
    desk.wake()
    return recorded


def typed(left: Voicemail, email: str) -> dict[str, str]:
    """What is kept of the caller, by the names that every case has; nobody knows yet what was said."""
    return {
        "message": "",
        "name": "",
        "email": email,
        "phone": shown_phone(left.caller) if left.caller else "",
        "number": left.caller,
        "recording": left.recording,
        "seconds": "" if left.seconds is None else str(left.seconds),
        "call": left.call_id,
    }


def acknowledged_by(left: Voicemail, email: str, settings: Settings) -> AcknowledgedBy:
    """By which way the caller is told: a text message, else mail, else in the call, unless they have hung up."""
    if can_text(left.caller, settings):
        return "text"
    if email:
        return "email"
    return "call" if left.heard else "nobody"


def mails_for(told: AcknowledgedBy) -> list[tuple[str, OutboxState]]:
    """What goes into the outbox for that."""
    names = {"text": TEXT, "email": ACKNOWLEDGEMENT}
    return [(names[told], "waiting")] if told in names else []


def can_text(caller: str, settings: Settings) -> bool:
    """Whether a caller can be sent a text message. A number abroad gets none: those who send them there are mostly paid."""
    telephony, phone = settings.telephony, settings.channels.phone
    if not caller or not telephony or not telephony.messages_from or not phone:
        return False
    return gets_texts(caller, countries_of(settings))


def countries_of(settings: Settings) -> tuple[str, ...]:
    """The countries whose numbers are written to: those that are called back, else that of our own number."""
    phone = settings.channels.phone
    if phone is None:
        return ()
    return phone.callback.countries if phone.callback else (country_of(phone.number) or "",)


def call_back_by(bundle: Bundle, topic: str, now: datetime) -> Estimate:
    """By when a voicemail is answered: what is left while nobody is there is counted from when somebody comes."""
    settings = bundle.settings
    calendar = settings.calendar("phone")
    begins = now if is_open(calendar, now) else next_opening(calendar, now) or now
    return estimate(settings, channel="phone", kind="request", topic_id=topic, now=begins)


def proven_address(log: Log, number: str) -> str:
    """The address of an earlier case of a number, if mail has reached it; none for most. Raises StoreError.

    A number that calls proves nobody, so the mail says no more than that a message has come in.
    """
    for case in sorted(log.of_sender(number), key=lambda case: case.received_at, reverse=True):
        texts = log.texts(case) if case.acknowledgement == "delivered" else None
        if texts and (email := texts.fields.get("email", "")):
            return email
    return ""
