"""The fields of the form in which a call is asked for, as typed -> a number, a window and a language (rows C1, C5).

Records nothing, and does not say whether a call to the number has been asked for before.
"""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from contact.validation.checking import Checking, RefusedError, page_of
from desk.call_window import CallWindow, call_window
from desk.channels import Callback
from desk.data import Data
from desk.form.fields import CALLBACK_FORM, HONEYPOT, LONGEST_HIDDEN, ZONE
from desk.phone import costs_extra, country_of, is_given_out
from desk.settings.model import Settings
from desk.words import Words


class CallWish(Data, frozen=True, kw_only=True):
    """Who wants to be called: `number` is E.164, `country` that of the number, `phone` as it was typed.

    `masked` are the sorts of secrets that were struck out of the name; `token` is the same for a wish that is sent twice.
    `told` is where one who left no address hears that it has come in, `disclosure_digest` that of the words that told of an
    assistant.
    """

    number: str
    country: str
    phone: str
    topic: str
    language: str
    page_language: str
    window: CallWindow
    name: str = ""
    email: str = ""
    page: str = ""
    token: str = ""
    suspected: bool = False
    masked: tuple[str, ...] = ()
    told: Literal["page", "call", "text"] = "page"
    disclosure_digest: str = ""


def checked_wish(
    form: Mapping[str, str], callback: Callback, settings: Settings, words: Words, now: datetime
) -> CallWish:
    """The wish in a form; `words` are those of the page, and explain its errors. Raises RefusedError."""
    checking = Checking(CALLBACK_FORM, form, settings, words)
    errors, texts, number = checking.errors(), checking.texts, checking.parsed.get("phone", "")
    if number and (wrong := _not_called(number, callback, settings, words)):
        errors["phone"] = wrong
    zone = form.get(ZONE, "")[:LONGEST_HIDDEN]
    calendar, days_ahead = settings.calendar("phone"), callback.days_ahead
    window = call_window(calendar, texts["day"], texts["part"], now, days_ahead=days_ahead, zone=zone)
    if window is None:
        errors.setdefault("day", words("form.day.closed"))
    if errors or window is None:
        raise RefusedError({field.name: errors[field.name] for field in CALLBACK_FORM if field.name in errors})
    return CallWish(
        number=number,
        country=country_of(number) or "",
        phone=texts["phone"],
        topic=texts["topic"],
        language=texts["language"],
        page_language=words.language,
        window=window,
        name=texts["name"],
        email=checking.parsed.get("email", ""),
        page=page_of(form.get("page", "")),
        token=form.get("token", ""),
        suspected=bool(form.get(HONEYPOT)),
        disclosure_digest=hashlib.sha256(told.encode()).hexdigest()
        if (told := settings.disclosure(words.language))
        else "",
    )


def _not_called(number: str, callback: Callback, settings: Settings, words: Words) -> str:
    """Why a number is not called; nothing where it is."""
    phone = settings.channels.phone
    if phone and number == phone.number:
        return words("form.call-phone.own")
    if country_of(number) not in callback.countries:
        # Names countries through Babel, which no accepted wish needs.
        from desk.wording import countries  # noqa: PLC0415

        return words("form.call-phone.country", countries=countries(callback.countries, words.language))
    if costs_extra(number):
        return words("form.call-phone.dear")
    return "" if is_given_out(number) else words("form.call-phone.bad")
