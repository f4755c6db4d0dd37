"""A case whose time is over -> the same case without its person: the key is destroyed, counts and chain stay (row N3).

Refuses while the record has to be kept: before its date (row N1), and under a legal hold.
"""

from datetime import datetime

from contact.case import Case
from contact.events import Erased
from contact.log import Log
from contact.store import StoreError
from contact.vault import Vault
from desk.settings.model import Settings

# Each time somebody else has added something to the case; more often in a row would be a store that answers wrongly.
MOST_TRIES = 10


class KeptError(Exception):
    """The record must not be erased yet; the message says why, and until when."""


def kept_until(case: Case, settings: Settings) -> datetime:
    """The earliest instant at which a case may be erased: its retention counts from the last thing that happened to it."""
    last = next(event.at for event in reversed(case.events) if event.kind != "erased")
    return settings.retention.after(last)


def erase(log: Log, vault: Vault, case: Case, settings: Settings, now: datetime, *, by: str, reason: str) -> bool:
    """Erase the person of a case; False where that has been done before. Raises KeptError, StoreError."""
    is_new = _without_person(log, case, settings, now, by=by, reason=reason)
    # Also after a crash between the two: who erases once more takes away what was left.
    vault.erase(case.reference)
    return is_new


def _without_person(log: Log, case: Case, settings: Settings, now: datetime, *, by: str, reason: str) -> bool:
    for _ in range(MOST_TRIES):
        if case.erased:
            return False
        until = _allowed_from(case, settings, now)
        body = Erased(by=by, reason=reason, kept_until=until.isoformat())
        if log.add(case, now, body, erase=True, unless=lambda _changed: True):
            return True
        # What came in between may be a legal hold, or a message that has to be kept for its own time.
        case = log.store.find(case.reference) or case
    raise StoreError(f"{case.reference} was changed {MOST_TRIES} times while it was erased", retry=True)


def _allowed_from(case: Case, settings: Settings, now: datetime) -> datetime:
    until = kept_until(case, settings)
    if case.on_hold:
        raise KeptError("a legal hold is on it: lift the hold first, if you may")
    if now < until:
        raise KeptError(f"records are kept for {settings.retention}: it may be erased from {until:%Y-%m-%d} on")
    return until
