"""By when a person will answer: an estimate, never a promise (rows R1, R6, C3)."""

from datetime import datetime
from typing import Literal

from desk.calendar import add
from desk.data import Data
from desk.duration import Duration
from desk.settings.model import ChannelName, Kind, Settings


class Estimate(Data, frozen=True, kw_only=True):
    """`due` is the instant (UTC) by which `duration` of the calendar `calendar` has passed; `basis` is what decided it."""

    due: datetime
    duration: Duration
    calendar: str
    basis: Literal["topic", "channel"]


def estimate(settings: Settings, *, channel: ChannelName, kind: Kind, topic_id: str, now: datetime) -> Estimate:
    """The estimate for a message that arrives at `now`. A topic's own time is for requests; complaints take the channel's."""
    calendar = settings.calendar(channel)
    topic = settings.topic(topic_id)
    own = topic.response_time if topic and kind == "request" else None
    duration = own or settings.response_times[channel][kind]
    basis: Literal["topic", "channel"] = "topic" if own else "channel"
    return Estimate(due=add(calendar, now, duration), duration=duration, calendar=calendar.name, basis=basis)
