"""Read response times and topics: who gets an answer by when."""

import re
from collections.abc import Mapping

from desk.channels import CHANNELS, ChannelName
from desk.duration import EXAMPLE, Duration, parse_duration
from desk.fields import Fields
from desk.profiles.reading import retention_asked
from desk.retention import EXAMPLE as LONG
from desk.retention import Retention, parse_retention
from desk.settings.model import KINDS, TOPIC_ACKNOWLEDGEMENTS, AckKind, Kind, Topic

DEFAULT = Duration(1, "business days")

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def read_response_times(fields: Fields) -> Mapping[ChannelName, Mapping[Kind, Duration]]:
    """The promised time of each channel and kind. A channel that is left out promises what the form does."""
    inner = fields.inside("response_times")
    if inner is None:
        fields.missing(
            "response_times", "response_times:\n  form:\n    request: 1 business day\n    complaint: 2 business days"
        )
        return {}
    form = _channel(inner, "form", {})
    times = {channel: _channel(inner, channel, form) for channel in CHANNELS}
    inner.close()
    return times


def _channel(fields: Fields, channel: ChannelName, otherwise: Mapping[Kind, Duration]) -> Mapping[Kind, Duration]:
    inner = fields.inside(channel)
    if inner is None:
        if not otherwise:
            fields.missing(channel, f"{channel}:\n  request: 1 business day\n  complaint: 2 business days")
        return otherwise or dict.fromkeys(KINDS, DEFAULT)
    times = {kind: _duration(inner, kind) for kind in KINDS}
    inner.close()
    request = times["request"] or DEFAULT
    if times["request"] is None and "request" not in inner.table.entries:
        inner.missing("request", f"request: {EXAMPLE}")
    return {"request": request, "complaint": times["complaint"] or request}


def _duration(fields: Fields, key: str) -> Duration | None:
    return fields.parsed(key, f"{key}: {EXAMPLE}", parse_duration, "a response time")


def read_retention(fields: Fields, profiles: tuple[str, ...]) -> Retention:
    """How long records are kept: what is written, else what the profiles ask for (row N1)."""
    least, source = retention_asked(profiles)
    written = fields.parsed("retention", f"retention: {least if least.months else LONG}", parse_retention, "a time")
    if written is None:
        return least
    if written.months < least.months:
        message = f"records are kept for {written}; the check for {source} expects {least}"
        fields.refuse("retention", message, f"retention: {least}", rule="retention-too-short")
    return written


def read_topics(fields: Fields, languages: tuple[str, ...]) -> tuple[Topic, ...]:
    """The topics in the order in which the form offers them (row C2: each has a queue)."""
    example = "topics:\n  - id: other\n    name: Something else\n    queue: general"
    topics: dict[str, Topic] = {}
    for item in fields.tables("topics", example):
        topic_id = item.text("id", "id: other")
        if topic_id and not _ID.fullmatch(topic_id):
            item.refuse(
                "id", f"'{topic_id}' is no id", "use lower case letters, digits and hyphens, such as: id: locked-out"
            )
        if topic_id and topic_id in topics:
            item.refuse("id", f"there are two topics '{topic_id}'", "give one of them another id")
        topics[topic_id] = Topic(
            id=topic_id,
            name=item.by_language("name", languages, "name: ..."),
            queue=item.text("queue", "queue: general"),
            response_time=_duration(item, "response_time"),
            acknowledgement=_acknowledgement(item),
        )
        item.close()
    if not topics:
        fields.missing("topics", example)
    return tuple(topics.values())


def _acknowledgement(item: Fields) -> AckKind | None:
    chosen = item.choice("acknowledgement", TOPIC_ACKNOWLEDGEMENTS, "")
    return next((kind for kind in TOPIC_ACKNOWLEDGEMENTS if kind == chosen), None)
