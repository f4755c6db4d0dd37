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
    EventKind,
    FeedbackAsked,
    MailFailed,
    MailReleased,
    MailSent,
    Received,
    Replied,
    Resolved,
    Updated,
    Wrote,
    body_of,
)
from contact.mail.identifier import identifiers_in
from contact.texting import TEXT

# All that a mail may follow from, but for the first message.
_LATER: frozenset[EventKind] = frozenset({"wrote", "replied", "updated", "resolved", "feedback-asked"})


def awaited(case: Case) -> set[str]:
    """Their names in the outbox. Raises UnreadableError where an event was changed by hand."""
    # Many a case has one mail, and then nothing has to be read: a log of millions is looked through here.
    if all(event.kind not in _LATER for event in case.events):
        if case.acknowledgement != "waiting":
            return set()
        return {TEXT if case.received.acknowledged_by == "text" else ACKNOWLEDGEMENT}
    mails: set[str] = set()
    for event in case.events:
        _look_at(event, mails)
    return mails


def _look_at(event: Event, mails: set[str]) -> None:
    match body_of(event):
        case Received(acknowledged_by="email"):
            mails.add(ACKNOWLEDGEMENT)
        case Received(acknowledged_by="text"):
            mails.add(TEXT)
        case Wrote(unanswered=""):
            mails.add(f"{ACKNOWLEDGEMENT}-{event.number}")
        case Acknowledged(message_id=name) | AcknowledgementFailed(message_id=name):
            mails.difference_update(found.mail for found in identifiers_in(name))
        case Replied(mail=mail) | Updated(mail=mail) | Resolved(mail=mail) | FeedbackAsked(mail=mail) if mail:
            mails.add(mail)
        case AcknowledgementHeld(mail=mail) | MailSent(mail=mail) | MailFailed(mail=mail):
            mails.discard(mail)
        case AcknowledgementReleased(mail=mail) | MailReleased(mail=mail):
            mails.add(mail)
