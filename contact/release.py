"""A mail that is held back, was given up, or came back -> one that goes out after all, because a person says so.

Sends nothing: whoever sweeps the outbox next finds it due.
"""

from datetime import datetime

from contact.events import AcknowledgementReleased, MailReleased
from contact.letter_names import is_letter
from contact.log import Log
from contact.personal import REQUEST_TEXT
from contact.store import Entry, Finished


def release(entry: Entry, log: Log, *, by: str, now: datetime) -> bool:
    """Let one mail of the outbox go. False where it is no longer as it was, or the person is erased. Raises StoreError."""
    case = log.store.find(entry.reference)
    if case is None or REQUEST_TEXT not in case.texts:
        return False
    event = MailReleased if is_letter(entry.mail) else AcknowledgementReleased
    released = event(mail=entry.mail, by=by)
    return log.add(case, now, released, finished=Finished(entry=entry, state="waiting", due=now))
