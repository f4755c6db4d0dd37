"""A project's folder -> what the request half needs of it: the bundle, the request log, the mail server.

Where a deployment keeps them, contact.deployment reads from the environment.
"""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from contact import deployment
from contact.deployment import (
    BackendError,
    configured_keys,
    configured_mailer,
    configured_proxies,
    configured_texter,
    configured_twilio_token,
)
from contact.log import Log
from contact.mail import Mailer
from contact.store import Store
from contact.vault import Vault
from desk.bundle import Bundle, read_bundle
from desk.data import UnreadableError
from desk.folders import Folders

__all__ = [
    "BackendError",
    "action_options",
    "configured_keys",
    "configured_mailer",
    "configured_proxies",
    "configured_store",
    "configured_texter",
    "configured_twilio_token",
    "mailer",
    "open_bundle",
    "open_log",
    "open_vault",
]


def action_options(action: argparse.ArgumentParser, example: str = "") -> None:
    """Let `--project` stand behind an action (`requests list --project DIR`) as well as before it.

    `example` is the line that the action's help ends with.
    """
    action.add_argument(
        "--project",
        type=Path,
        default=argparse.SUPPRESS,
        metavar="DIR",
        help="the project's folder (default: this one)",
    )
    if example:
        action.epilog = f"example:\n  {example}"
        action.formatter_class = argparse.RawDescriptionHelpFormatter


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


def configured_store(project: Path) -> Store:
    """The store that the environment names, else the file in the project. Raises StoreError and BackendError."""
    return deployment.configured_store(Folders(project).requests)


@contextmanager
def open_log(project: Path) -> Iterator[Log]:
    """The request log. What goes wrong with it is a BackendError."""
    with deployment.configured_log(Folders(project).requests) as log:
        yield log


def open_vault(project: Path) -> Vault:
    """Where the files that came with messages are. Raises StoreError and BackendError."""
    return deployment.configured_vault(Folders(project).attachments)


def mailer() -> Mailer:
    """The mail server that the environment names. Raises BackendError."""
    found = configured_mailer()
    if found is None:
        from contact.mail.smtp import EXAMPLE  # noqa: PLC0415 - SMTP and TLS are not for who only lists

        raise BackendError(f"no mail server is named: set {deployment.SMTP_URL}, such as {EXAMPLE}")
    return found
