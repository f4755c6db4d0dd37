"""A vault in a folder: one folder a case, one file a file, readable by nobody else on the machine.

A file has its name only once all of it is on the disk.
"""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from contact.store import StoreError
from contact.vault.port import Kept
from desk.folders import made_private

# What may become part of a path; neither is ever typed by a customer.
_REFERENCE = re.compile(r"[A-Z0-9]{3}-[A-Z0-9]{4}-[A-Z0-9]{3}")
_NAME = re.compile(r"[a-z0-9-]{1,60}")
_UNFINISHED = ".part"


class FolderVault:
    """The vault in a folder, which is made with the first file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, reference: str, name: str, sealed: bytes) -> None:
        path = self._path(reference, name)
        with _as_store_error():
            new = not path.parent.exists()
            made_private(self.folder)
            made_private(path.parent)
            unfinished = path.with_suffix(_UNFINISHED)
            _write(unfinished, sealed)
            unfinished.rename(path)
            _on_disk(path.parent)
            if new:
                _on_disk(self.folder)

    def read(self, reference: str, name: str) -> bytes | None:
        path = self._path(reference, name)
        with _as_store_error():
            return path.read_bytes() if path.is_file() else None

    def forget(self, reference: str, name: str) -> None:
        path = self._path(reference, name)
        with _as_store_error():
            path.unlink(missing_ok=True)
            path.with_suffix(_UNFINISHED).unlink(missing_ok=True)
            if path.parent.is_dir() and not any(path.parent.iterdir()):
                path.parent.rmdir()

    def erase(self, reference: str) -> None:
        folder = self._path(reference, "none").parent
        with _as_store_error():
            if folder.is_dir():
                shutil.rmtree(folder)
                _on_disk(self.folder)

    def walk(self) -> Iterator[Kept]:
        with _as_store_error():
            for path in self.folder.glob("*/*"):
                if _REFERENCE.fullmatch(path.parent.name) and _NAME.fullmatch(path.stem):
                    at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
                    yield Kept(reference=path.parent.name, name=path.stem, at=at)

    def _path(self, reference: str, name: str) -> Path:
        if not _REFERENCE.fullmatch(reference) or not _NAME.fullmatch(name):
            raise ValueError("this names no file of a vault")
        return self.folder / reference / name


def _write(path: Path, sealed: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(sealed)
        file.flush()
        os.fsync(descriptor)


def _on_disk(folder: Path) -> None:
    """Returns once the disk knows which names stand in a folder."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _as_store_error() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        # A full disk is emptied, a missing right is given: the sending server tries again for days.
        raise StoreError(f"the vault cannot be used: {error.strerror}", retry=True) from error
