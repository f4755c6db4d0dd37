"""A wish to be called -> a recorded case of the channel `callback`, with its window, goal and consent (rows C1, C3, C5).

The page and the telephone both come here. Knows no form; sends nothing itself.
"""

import hashlib
import secrets
from datetime import datetime

from contact.abuse.limits import day_end
from contact.accept import Desk, first_mail, is_token, token_from
from contact.case import Case
from contact.events import Body, CallbackRequested, Received
from contact.log import Arrival, Log
from contact.personal import personal
from contact.standing import standing_of
from contact.store import Recorded
from contact.texting import TEXT
from contact.validation.callback import CallWish
from desk.assignment import taken_care_of_now
from desk.bundle import Bundle
from desk.call_estimate import call_due, call_estimate, call_goal
from desk.duration import Duration
from desk.legal import legal_dues

__all__ = ["OPEN_CALLS", "CallWish", "ask_for_call", "is_repeat", "open_case", "same_number"]

# Of one number, calls that are made because somebody typed it into a form.
MOST_A_DAY = 5
# A call that has been asked for and that nobody has made or given up yet.
OPEN_CALLS = frozenset({"requested", "attempted"})


def ask_for_call(wish: CallWish, desk: Desk) -> Recorded:
    """Record a wish once, however often it is sent. Raises StoreError, and then nothing has been recorded.

    Where a call to the number has been asked for already, and is to be made no later, that one stands: the case says nothing of
    it, so that nobody learns whose number waits for a call. Nor can anybody put off a call by asking for a later one.
    """
    now, bundle = desk.clock(), desk.bundle()
    texts = personal(typed(wish))
    token = _token(wish, now)
    queue, person = taken_care_of_now(bundle.settings, wish.topic, now, token)
    given = call_estimate(bundle.settings, queue, wish.topic, wish.window, now)
    goal = call_goal(bundle.settings, queue)
    due = call_due(bundle.settings, goal, wish.window)
    waits = _asked_often(wish.number, desk.log, now) or open_case(desk.log, wish.number, due) is not None
    received = Received(
        channel="callback",
        kind="request",
        topic=wish.topic,
        language=wish.language,
        page=wish.page,
        page_language=wish.page_language,
        consent_digest=consent_digest(bundle, wish.page_language),
        personal_digest=texts.digest,
        estimate=given,
        legal=legal_dues(bundle.settings, kind="request", channel="phone", now=now),
        acknowledged_by="email" if wish.email else wish.told,
        suspected=wish.suspected,
        masked=wish.masked,
        commit=bundle.commit,
        disclosure_digest=wish.disclosure_digest,
        notices=tuple(notice.id for notice in bundle.settings.notices_for("phone", wish.topic, now)),
        queue=queue,
        to=person,
    )
    wanted: list[Body] = [] if waits else [_requested(wish, bundle, received, goal, due)]
    bodies, mails = first_mail(wish.email, suspected=wish.suspected)
    if received.acknowledged_by == "text":
        mails.append((TEXT, "waiting"))
    arrival = Arrival(
        at=now, token=token, texts=texts, sender=wish.number, bodies=[received, *wanted, *bodies], mails=mails
    )
    recorded = desk.log.record(arrival)
    desk.wake()
    return recorded


def _asked_often(number: str, log: Log, now: datetime) -> bool:
    """Count a wish; whether there were so many for the number today that no more calls are made for them.

    Those are recorded, and people see them as messages: nobody can have somebody rung all day, nor keep the desk reading.
    """
    (count,) = log.store.tally([log.hasher().of("called", number)], now, day_end(now))
    return count > MOST_A_DAY


def _token(wish: CallWish, now: datetime) -> str:
    """The same for a wish that is sent twice, where a script made its token.

    Without one it is chance: who knows a number could guess all else, and would be shown the case of the one who asked.
    """
    own = wish.token if is_token(wish.token) else secrets.token_urlsafe(24)
    return token_from(own, now, wish.number, wish.name, wish.email, wish.topic, wish.language)


def _requested(wish: CallWish, bundle: Bundle, received: Received, goal: Duration, due: datetime) -> CallbackRequested:
    """The event that asks for the call."""
    return CallbackRequested(
        queue=received.queue,
        earliest=wish.window.earliest,
        latest=wish.window.latest,
        zone=wish.window.zone,
        country=wish.country,
        consent=consent_version(bundle),
        consent_digest=received.consent_digest,
        goal=str(goal),
        goal_due=due,
        told=received.estimate.due,
    )


def typed(wish: CallWish) -> dict[str, str]:
    """What a customer typed, by the names that every case has, and when they want to be called."""
    window = f"{wish.window.earliest.isoformat()}/{wish.window.latest.isoformat()}"
    about = {"name": wish.name, "email": wish.email, "phone": wish.phone, "number": wish.number}
    return {"message": "", **about, "window": window, "zone": wish.window.zone}


def consent_version(bundle: Bundle) -> str:
    """Which words the customer agreed to be called by."""
    callback = bundle.settings.channels.callback
    return callback.consent.version if callback else ""


def consent_digest(bundle: Bundle, language: str) -> str:
    """The digest of those words in a language, as the page showed them."""
    callback = bundle.settings.channels.callback
    text = callback.consent.text.get(language, "") if callback else ""
    return hashlib.sha256(text.encode()).hexdigest()


def open_case(log: Log, number: str, until: datetime | None = None) -> Case | None:
    """The case in which a call to a number waits, to be made `until` an instant if one is given. Raises StoreError."""
    for case in log.of_sender(number):
        standing = standing_of(case.events)
        waits = standing.callback is not None and standing.call in OPEN_CALLS
        if waits and standing.callback and (until is None or standing.callback.goal_due <= until):
            return case
    return None


def same_number(log: Log, number: str) -> list[Case]:
    """The cases in which a call to a number is waited for: those that are open, and those that asked again meanwhile."""
    return [case for case in log.of_sender(number) if is_repeat(case) or standing_of(case.events).call in OPEN_CALLS]


def is_repeat(case: Case) -> bool:
    """Whether a call was asked for that had been asked for already, and nobody has spoken with the customer since."""
    standing = standing_of(case.events)
    asked_again = case.received.channel == "callback" and standing.callback is None
    return asked_again and standing.answered_at is None and standing.resolved_at is None
