"""A window in which somebody may be called -> by when the desk means to, and by when it tells them that it will (row C3).

The goal is the desk's own. What a customer is told is an estimate, from what was achieved lately; never a guarantee.
"""

from datetime import datetime, timedelta

from desk.calendar import Calendar, add, openings
from desk.call_window import CallWindow
from desk.duration import Duration, parse_duration
from desk.estimate import Basis, Estimate
from desk.settings.model import Settings

_MINUTES = {"minutes": 1, "hours": 60}


def call_goal(settings: Settings, queue: str) -> Duration:
    """How soon somebody of a queue means to call. Raises ValueError where no calls are offered."""
    callback = settings.channels.callback
    if callback is None:
        raise ValueError("no calls are offered")
    own = settings.queues.get(queue)
    return (own.callback_goal if own else None) or callback.goal


def call_due(settings: Settings, goal: Duration, window: CallWindow) -> datetime:
    """When a duration has passed since a window began, counted while the phone is answered."""
    return _later(settings.calendar("phone"), window.earliest, goal)


def usual_time(settings: Settings, queue: str) -> tuple[Duration, Basis]:
    """Within what 9 of 10 were called lately, and that this was measured; the goal, where it was not."""
    figures = settings.measured.figures if settings.measured else None
    found = figures.called_back(queue) if figures else None
    if found and found.most_within:
        return parse_duration(found.most_within), "achieved"
    return call_goal(settings, queue), "channel"


def call_estimate(settings: Settings, queue: str, topic_id: str, window: CallWindow, now: datetime) -> Estimate:
    """By when the customer is told that we try to call: of the notices in force, the one counts by which that is last."""
    calendar = settings.calendar("phone")
    usual, basis = usual_time(settings, queue)
    found = Estimate(due=_later(calendar, window.earliest, usual), duration=usual, calendar=calendar.name, basis=basis)
    for notice in settings.notices_for("phone", topic_id, now):
        changed = notice.changed(usual)
        due = _later(calendar, window.earliest, changed) if changed else found.due
        if changed and due > found.due:
            why: Basis = "surge" if notice.surge else "notice"
            found = Estimate(due=due, duration=changed, calendar=calendar.name, basis=why)
    return found


def _later(calendar: Calendar, start: datetime, duration: Duration) -> datetime:
    """Minutes and hours run only while the phone is answered: nobody calls at night."""
    if duration.unit not in _MINUTES:
        return add(calendar, start, duration)
    left = timedelta(minutes=duration.amount * _MINUTES[duration.unit])
    for opening in openings(calendar, start, start + left):
        began = max(opening.start, start)
        if left <= opening.end - began:
            return began + left
        left -= opening.end - began
    raise ValueError(f"calendar '{calendar.name}' is never open")
