"""Settings, a message and the instant at which it came in -> the legal clocks that run for it (row R5).

Beside the estimate, never in its place. Knows no words for them: those are in desk.legal_wording.
"""

from datetime import datetime

from desk.channels import ChannelName
from desk.profiles.clocks import LegalClock, LegalDue
from desk.settings.model import Kind, Settings


def legal_clocks(settings: Settings, kind: Kind) -> tuple[LegalClock, ...]:
    """The clocks of the profiles in force for a kind of message."""
    return tuple(clock for clock in settings.clocks if kind in clock.kinds)


def legal_dues(settings: Settings, *, kind: Kind, channel: ChannelName, now: datetime) -> tuple[LegalDue, ...]:
    """The clocks that start with a message received `now`, each with its last day on the clock of the channel's desk."""
    calendar = settings.calendar(channel)
    return tuple(
        LegalDue(
            profile=clock.profile,
            name=clock.name,
            duration=clock.duration,
            last_day=clock.last_day(calendar, now),
            due=clock.due(calendar, now),
            told=clock.told,
        )
        for clock in legal_clocks(settings, kind)
    )
