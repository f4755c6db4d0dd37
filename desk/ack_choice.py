"""What is known of a message when its acknowledgement is sent -> the kind of acknowledgement.

One pure function; docs/running/acknowledgements.md shows it as a table. Knows no template and no case.
"""

from collections.abc import Mapping
from datetime import datetime

from desk.calendar import is_open
from desk.channels import ChannelName
from desk.data import Data
from desk.settings.model import AckKind, Kind, Settings

# Every kind, and what is answered with it: shown by `frontdesk ack preview --help` and by the preview in `frontdesk serve`.
ACK_KINDS: Mapping[AckKind, str] = {
    "request": "a request that comes in while the form is answered",
    "complaint": "a complaint, whenever it comes in",
    "callback": "a request for a call",
    "locked-out": "a request about a topic that says 'acknowledgement: locked-out'",
    "surge": "a request, while a notice about its channel and topic is in force that says 'surge: true'",
    "out-of-hours": "a request that comes in while the form is not answered",
    "short": "a later message of a case, and e-mail whose sender is not proven",
}


class Situation(Data, frozen=True, kw_only=True):
    """All that the choice depends on.

    `proven` says that the recipient is known to be who wrote; `follow_up`, that the case had been acknowledged before;
    `topic` is what the topic asks for; `is_open`, whether the channel was answered when the message came in.
    """

    kind: Kind
    proven: bool = True
    follow_up: bool = False
    callback: bool = False
    topic: AckKind | None = None
    surge: bool = False
    is_open: bool = True


def chosen(situation: Situation) -> AckKind:
    """The kind of acknowledgement: the first of these that fits."""
    if situation.follow_up or not situation.proven:
        return "short"
    if situation.kind == "complaint":
        return "complaint"
    if situation.callback:
        return "callback"
    if situation.topic:
        return situation.topic
    if situation.surge:
        return "surge"
    return "request" if situation.is_open else "out-of-hours"


def situation(
    settings: Settings,
    *,
    kind: Kind,
    channel: ChannelName,
    topic_id: str,
    received: datetime,
    now: datetime,
    proven: bool = True,
    follow_up: bool = False,
    callback: bool = False,
) -> Situation:
    """What the settings add: the desk's hours when the message was `received`, and the notices about it in force `now`."""
    topic = settings.topic(topic_id)
    return Situation(
        kind=kind,
        proven=proven,
        follow_up=follow_up,
        callback=callback,
        topic=topic.acknowledgement if topic else None,
        surge=any(notice.surge for notice in settings.notices_for(channel, topic_id, now)),
        is_open=is_open(settings.calendar(channel), received),
    )
