"""By when a person will answer: an estimate, never a promise (rows R1, R6, C3).

A notice in force may lengthen it (row U2), and never makes it shorter.
"""

from datetime import datetime
from typing import Literal

from desk.calendar import add
from desk.calendar.local_time import last_minute_of
from desk.channels import ChannelName
from desk.data import Data
from desk.duration import Duration
from desk.settings.model import Kind, Settings

Basis = Literal["topic", "channel", "surge", "notice", "achieved"]


class Estimate(Data, frozen=True, kw_only=True):
    """`due` is the instant (UTC) by which `duration` of the calendar `calendar` has passed; `basis` is what decided it.

    `surge` and `notice` are notices in force, one that tells of a surge and one that does not; `achieved` is what was
    measured of calls that were asked for (desk.call_estimate).
    """

    due: datetime
    duration: Duration
    calendar: str
    basis: Basis

    def shown(self, zone: str) -> datetime:
        """The instant that a customer is told."""
        return last_minute_of(self.due, zone)


def estimate(settings: Settings, *, channel: ChannelName, kind: Kind, topic_id: str, now: datetime) -> Estimate:
    """The estimate for a message that arrives at `now`. A topic's own time is for requests; complaints take the channel's.

    Of the notices in force, the one counts by which the answer comes last.
    """
    calendar = settings.calendar(channel)
    topic = settings.topic(topic_id)
    own = topic.response_time if topic and kind == "request" else None
    usual = own or settings.response_times[channel][kind]
    found = Estimate(
        due=add(calendar, now, usual), duration=usual, calendar=calendar.name, basis="topic" if own else "channel"
    )
    for notice in settings.notices_for(channel, topic_id, now):
        changed = notice.changed(usual)
        due = add(calendar, now, changed) if changed else found.due
        if changed and due > found.due:
            basis: Basis = "surge" if notice.surge else "notice"
            found = Estimate(due=due, duration=changed, calendar=calendar.name, basis=basis)
    return found
