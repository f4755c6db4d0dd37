"""The fields that an acknowledgement template may and must use, and their values for one case.

Nothing that a customer typed is among them: the form cannot be made to send a stranger anybody's words (row E7).
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import lru_cache
from html import escape
from typing import Generic, TypeVar

from desk.calendar import is_open, next_opening
from desk.channels import ChannelName
from desk.data import Data
from desk.estimate import Estimate
from desk.form.action import callback_url, linked, offers_calls, status_url
from desk.how_sure import how_sure
from desk.legal_wording import due_sentence
from desk.plain_text import left_to_right
from desk.profiles.clocks import LegalDue
from desk.settings.model import Kind, Settings
from desk.templates import safe
from desk.wording import direction, duration, instant, week_in_a_sentence
from desk.words import Words

T = TypeVar("T")

# What each field holds: shown by `frontdesk ack --help`, in the documentation, and offered as fix for an unknown one.
FIELDS: Mapping[str, str] = {
    "reference": "the reference, such as 7KQ-4M2P-9XW",
    "received": "when the message arrived, on the desk's clock",
    "estimate": "the instant by which a person will answer, as an estimate",
    "response_time": "the response time that the estimate comes from, such as '1 business day'",
    "process": "what happens next, in two sentences",
    "how_sure": "how many such messages were answered by the time that had been estimated, once it was measured, or nothing",
    "human_route": "how to reach a person now",
    "automatic": "the sentence that says that this message is automatic",
    "topic": "the topic that the customer chose",
    "organisation": "the name of the organisation, which signs: no person does",
    "site_url": "the address of the site",
    "status_url": "the address at which the customer sees how things stand",
    "status_code": "the code to be typed there, such as 4M2P9-XW7KQ, or nothing",
    "notice": "the notices in force that are about this message or about the way to a person, or nothing",
    "disclosure": "what the settings say of the assistant, or nothing",
    "legal_clock": "by when the final answer to a complaint comes at the latest, where a profile has a clock, or nothing",
    "complaints_contact": "who handles complaints: department, e-mail and telephone; or nothing",
    "language": "the code of the language, such as es",
    "direction": "how the language runs: ltr or rtl",
}
# Rows E4 and I5: a body without one of these does not do what an acknowledgement is for.
REQUIRED_IN_BODY = ("reference", "estimate", "process", "human_route", "automatic", "organisation")
REQUIRED_IN_SUBJECT = ("reference",)


class Acknowledged(Data, frozen=True, kw_only=True):
    """What an acknowledgement is about. `status_code` opens the page that tells how things stand.

    With `callback` a call was asked for, and the estimate says by when somebody tries to call.
    """

    reference: str
    received: datetime
    channel: ChannelName
    topic_id: str
    estimate: Estimate
    kind: Kind = "request"
    status_code: str = ""
    legal: tuple[LegalDue, ...] = ()
    callback: bool = False


def ack_fields(settings: Settings, words: Words, case: Acknowledged, now: datetime) -> dict[str, str]:
    """The value of every field, in the language of `words`."""
    language = words.language
    zone = settings.time_zone(case.estimate.calendar)
    topic = settings.topic(case.topic_id)
    by = instant(case.estimate.shown(zone), zone, words)
    return {
        "reference": case.reference,
        "received": instant(case.received, zone, words),
        "estimate": by,
        "response_time": duration(case.estimate.duration, words),
        "process": words("callback.process" if case.callback else "ack.process", estimate=by),
        "how_sure": _how_sure(settings, words, case),
        "human_route": human_route(settings, words, now, callback=not case.callback),
        "automatic": words("ack.automatic"),
        "topic": topic.name.get(language, topic.id) if topic else case.topic_id,
        "organisation": settings.organisation.name,
        "site_url": settings.organisation.site_url,
        "status_url": status_url(settings, case.reference, language),
        "status_code": case.status_code,
        "notice": notices_about(settings, case.channel, case.topic_id, now, language),
        "disclosure": settings.disclosure(language),
        "legal_clock": due_sentence(case.legal, words),
        "complaints_contact": complaints_contact(settings, language),
        "language": language,
        "direction": direction(language),
    }


def _how_sure(settings: Settings, words: Words, case: Acknowledged) -> str:
    """The figures are of answers: of calls they say nothing."""
    if case.callback:
        return ""
    return how_sure(settings, words, channel=case.channel, kind=case.kind, topic_id=case.topic_id)


def notices_about(settings: Settings, channel: ChannelName, topic_id: str, now: datetime, language: str) -> str:
    """What is to be known about a message, and about the way to a person that mail about it names."""
    return " ".join(_notices(settings, channel, topic_id, now, language))


def _notices(settings: Settings, channel: ChannelName, topic_id: str, now: datetime, language: str) -> Iterator[str]:
    channels = settings.channels
    named: ChannelName = "phone" if channels.phone else "email" if channels.email else "form"
    for notice in settings.notices:
        if notice.in_force(now) and any(notice.concerns(way, topic_id) for way in (channel, named)):
            yield notice.text.get(language, "")


def text_fields(settings: Settings, fields: Mapping[str, str]) -> dict[str, str]:
    """The same for a text part: where it runs from right to left, numbers keep their order."""
    if fields["direction"] == "ltr":
        return dict(fields)
    phone = settings.channels.phone
    spoken = {name: left_to_right(fields[name]) for name in ("reference", "status_code") if fields[name]}
    if phone is None:
        return {**fields, **spoken}
    shown = left_to_right(phone.shown)
    return {**{name: text.replace(phone.shown, shown) for name, text in fields.items()}, **spoken}


def html_fields(settings: Settings, fields: Mapping[str, str]) -> dict[str, str]:
    """The same for an HTML part, in which the desk's number stays in one line and runs from left to right."""
    phone = settings.channels.phone
    if phone is None:
        return dict(fields)
    shown = escape(phone.shown)
    whole = f'<bdi dir="ltr" style="white-space: nowrap;">{shown}</bdi>'
    numbered = {
        name: safe(linked(escape(text), settings).replace(shown, whole))
        for name, text in fields.items()
        if phone.shown in text
    }
    return {**fields, **numbered}


