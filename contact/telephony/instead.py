"""A caller who would rather be called back -> a case with the call that was asked for (rows P5, C1, C5).

Only to the number that they call from, after the words of consent were spoken and a key was pressed.
"""

import hashlib
from datetime import timedelta

from contact.accept import Desk
from contact.callback import CallWish, ask_for_call
from contact.store import Recorded
from contact.telephony.asked import Asked
from contact.telephony.call import Call
from contact.telephony.voicemail import can_text
from desk.call_window import CallWindow, soonest
from desk.phone import costs_extra, country_of, shown_phone
from desk.settings.model import Settings

A_DAY = timedelta(days=1)


def may_be_called(told: Asked, settings: Settings) -> bool:
    """Whether a call back can be offered: calls are made, the number is shown, and it is one that is called."""
    callback = settings.channels.callback
    if not told.caller or callback is None:
        return False
    return country_of(told.caller) in callback.countries and not costs_extra(told.caller)


def asked_for_call(call: Call, told: Asked, desk: Desk) -> Recorded:
    """Record that this caller wants to be called as soon as somebody can. Raises StoreError.

    Told twice it is one case: all that it is made of stands in what the provider has signed.
    """
    settings = desk.bundle().settings
    callback = settings.channels.callback
    asked_at = call.asked_at or call.began_at
    window = soonest(settings.calendar("phone"), asked_at, callback.days_ahead if callback else 0)
    disclosure = settings.disclosure(call.language)
    wish = CallWish(
        number=told.caller,
        country=country_of(told.caller) or "",
        phone=shown_phone(told.caller),
        topic=call.topic or settings.email_topic,
        language=call.language,
        page_language=call.language,
        # Late in the evening there is no room left today or tomorrow: at once, and whoever sees it decides.
        window=window
        or CallWindow(earliest=asked_at, latest=asked_at + A_DAY, zone=settings.calendar("phone").time_zone),
        token=hashlib.sha256(f"callback\n{told.call_id}".encode()).hexdigest(),
        told="text" if can_text(told.caller, settings) else "call",
        disclosure_digest=hashlib.sha256(disclosure.encode()).hexdigest() if disclosure else "",
    )
    return ask_for_call(wish, desk)
