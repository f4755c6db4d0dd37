"""A mail of the outbox, as whoever sends it needs it: to whom, in which words, and which event says what became of it."""

from contact.addressee import texts_of_mail
from contact.case import Case
from contact.letter_names import is_letter
from contact.log import Log
from contact.outgoing.acknowledgements import OutgoingAcknowledgement
from contact.outgoing.letters import OutgoingLetter
from contact.outgoing.port import Outgoing, Taken

__all__ = ["Outgoing", "Taken", "outgoing"]


def outgoing(case: Case, mail: str, log: Log) -> Outgoing:
    """The mail of a case that has this name in the outbox. Raises UndecipherableError, StoreError."""
    sort = OutgoingLetter if is_letter(mail) else OutgoingAcknowledgement
    return sort(case=case, mail=mail, texts=texts_of_mail(case, mail, log))
