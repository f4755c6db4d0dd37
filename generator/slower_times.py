"""Settings -> from when until when answers take longer than usual, because of notices, and how long (row U2).

The page's script looks up what holds now and works nothing out. The acknowledgement's own estimate stands behind it, for a
message that comes when such a time begins.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise

from desk.channels import ChannelName
from desk.data import Data
from desk.duration import Duration
from desk.estimate import Estimate, estimate
from desk.settings import Settings
from desk.settings.model import KINDS, Kind


class Slower(Data, frozen=True, kw_only=True):
    """How long an answer takes from `start` until just before `end`; `duration` is None for a topic that is not slower.

    An empty `topic` stands for all topics that have no line of their own.
    """

    start: datetime
    end: datetime
    channel: ChannelName
    kind: Kind
    topic: str
    duration: Duration | None
    surge: bool


def slower_times(settings: Settings, since: datetime, until: datetime | None = None) -> list[Slower]:
    """All such times that are not over at `since`, and begin before `until`."""
    changing = [notice for notice in settings.notices if notice.factor or notice.response_time]
    edges = sorted({edge.astimezone(UTC) for notice in changing for edge in (notice.start, notice.end)})
    return [
        slower
        for start, end in pairwise(edges)
        if since < end and (until is None or start < until)
        for channel in settings.channels.offered
        for kind in KINDS
        for slower in _by_topic(settings, start, end, channel, kind)
    ]


def slower_time(times: list[Slower], channel: ChannelName, kind: Kind, topic: str) -> Slower | None:
    """Of such times, the one that goes on longest for a message; None where answers come as usual."""
    found = [one for one in times if (one.channel, one.kind) == (channel, kind) and one.topic in {"", topic}]
    own = [one for one in found if one.topic == topic and topic] or found
    return max((one for one in own if one.duration), key=lambda one: one.end, default=None)


def _by_topic(settings: Settings, start: datetime, end: datetime, channel: ChannelName, kind: Kind) -> Iterator[Slower]:
    def found(topic_id: str) -> Estimate:
        return estimate(settings, channel=channel, kind=kind, topic_id=topic_id, now=start)

    def slower(topic_id: str) -> Slower:
        one = found(topic_id)
        duration = one.duration if _longer(one) else None
        surge = one.basis == "surge"
        return Slower(start=start, end=end, channel=channel, kind=kind, topic=topic_id, duration=duration, surge=surge)

    others = slower("")
    if others.duration:
        yield others
    for topic in settings.topics:
        own = slower(topic.id)
        if (own.duration, own.surge) != (others.duration, others.surge):
            yield own


def _longer(one: Estimate) -> bool:
    return one.basis in {"surge", "notice"}
