"""A case whose time is over -> the same case without its person: the key is destroyed, counts and chain stay (row N3).

Refuses while the record has to be kept: before its date (row N1), and under a legal hold.
"""

from datetime import datetime

from contact.case import Case
from contact.events import Erased
from contact.log import Log
from contact.vault import Vault
from desk.settings.model import Settings


class KeptError(Exception):
    """The record must not be erased yet; the message says why, and until when."""


def kept_until(case: Case, settings: Settings) -> datetime:
    """The earliest instant at which a case may be erased: its retention counts from the last thing that happened to it."""
    last = next(event.at for event in reversed(case.events) if event.kind != "erased")
    return settings.retention.after(last)


def erase(log: Log, vault: Vault, case: Case, settings: Settings, now: datetime, *, by: str, reason: str) -> bool:
    """Erase the person of a case; False where that has been done before. Raises KeptError, StoreError."""
    if not case.erased:
        until = kept_until(case, settings)
        if case.on_hold:
            raise KeptError("a legal hold is on it: lift the hold first, if you may")
        if now < until:
            raise KeptError(f"records are kept for {settings.retention}: it may be erased from {until:%Y-%m-%d} on")
        body = Erased(by=by, reason=reason, kept_until=until.isoformat())
        log.add(case, now, body, erase=True)
    # Also after a crash between the two: who erases once more takes away what was left.
    vault.erase(case.reference)
    return not case.erased
