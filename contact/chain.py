"""Events -> a chain in which each holds the SHA-256 of the one before, so that a change shows.

Pure; knows no store. A digest covers the reference too: an event cannot move to another case.
"""

import hashlib
from collections.abc import Sequence

from contact.events import Event, NewEvent
from desk.data import replace, to_sorted_json

# What stands before the first event of a case.
START = ""

_COVERED = tuple(name for name in Event.__struct_fields__ if name != "digest")


def chained(reference: str, last: Event | None, new: NewEvent) -> Event:
    """The next event of a case."""
    number, previous = (last.number + 1, last.digest) if last else (1, START)
    event = Event(
        reference=reference,
        number=number,
        at=new.at,
        kind=new.kind,
        body=new.body,
        previous=previous,
        digest="",
    )
    return replace(event, digest=digest_of(event))


def first_broken(events: Sequence[Event]) -> int | None:
    """The number of the first event that has changed or does not follow the one before; None if all is as recorded."""
    previous = START
    for number, event in enumerate(events, start=1):
        if (event.number, event.previous, event.digest) != (number, previous, digest_of(event)):
            return number
        previous = event.digest
    return None


def digest_of(event: Event) -> str:
    """SHA-256 over everything in an event but the digest itself."""
    # Not asdict, which copies all that it finds: a log of millions is read through here.
    covered = {name: getattr(event, name) for name in _COVERED}
    return hashlib.sha256(to_sorted_json(covered)).hexdigest()
