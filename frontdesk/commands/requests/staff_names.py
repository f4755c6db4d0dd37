"""The name of a queue or a person as somebody typed it -> the one of the settings, or one sentence with the nearest."""

from collections.abc import Iterable
from datetime import date

from desk.queues import in_office
from desk.settings.model import Settings
from frontdesk.backend import BackendError


def queue_named(settings: Settings, typed: str) -> str:
    """The queue. Raises BackendError."""
    if typed in settings.queues:
        return typed
    raise BackendError(f"'{typed}' is no queue: {_instead(typed, settings.queues)}")


def person_named(settings: Settings, typed: str) -> str:
    """The person, by name or address. Where the settings name nobody in any queue, whoever is typed. Raises BackendError."""
    contacts = {person.contact: person.name for queue in settings.queues.values() for person in queue.people}
    names = people(settings)
    known = {name.casefold(): name for name in names} | {contact.casefold(): name for contact, name in contacts.items()}
    found = known.get(typed.casefold())
    if found:
        return found
    if not contacts:
        return typed
    raise BackendError(f"'{typed}' is in no queue: {_instead(typed, names)}")


def people(settings: Settings) -> tuple[str, ...]:
    """Everybody who answers: the people of all queues, then the responsible ones, each once."""
    queued = (person.name for queue in settings.queues.values() for person in queue.people)
    responsible = (person.name or person.role for person in settings.responsible)
    return tuple(dict.fromkeys([*queued, *responsible]))


def queue_of(settings: Settings, person: str, current: str) -> str:
    """The queue in which a person takes care of a case: the current one, where they are in it, else their first one."""
    own = [queue.id for queue in settings.queues.values() if any(one.name == person for one in queue.people)]
    return current if current in own or not own else own[0]


def is_there(settings: Settings, person: str, day: date) -> bool:
    """Whether a person answers on a day, in any queue or as a responsible one."""
    queued = any(one.name == person for queue in settings.queues.values() for one in in_office(queue, day))
    return queued or any(one.current(day) and person in {one.name, one.role} for one in settings.responsible)


def has_left(settings: Settings, person: str, day: date) -> bool:
    """Whether nobody of this name will answer any more: they are in no queue, or not in office after today."""
    ends = [one.end for queue in settings.queues.values() for one in queue.people if one.name == person]
    ends += [one.end for one in settings.responsible if person in {one.name, one.role}]
    return not any(end is None or end >= day for end in ends)


def mine(settings: Settings, who: str) -> str:
    """The person of the settings who is meant by the name of an account: by name, address, or what stands before the @."""
    named = who.casefold()
    for queue in settings.queues.values():
        for person in queue.people:
            if named in {
                person.name.casefold(),
                person.contact.casefold(),
                person.contact.casefold().partition("@")[0],
            }:
                return person.name
    return who


def _instead(typed: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 - slow to import, and needed where something is wrong

    names = tuple(known)
    near = get_close_matches(typed, names, n=1, cutoff=0.5)
    return f"did you mean '{near[0]}'?" if near else f"use one of {', '.join(names)}"
