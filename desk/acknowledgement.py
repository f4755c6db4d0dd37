"""The fields that an acknowledgement template may and must use, and their values for one case.

Nothing that a customer typed is among them: the form cannot be made to send a stranger anybody's words (row E7).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from html import escape

from desk.calendar import is_open, next_opening
from desk.estimate import Estimate
from desk.settings.model import ChannelName, Kind, Settings
from desk.templates import safe
from desk.wording import duration, instant, week_in_a_sentence
from desk.words import Words

PARTS = ("subject.txt", "body.txt", "body.html")
KINDS_ACKNOWLEDGED: tuple[Kind, ...] = ("request", "complaint")

# What each field holds: shown by `frontdesk ack --help`, in the documentation, and offered as fix for an unknown one.
FIELDS: Mapping[str, str] = {
    "reference": "the reference, such as 7KQ-4M2P-9XW",
    "received": "when the message arrived, on the desk's clock",
    "estimate": "the instant by which a person will answer, as an estimate",
    "response_time": "the response time that the estimate comes from, such as '1 business day'",
    "process": "what happens next, in two sentences",
    "human_route": "how to reach a person now",
    "automatic": "the sentence that says that this message is automatic",
    "topic": "the topic that the customer chose",
    "organisation": "the name of the organisation",
    "site_url": "the address of the site",
    "notice": "the notice in force, or nothing",
}
# Rows E4 and I5: a body without one of these does not do what an acknowledgement is for.
REQUIRED_IN_BODY = ("reference", "estimate", "process", "human_route", "automatic")
REQUIRED_IN_SUBJECT = ("reference",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledged:
    """What an acknowledgement is about."""

    reference: str
    received: datetime
    channel: ChannelName
    topic_id: str
    estimate: Estimate


def ack_fields(settings: Settings, words: Words, case: Acknowledged, now: datetime) -> dict[str, str]:
    """The value of every field, in the language of `words`."""
    zone = settings.calendars[case.estimate.calendar].time_zone
    topic = settings.topic(case.topic_id)
    by = instant(case.estimate.due, zone, words)
    notices = [notice.text.get(words.language, "") for notice in settings.notices if notice.in_force(now)]
    return {
        "reference": case.reference,
        "received": instant(case.received, zone, words),
        "estimate": by,
        "response_time": duration(case.estimate.duration, words),
        "process": words("ack.process", estimate=by),
        "human_route": human_route(settings, words, now),
        "automatic": words("ack.automatic"),
        "topic": topic.name.get(words.language, topic.id) if topic else case.topic_id,
        "organisation": settings.organisation.name,
        "site_url": settings.organisation.site_url,
        "notice": " ".join(notices),
    }


def html_fields(settings: Settings, fields: Mapping[str, str]) -> dict[str, str]:
    """The same for an HTML part, in which no line ends at a hyphen of the desk's number."""
    phone = settings.channels.phone
    if phone is None:
        return dict(fields)
    shown = escape(phone.shown)
    whole = f'<span style="white-space: nowrap;">{shown}</span>'
    numbered = {name: safe(escape(text).replace(shown, whole)) for name, text in fields.items() if phone.shown in text}
    return {**fields, **numbered}


def human_route(settings: Settings, words: Words, now: datetime) -> str:
    """How to reach a person at an instant: by phone if there is one, and when; else by e-mail (row I2)."""
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
