"""What happened to a case -> whether somebody should look at it before anything else. Reads events alone."""

import re
from collections.abc import Callable, Sequence

from contact.events import Bounced, Event, MailFailed, Received, Reclassified, Wrote
from contact.store import Told
from desk.data import UnreadableError, from_json

# What a person wrote, by the name of its mail: a question for feedback that is lost costs nobody an answer.
_LETTER = re.compile(r"\b(?:reply|update|resolution)-\d+\b")
_TOLD = frozenset({"replied", "updated", "resolved", "mail-sent", "mail-released", "call-attempted"})


def is_unreached(events: Sequence[Event | Told]) -> bool:
    """Whether the latest letter to the customer was lost, and nobody has told them in another way since (row E8)."""
    return _of_readable(_is_unreached, events)


def is_to_be_checked(events: Sequence[Event | Told]) -> bool:
    """Whether words of dissatisfaction stand in a request, and nobody has said since then what it is (row T3)."""
    return _of_readable(_is_to_be_checked, events)


def _of_readable(found: Callable[[Sequence[Event | Told]], bool], events: Sequence[Event | Told]) -> bool:
    """False where somebody changed an event by hand: a list is no place to tell so, and must not fail for it."""
    try:
        return found(events)
    except UnreadableError:
        return False


def _is_unreached(events: Sequence[Event | Told]) -> bool:
    lost = False
    for event in events:
        if event.kind in _TOLD:
            lost = False
        elif event.kind == "mail-failed":
            lost = lost or bool(_LETTER.search(from_json(event.body.encode(), MailFailed).mail))
        elif event.kind == "bounced":
            bounced = from_json(event.body.encode(), Bounced)
            lost = lost or bool(bounced.permanent and _LETTER.search(bounced.message_id))
    return lost


def _is_to_be_checked(events: Sequence[Event | Told]) -> bool:
    is_request = doubtful = False
    for event in events:
        if event.kind == "received":
            first = from_json(event.body.encode(), Received)
            is_request, doubtful = first.kind == "request", first.dissatisfied
        elif event.kind == "wrote":
            doubtful = doubtful or from_json(event.body.encode(), Wrote).dissatisfied
        elif event.kind == "reclassified":
            is_request, doubtful = from_json(event.body.encode(), Reclassified).kind == "request", False
    return is_request and doubtful
