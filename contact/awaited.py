"""A case -> the mails of it that have to be in the outbox, because no event says what became of them.

Knows no outbox and no schedule.
"""

from contact.accept import ACKNOWLEDGEMENT
from contact.case import Case
from contact.events import (
    Acknowledged,
    AcknowledgementFailed,
    AcknowledgementHeld,
    AcknowledgementReleased,
    Event,
    Received,
    Wrote,
    body_of,
)
from contact.mail.identifier import identifiers_in


def awaited(case: Case) -> set[str]:
    """Their names in the outbox. Raises UnreadableError where an event was changed by hand."""
    # Nearly every case has one mail, and then nothing has to be read: a log of millions is looked through here.
    if all(event.kind != "wrote" for event in case.events):
        return {ACKNOWLEDGEMENT} if case.acknowledgement == "waiting" else set()
    mails: set[str] = set()
    for event in case.events:
        _look_at(event, mails)
    return mails


def _look_at(event: Event, mails: set[str]) -> None:
    match body_of(event):
        case Received(acknowledged_by="email"):
            mails.add(ACKNOWLEDGEMENT)
        case Wrote(unanswered=""):
            mails.add(f"{ACKNOWLEDGEMENT}-{event.number}")
        case Acknowledged(message_id=name) | AcknowledgementFailed(message_id=name):
            mails.difference_update(found.mail for found in identifiers_in(name))
        case AcknowledgementHeld(mail=mail):
            mails.discard(mail)
        case AcknowledgementReleased(mail=mail):
            mails.add(mail)
