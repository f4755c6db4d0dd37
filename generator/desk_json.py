"""Settings -> `desk.json`: what the page's scripts need while a page is open, hours and notices (rows P2, U1, U2).

Knows no page: `frontdesk build --desk-only` writes it without any.
"""

from collections.abc import Mapping
from datetime import date

from desk.data import to_json
from desk.duration import Duration
from desk.settings import Settings
from desk.settings.model import Notice
from desk.wording import duration
from desk.words import Words
from generator.built_hours import built_openings, built_span, minutes
from generator.notice_times import notice_dates, notice_end
from generator.slower_times import Slower, slower_times

DESK_FILE = "desk.json"

ByLanguage = Mapping[str, Words]


def desk_json(settings: Settings, words: ByLanguage, today: date) -> bytes:
    """The whole file; instants are minutes since 1970 in UTC. Notices that are over are left to the page of notices."""
    start, end = built_span(today)
    channels = settings.channels
    return to_json(
        {
            "version": 1,
            "from": minutes(start),
            "until": minutes(end),
            "channels": {
                channel: {
                    "calendar": channels.hours(channel),
                    "voicemail": bool(channel == "phone" and channels.phone and channels.phone.voicemail),
                }
                for channel in channels.offered
            },
            "calendars": {
                name: {"zone": calendar.time_zone, "openings": built_openings(calendar, today)}
                for name, calendar in settings.used_calendars.items()
            },
            "notices": [_notice(notice, settings, words) for notice in settings.notices if notice.end > start],
            "slower": [_slower(slower, words) for slower in slower_times(settings, start)],
        }
    )


def _notice(notice: Notice, settings: Settings, words: ByLanguage) -> dict[str, object]:
    """A notice with its two instants, also in words: the script knows no time zone."""
    return {
        "id": notice.id,
        "start": minutes(notice.start),
        "end": minutes(notice.end),
        "surge": notice.surge,
        "text": notice.text,
        "dates": {language: notice_dates(notice, settings, own) for language, own in words.items()},
        "ends": {language: notice_end(notice, settings, own) for language, own in words.items()},
        "channels": notice.channels,
        "topics": notice.topics,
        "response_time": _texts(notice.response_time, words),
    }


def _slower(slower: Slower, words: ByLanguage) -> dict[str, object]:
    """`text` is null for a topic that is not slower, though others are; an empty `topic` stands for all others."""
    return {
        "start": minutes(slower.start),
        "end": minutes(slower.end),
        "channel": slower.channel,
        "kind": slower.kind,
        "topic": slower.topic,
        "surge": slower.surge,
        "text": _texts(slower.duration, words),
    }


def _texts(time: Duration | None, words: ByLanguage) -> dict[str, str] | None:
    return {language: duration(time, own) for language, own in words.items()} if time else None
