"""Files of a case -> sealed bytes in a vault and the lines of an event that name them; and back.

A file is written before the event that names it: a crash in between leaves a file that nothing names, and `sweep` takes
it away. The digest in the event is that of the sealed bytes, so that whoever has no key can still tell whether they are
those that were written, and once the key is gone it says nothing about what they were.
"""

import hashlib
import logging
import secrets
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import groupby

from contact.case import Case
from contact.encryption import UndecipherableError, decrypt, encrypt
from contact.events import Attachment, Received, Wrote, body_of
from contact.log import Log
from contact.vault.port import Vault
from desk.data import Data

# Between a file and its event lie moments. What nothing names after a day, nothing ever will.
FORGOTTEN_AFTER = timedelta(days=1)
_NAME_BYTES = 8

_log = logging.getLogger(__name__)


class AlteredError(Exception):
    """A file is missing, or is not the one that was kept."""


class NewFile(Data, frozen=True, kw_only=True):
    """A file that is to be kept."""

    media_type: str
    content: bytes


def seal_files(vault: Vault, reference: str, key: bytes, files: Sequence[NewFile]) -> list[Attachment]:
    """Put files into the vault; what an event says of them, in the same order. Raises StoreError."""
    # A name is from chance: two deliveries of the same message at the same time never write the same file.
    message = secrets.token_hex(_NAME_BYTES)
    return [_seal(vault, reference, key, f"{message}-{number}", file) for number, file in enumerate(files)]


def forget_files(vault: Vault, reference: str, attachments: Sequence[Attachment]) -> None:
    """Take away files that no event will name. Raises StoreError."""
    for attachment in attachments:
        vault.forget(reference, attachment.name)


def attachments_of(case: Case) -> list[Attachment]:
    """All files that the events of a case name, in the order in which they came."""
    bodies = (body_of(event) for event in case.events if event.kind in {"received", "wrote"})
    return [found for body in bodies if isinstance(body, Received | Wrote) for found in body.attachments]


def check_file(vault: Vault, reference: str, attachment: Attachment) -> bytes:
    """The sealed bytes of a file, which need no key to be checked. Raises AlteredError and StoreError."""
    sealed = vault.read(reference, attachment.name)
    if sealed is None:
        raise AlteredError(f"the file {attachment.name} of {reference} is missing")
    if hashlib.sha256(sealed).hexdigest() != attachment.digest:
        raise AlteredError(f"the file {attachment.name} of {reference} is not the one that was kept")
    return sealed


def open_file(log: Log, vault: Vault, case: Case, attachment: Attachment) -> bytes:
    """What a customer sent. Raises AlteredError, ErasedError and StoreError."""
    sealed = check_file(vault, case.reference, attachment)
    try:
        return decrypt(log.key(case), sealed, _belongs_to(case.reference, attachment.name))
    except UndecipherableError as error:
        raise AlteredError(str(error)) from error


def sweep(log: Log, vault: Vault, now: datetime) -> Iterator[str]:
    """Take away what a crash has left, and name it: files that no event names, a day after they were written."""
    old = (kept for kept in vault.walk() if now - kept.at >= FORGOTTEN_AFTER)
    for reference, files in groupby(old, key=lambda kept: kept.reference):
        # Listed before the case is read: what is added meanwhile is not among them.
        names = [kept.name for kept in files]
        case = log.store.find(reference)
        named = {attachment.name for attachment in attachments_of(case)} if case and not case.erased else set()
        for name in names:
            if name not in named:
                vault.forget(reference, name)
                yield f"{reference}/{name}"


def tidy(log: Log, vault: Vault, now: datetime) -> None:
    """Sweep, and write down in the log of the process how many files were taken away. Raises StoreError."""
    number = sum(1 for _ in sweep(log, vault, now))
    if number:
        _log.warning("%d files that no case names were taken away", number)


def _seal(vault: Vault, reference: str, key: bytes, name: str, file: NewFile) -> Attachment:
    sealed = encrypt(key, file.content, _belongs_to(reference, name))
    vault.keep(reference, name, sealed)
    digest = hashlib.sha256(sealed).hexdigest()
    return Attachment(name=name, media_type=file.media_type, size=len(file.content), digest=digest)


def _belongs_to(reference: str, name: str) -> str:
    return f"{reference}/vault/{name}"