def complaints_contact(settings: Settings, language: str) -> str:
    """Who handles complaints, in one line; empty where neither the settings nor a profile speak of complaints (row E5)."""
    found, name = settings.complaints, settings.organisation.name
    if found is None:
        return ""
    return ", ".join(filter(None, [found.department.get(language, name), found.email, found.shown]))


def human_route(settings: Settings, words: Words, now: datetime, *, callback: bool = True) -> str:
    """How to reach a person at an instant: by phone if there is one, and when; else by e-mail (row I2).

    Where calls are offered, also how to ask for one, unless `callback` says that one has been asked for.
    """
    # Desks open and close on the minute.
    route = _human_route(_Itself(settings), _Itself(words), now.replace(second=0, microsecond=0))
    if not callback or not offers_calls(settings):
        return route
    return f"{route} {words('callback.route', url=callback_url(settings, words.language))}"


class _Itself(Generic[T]):
    """A key that is the same for the same object only: settings and words are too large to be compared."""

    def __init__(self, value: T) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Itself) and other.value is self.value

    def __hash__(self) -> int:
        return id(self.value)


@lru_cache(maxsize=32)
def _human_route(of_settings: _Itself[Settings], of_words: _Itself[Words], now: datetime) -> str:
    settings, words = of_settings.value, of_words.value
    phone, email = settings.channels.phone, settings.channels.email
    if phone:
        calendar = settings.calendar("phone")
        hours = week_in_a_sentence(calendar, words)
        if is_open(calendar, now):
            return words("ack.phone-open", phone=phone.shown, hours=hours)
        opens = next_opening(calendar, now)
        when = instant(opens, calendar.time_zone, words) if opens else ""
        key = "ack.phone-voicemail" if phone.voicemail else "ack.phone-closed"
        return words(key, phone=phone.shown, hours=hours, opens=when)
    return words("ack.email", email=email.address) if email else words("ack.reply")
