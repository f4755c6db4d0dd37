"""The environment of a process -> what it is to work with: the store, the keys, the mail server.

Every edge and every command asks here, so that a setting means the same everywhere. Passwords and the master key stand
nowhere but in the environment. What is not named in it is not imported.
"""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from contact.keys import Keys, KeysError, LocalKeys
from contact.keys.local import master_key
from contact.log import Log
from contact.mail import Mailer, MailerAddressError
from contact.store import Store, StoreError
from desk.settings.model import Settings

if TYPE_CHECKING:
    # A lambda that only records needs neither.
    from contact.mail.return_path import ReturnPath
    from contact.texting import Texter
    from contact.vault import Vault

DATABASE = "FRONTDESK_DATABASE"
SMTP_URL = "FRONTDESK_SMTP_URL"
MASTER_KEY = "FRONTDESK_MASTER_KEY"
KMS_KEY = "FRONTDESK_KMS_KEY"
VAULT = "FRONTDESK_VAULT"
# For a service that speaks as Twilio does, and for tests.
TWILIO_API = "FRONTDESK_TWILIO_API"
TWILIO_TOKEN = "FRONTDESK_TWILIO_TOKEN"  # noqa: S105 - the name of a variable, and no token
TRUSTED_PROXIES = "FRONTDESK_TRUSTED_PROXIES"


# No load balancer stands behind more than nine others.
_PROXIES = tuple("0123456789")


class BackendError(Exception):
    """Something is missing or broken; the message says what to do."""


def configured_store(otherwise: Path | None = None) -> Store:
    """The store that the environment names, else an SQLite file at `otherwise`. Raises StoreError and BackendError."""
    named = os.environ.get(DATABASE) or str(otherwise or "")
    if not named:
        raise BackendError(f"no database is named: set {DATABASE}, such as dynamodb://frontdesk")
    if named.startswith(("postgresql://", "postgres://")):
        return _postgresql(named)
    if named.startswith("dynamodb://"):
        return _dynamodb(named.removeprefix("dynamodb://").strip("/"))
    if "://" in named:
        raise BackendError(f"{DATABASE} is a path of a file, or begins with postgresql:// or dynamodb://")
    # Only the store that is used costs its import.
    from contact.store.sqlite import SqliteStore  # noqa: PLC0415

    return SqliteStore(Path(named))


def _postgresql(address: str) -> Store:
    try:
        from contact.store.postgresql import PostgresqlStore  # noqa: PLC0415 - as above
    except ImportError as error:
        message = f"{DATABASE} names a PostgreSQL database: run `pip install 'frontdesk[postgresql]'` ({error})"
        raise BackendError(message) from error
    return PostgresqlStore(address)


def _dynamodb(table: str) -> Store:
    from contact.store.dynamodb import DynamoStore  # noqa: PLC0415 - as above

    # What DynamoDB allows as a name.
    if not re.fullmatch(r"[A-Za-z0-9_.-]{3,255}", table):
        raise BackendError(f"{DATABASE} names a table of DynamoDB by its name alone, such as dynamodb://frontdesk")
    return DynamoStore(table)


def configured_keys() -> Keys:
    """The keys of the cases, wrapped by what the environment names, if anything. Raises BackendError."""
    text, kms_key = os.environ.get(MASTER_KEY), os.environ.get(KMS_KEY)
    if text and kms_key:
        raise BackendError(f"{MASTER_KEY} and {KMS_KEY} are both set: the keys of cases are wrapped by one of them")
    if kms_key:
        return _kms(kms_key)
    try:
        return LocalKeys(master_key(text) if text else None)
    except KeysError as error:
        raise BackendError(f"{MASTER_KEY}: {error}") from error


def _kms(key_id: str) -> Keys:
    from contact.keys.kms import KmsKeys  # noqa: PLC0415 - only for who names a key of KMS

    try:
        return KmsKeys(key_id)
    except KeysError as error:
        raise BackendError(f"{KMS_KEY}: {error}") from error


