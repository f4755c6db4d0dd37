"""Settings, a topic and a day -> the queue that takes care of a case, and in it a person who is in office (row C2).

Pure: the same case of the same day goes to the same person, and many cases are spread evenly. Knows no case but its token.
"""

import hashlib
from collections.abc import Sequence
from datetime import date, datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from desk.queues import chain, in_office
from desk.settings.model import Settings

T = TypeVar("T")


def taken_care_of(settings: Settings, topic_id: str, day: date, token: str) -> tuple[str, str]:
    """The queue of a topic and a person of it; see `person_for`."""
    return person_for(settings, settings.queue_of(topic_id), day, token)


def person_for(settings: Settings, queue_id: str, day: date, token: str) -> tuple[str, str]:
    """A queue in which somebody is in office on a day, and that person.

    Where nobody of the queue is, its fallback takes over; where nobody of those is, one of the responsible persons; without
    any the person is empty, and the queue stays.
    """
    for queue in chain(settings.queues, queue_id):
        people = in_office(queue, day)
        if people:
            return queue.id, _one_of(people, token).name
    responsible = [person for person in settings.responsible if person.current(day)]
    if not responsible:
        return queue_id, ""
    chosen = _one_of(responsible, token)
    return queue_id, chosen.name or chosen.role


def working_day(settings: Settings, queue_id: str, now: datetime) -> date:
    """The day that it is for a queue, on the clock of its hours."""
    queue = settings.queues.get(queue_id)
    zone = settings.time_zone(queue.hours if queue else "")
    return now.astimezone(ZoneInfo(zone)).date()


def taken_care_of_now(settings: Settings, topic_id: str, now: datetime, token: str) -> tuple[str, str]:
    """The same for a case that arrives `now`."""
    return taken_care_of(settings, topic_id, working_day(settings, settings.queue_of(topic_id), now), token)


def _one_of(people: Sequence[T], token: str) -> T:
    # By the token, not by turns: no counter that two writers would have to agree on, and the record can be checked.
    digest = hashlib.sha256(f"assignment\n{token}".encode()).digest()
    return people[int.from_bytes(digest[:8]) % len(people)]
