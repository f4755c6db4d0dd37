"""Read the notices: what customers should know from one instant to another, and by how much answers take longer (rows U1, U2).

Knows no clock: whether a notice is in force is not asked here.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from desk.channels import ChannelName, Channels
from desk.duration import parse_duration
from desk.fields import Fields
from desk.finding import unknown_name
from desk.settings.model import Notice, Topic

# Other years are typing mistakes, and the first and the last year of all cannot be moved to another time zone.
FIRST_YEAR, LAST_YEAR = 1970, 2999
# Stands for an instant that could not be read; a finding has been made of it.
NEVER = datetime(1970, 1, 1, tzinfo=UTC)
LARGEST_FACTOR = 20

_EXAMPLE = (
    "notices:\n  - id: maintenance\n    from: 2026-12-01T22:00-05:00\n    to: 2026-12-02T02:00-05:00\n    text: ..."
)
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_FACTOR = re.compile(r"\d{1,2}(?:\.\d{1,2})?")


def read_notices(
    fields: Fields, languages: tuple[str, ...], channels: Channels, topics: tuple[Topic, ...]
) -> tuple[Notice, ...]:
    """Every notice: over, in force, or to come."""
    notices: dict[str, Notice] = {}
    for item in fields.tables("notices", _EXAMPLE):
        notice = _notice(item, languages, channels, topics)
        if notice.id and not _ID.fullmatch(notice.id):
            fix = "use lower case letters, digits and hyphens, such as: id: maintenance"
            item.refuse("id", f"'{notice.id}' is no id", fix)
        elif notice.id and notice.id in notices:
            # Cases name the notices under which they came in.
            fix = f"id: {notice.id}-{len(notices) + 1}"
            item.refuse("id", f"there are two notices '{notice.id}'", fix)
        notices[notice.id] = notice
    return tuple(notices.values())


def _notice(item: Fields, languages: tuple[str, ...], channels: Channels, topics: tuple[Topic, ...]) -> Notice:
    start, end = (_instant(item, key) for key in ("from", "to"))
    if start and end and end <= start:
        item.refuse(
            "to", "'to' is not after 'from'", f"to: {(start + timedelta(hours=4)).isoformat(timespec='minutes')}"
        )
    notice = Notice(
        id=item.text("id", "id: maintenance"),
        start=start or NEVER,
        end=end or NEVER,
        text=item.by_language("text", languages, "text: ..."),
        surge=item.flag("surge", default=False),
        channels=tuple(_channels(item, channels)),
        topics=tuple(_topics(item, topics)),
        factor=item.parsed("factor", "factor: 2", _factor, "a factor"),
        response_time=item.parsed("response_time", "response_time: 3 business days", parse_duration, "a response time"),
    )
    if any("{{" in text for text in notice.text.values()):
        item.refuse(
            "text", "a notice is shown as it is written: no desk tag is filled in here", "write the value itself"
        )
    if notice.factor and notice.response_time:
        item.refuse("factor", "'factor' and 'response_time' both say how long answers take", "leave one of them out")
    item.close()
    return notice


def _channels(item: Fields, channels: Channels) -> Iterator[ChannelName]:
    for found in item.items("channels", "channels: [phone]"):
        known = next((channel for channel in channels.offered if channel == found.text), None)
        if known:
            yield known
        else:
            what = "a channel of 'channels:'"
            item.findings.append(unknown_name(found.text, channels.offered, found.place, what=what, rule="bad-value"))


def _topics(item: Fields, topics: tuple[Topic, ...]) -> Iterator[str]:
    known = [topic.id for topic in topics]
    for found in item.items("topics", "topics: [other]"):
        if found.text in known:
            yield found.text
        else:
            what = "a topic of 'topics:'"
            item.findings.append(unknown_name(found.text, known, found.place, what=what, rule="bad-value"))


def _factor(text: str) -> float:
    if not _FACTOR.fullmatch(text) or not 1 < float(text) <= LARGEST_FACTOR:
        raise ValueError(f"write a number above 1 and up to {LARGEST_FACTOR}, such as 1.5")
    return float(text)


def _instant(item: Fields, key: str) -> datetime | None:
    example = f"{key}: 2026-12-01T22:00-05:00"
    item.text(key, example)
    return item.parsed(key, example, _aware, "an instant with its time zone")


def _aware(text: str) -> datetime:
    """An instant with an offset (`-05:00`, `Z`) or a zone in brackets (`2026-12-01T22:00[America/New_York]`)."""
    written, _, zone = text.removesuffix("]").partition("[")
    try:
        found = datetime.fromisoformat(written.strip())
    except ValueError:
        raise ValueError("write day, time and offset from UTC") from None
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise ValueError(f"the year must be from {FIRST_YEAR} to {LAST_YEAR}")
    if zone:
        return _in_zone(found, zone)
    if found.tzinfo is None:
        raise ValueError("add the offset from UTC, such as -05:00")
    return found


def _in_zone(found: datetime, zone: str) -> datetime:
    try:
        there = found.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(f"there is no time zone '{zone}'") from None
    # In an hour that comes twice, either offset is right.
    either = (there, found.replace(tzinfo=ZoneInfo(zone), fold=1).astimezone(UTC))
    if found.tzinfo is not None and found not in either:
        raise ValueError(f"its offset from UTC is not that of {zone} then; leave one of the two out")
    return there if found.tzinfo is None else found.astimezone(UTC)