def configured_vault(otherwise: Path | None = None) -> "Vault":
    """The vault that the environment names, else the folder `otherwise`. Raises BackendError and StoreError."""
    named = os.environ.get(VAULT) or otherwise
    if not named:
        raise BackendError(f"no vault is named: set {VAULT}, such as s3://frontdesk-attachments")
    if str(named).startswith("s3://"):
        from contact.vault.s3 import S3Vault  # noqa: PLC0415 - only the one that is used costs its import

        bucket, _, prefix = str(named).removeprefix("s3://").partition("/")
        return S3Vault(bucket, prefix)
    from contact.vault.folder import FolderVault  # noqa: PLC0415 - only the one that is used costs its import

    return FolderVault(Path(named))


@contextmanager
def configured_log(otherwise: Path) -> Iterator[Log]:
    """The request log. What goes wrong with it is a BackendError."""
    keys = configured_keys()
    try:
        store = configured_store(otherwise)
        try:
            yield Log(store=store, keys=keys)
        finally:
            store.close()
    except StoreError as error:
        named = os.environ.get(DATABASE) or str(otherwise)
        # In the address of a server stands its password.
        raise BackendError(f"{error} ({DATABASE if '://' in named else named})") from error


def configured_proxies() -> int:
    """How many proxies of ours a request passes, each of which adds to X-Forwarded-For. Raises BackendError."""
    text = os.environ.get(TRUSTED_PROXIES) or "0"
    if text not in _PROXIES:
        raise BackendError(f"{TRUSTED_PROXIES} is a number from 0 to 9: how many proxies stand before the desk")
    return int(text)


def configured_twilio_token() -> str:
    """The token of our account at Twilio, empty where Twilio does not answer our telephone. Raises BackendError."""
    token = os.environ.get(TWILIO_TOKEN, "")
    if token:
        from contact.telephony.library import NotInstalledError, installed  # noqa: PLC0415 - only for who uses Twilio

        try:
            installed()
        except NotInstalledError as error:
            raise BackendError(f"{TWILIO_TOKEN} is set: {error}") from error
    return token


def configured_texter(settings: Settings) -> "Texter | None":
    """What sends text messages, where the settings name who sends them and the environment has a token."""
    telephony, token = settings.telephony, configured_twilio_token()
    if not token or telephony is None or not telephony.messages_from:
        return None
    from contact.telephony.library import TwilioTexter  # noqa: PLC0415 - as above

    return TwilioTexter(telephony.account, token, telephony.messages_from, os.environ.get(TWILIO_API, ""))


def configured_mailer(otherwise: str = "") -> Mailer | None:
    """The mail server that the environment names, else the one at `otherwise`, else None. Raises BackendError."""
    address = os.environ.get(SMTP_URL) or otherwise
    return mailer_at(address) if address else None


def configured_return_path() -> "ReturnPath":
    """Where mail that cannot be delivered comes back to, as the address of the mail server says. Raises BackendError."""
    from contact.mail.smtp_address import return_path_in  # noqa: PLC0415 - for those who take mail

    try:
        return return_path_in(os.environ.get(SMTP_URL, ""))
    except MailerAddressError as error:
        raise BackendError(f"{SMTP_URL}: {error}") from error


def mailer_at(address: str) -> Mailer:
    """The mail server of an address: `smtp://...`, or `ses://...` for Amazon SES. Raises BackendError."""
    # The modules of SMTP and TLS, or of AWS, are not for those who only record.
    try:
        if address.startswith("ses:"):
            from contact.mail.ses import ses_mailer  # noqa: PLC0415

            return ses_mailer(address)
        from contact.mail.smtp import smtp_mailer  # noqa: PLC0415

        return smtp_mailer(address)
    except MailerAddressError as error:
        raise BackendError(f"{SMTP_URL}: {error}") from error
