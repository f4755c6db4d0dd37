"""A project's folder -> what the request half needs of it: the bundle, the request log, the mail server.

The environment says where a deployment keeps them: FRONTDESK_DATABASE, FRONTDESK_SMTP_URL. The password of the mail
server stands nowhere else.
"""

import argparse
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from contact.mail.smtp import EXAMPLE, SmtpAddressError, SmtpMailer, smtp_mailer
from contact.store import StoreError
from contact.store.sqlite import SqliteStore
from desk.bundle import Bundle, read_bundle
from desk.folders import Folders
from desk.portable import UnreadableError

DATABASE = "FRONTDESK_DATABASE"
SMTP_URL = "FRONTDESK_SMTP_URL"


class BackendError(Exception):
    """Something is missing or broken; the message says what to do."""


def action_options(action: argparse.ArgumentParser) -> None:
    """Let `--project` stand behind an action (`requests list --project DIR`) as well as before it."""
    action.add_argument(
        "--project",
        type=Path,
        default=argparse.SUPPRESS,
        metavar="DIR",
        help="the project's folder (default: this one)",
    )


def open_bundle(project: Path) -> Bundle:
    """What the last build handed over. Raises BackendError."""
    folder = Folders(project).bundle
    try:
        return read_bundle(folder)
    except FileNotFoundError:
        raise BackendError(f"there is no contact bundle in {folder}: run `frontdesk build` first") from None
    except (UnreadableError, OSError) as error:
        message = f"the contact bundle in {folder} cannot be read ({error}): run `frontdesk build` again"
        raise BackendError(message) from error


def database(project: Path) -> Path:
    """Where the request log is."""
    return Path(os.environ.get(DATABASE) or Folders(project).requests)


@contextmanager
def open_store(project: Path) -> Iterator[SqliteStore]:
    """The request log. What goes wrong with it is a BackendError."""
    try:
        store = SqliteStore(database(project))
        try:
            yield store
        finally:
            store.close()
    except StoreError as error:
        raise BackendError(f"{error} ({database(project)})") from error


def mailer() -> SmtpMailer:
    """The mail server that the environment names. Raises BackendError."""
    found = configured_mailer()
    if found is None:
        raise BackendError(f"no mail server is named: set {SMTP_URL}, such as {EXAMPLE}")
    return found


def configured_mailer(otherwise: str = "") -> SmtpMailer | None:
    """The mail server that the environment names, else the one at `otherwise`, else None. Raises BackendError."""
    address = os.environ.get(SMTP_URL) or otherwise
    if not address:
        return None
    try:
        return smtp_mailer(address)
    except SmtpAddressError as error:
        raise BackendError(f"{SMTP_URL}: {error}") from error
