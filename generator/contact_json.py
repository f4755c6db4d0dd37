"""Settings -> `contact.json`: how to reach the desk, when, and how long it takes, for apps (row P1).

Its shape is `contact.schema.json`, and docs/running/contact-json.md explains it. Knows no page: `frontdesk build --desk-only`
writes it without any.
"""

from collections.abc import Mapping
from datetime import date
from urllib.parse import urljoin

from desk.calendar import Calendar
from desk.channels import ChannelName
from desk.data import to_json
from desk.duration import Duration
from desk.form.action import callback_url, hold_url
from desk.settings import Settings
from desk.settings.model import KINDS, Notice
from desk.wording import duration
from desk.words import Words
from generator.built_hours import built_openings, built_span, minutes
from generator.contact_schema import SCHEMA_FILE, SHAPE_VERSION

ByLanguage = Mapping[str, Words]


def contact_json(settings: Settings, words: ByLanguage, today: date) -> bytes:
    """The whole file. `words` has each language that is offered."""
    organisation = settings.organisation
    start, end = built_span(today)
    return to_json(
        {
            "$schema": urljoin(organisation.site_url, SCHEMA_FILE),
            "version": SHAPE_VERSION,
            "organisation": {"name": organisation.name, "url": organisation.site_url},
            "languages": {"default": settings.languages.default, "offered": settings.languages.offered},
            "from": minutes(start),
            "until": minutes(end),
            "channels": {
                channel: {
                    **details,
                    "calendar": settings.channels.hours(channel),
                    "response_times": {
                        kind: _duration(settings.response_times[channel][kind], words) for kind in KINDS
                    },
                }
                for channel, details in _details(settings).items()
            },
            "topics": [
                {
                    "id": topic.id,
                    "name": topic.name,
                    "response_time": _duration(topic.response_time, words) if topic.response_time else None,
                }
                for topic in settings.topics
            ],
            "calendars": {name: _calendar(calendar, today) for name, calendar in settings.used_calendars.items()},
            "notices": [_notice(notice, words) for notice in settings.notices],
        }
    )


def _details(settings: Settings) -> dict[ChannelName, dict[str, object]]:
    """How to reach each channel that is offered."""
    channels, languages, site = settings.channels, settings.languages, settings.organisation.site_url
    found: dict[ChannelName, dict[str, object]] = {}
    if channels.phone:
        number = channels.phone.number
        found["phone"] = {
            "number": number,
            "shown": channels.phone.shown,
            "url": f"tel:{number}",
            "voicemail": channels.phone.voicemail,
        }
        if settings.telephony:
            found["phone"]["hold"] = {"url": hold_url(settings)}
        if channels.phone.callback:
            found["phone"]["callback"] = {
                "pages": {language: callback_url(settings, language) for language in languages.offered},
                "countries": channels.phone.callback.countries,
            }
    if channels.email:
        address = channels.email.address
        found["email"] = {"address": address, "url": f"mailto:{address}"}
    pages = {language: urljoin(site, f"{languages.root(language)}contact/") for language in languages.offered}
    found["form"] = {"pages": pages}
    if channels.post:
        found["post"] = {"address": channels.post.address}
    return found


def _calendar(calendar: Calendar, today: date) -> dict[str, object]:
    return {"time_zone": calendar.time_zone, "openings": built_openings(calendar, today)}


def _duration(value: Duration, words: ByLanguage) -> dict[str, object]:
    text = {language: duration(value, own) for language, own in words.items()}
    return {"amount": value.amount, "unit": value.unit, "text": text}


def _notice(notice: Notice, words: ByLanguage) -> dict[str, object]:
    return {
        "id": notice.id,
        "start": minutes(notice.start),
        "end": minutes(notice.end),
        "surge": notice.surge,
        "channels": notice.channels,
        "topics": notice.topics,
        "factor": notice.factor,
        "response_time": _duration(notice.response_time, words) if notice.response_time else None,
        "text": notice.text,
    }
