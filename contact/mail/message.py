"""The words of a mail -> an e-mail message, text first and HTML beside it; no program answers one of ours (RFC 3834).

The recipient's address is the one thing in it that a customer typed: it goes out as it stands. Where it is made of more
than letters, digits, dots, hyphens and the like, the finished message is read again before anybody gets it.
"""

import hashlib
import re
from datetime import datetime
from email import message_from_bytes, message_from_string
from email.message import EmailMessage
from email.policy import compat32, default
from email.utils import format_datetime
from typing import Literal
from urllib.parse import urlsplit

from contact.mail.as_written import AS_WRITTEN, Written, text_part
from contact.mail.headers import mailbox, unstructured
from contact.mail.mailer import SendError
from contact.mail.thread import Thread, thread_headers
from contact.mail_words import MailWords
from desk.settings.model import Settings

# Nobody reads anything else in these; most addresses are such.
PLAIN = re.compile(r"[a-z0-9_+-]+(\.[a-z0-9_+-]+)*@[a-z0-9-]+(\.[a-z0-9-]+)+", re.ASCII | re.IGNORECASE)
NO_THREAD = Thread()
# As the header Auto-Submitted says it (RFC 3834); empty for what a person wrote.
Automatic = Literal["auto-replied", "auto-generated", ""]


def message_id(reference: str, kind: str, settings: Settings) -> str:
    """The same for the same mail: sent again after a crash, a mail program shows it once."""
    return f"<{reference}.{kind}@{_sender(settings).partition('@')[2]}>"


def mail_message(
    words: MailWords,
    *,
    recipient: str,
    identifier: str,
    settings: Settings,
    now: datetime,
    thread: Thread = NO_THREAD,
    automatic: Automatic = "auto-replied",
) -> EmailMessage:
    """The message, addressed to exactly one recipient. Raises SendError where that cannot be proven.

    `thread` is that of the mail which is answered, if it was one. The subject is ours either way. `automatic` says how the
    mail came about: in reply to a message, by itself, or not at all, as a person wrote it.
    """
    message = Written(policy=AS_WRITTEN)
    # No part can contain the boundary: in quoted-printable no "=" stands before "_".
    boundary = f"=_{hashlib.sha256(identifier.encode()).hexdigest()[:24]}"
    headers = {
        "From": mailbox("From", settings.organisation.name, _sender(settings)),
        "To": recipient,
        **({"Reply-To": _sender(settings)} if settings.channels.email else {}),
        "Subject": unstructured("Subject", words.subject),
        "Date": format_datetime(now),
        "Message-ID": identifier,
        **thread_headers(thread),
        # A form is no message that could be replied to, but the mail comes in reply to what a person did just now.
        **({"Auto-Submitted": automatic, "X-Auto-Response-Suppress": "All"} if automatic else {}),
        "MIME-Version": "1.0",
        "Content-Type": f'multipart/alternative; boundary="{boundary}"',
        "Content-Language": words.language,
    }
    for name, value in headers.items():
        message[name] = value
    message.set_payload([text_part(words.text, "plain"), text_part(words.html, "html")])
    if not PLAIN.fullmatch(recipient):
        _prove(message, recipient)
    return message


def _prove(message: EmailMessage, recipient: str) -> None:
    """Read the message as others will, as plain as possible and with everything decoded: it must be the one we wrote."""
    # The standard library has many ways to fail on what is no address.
    try:
        source = message.as_bytes()
        plain = message_from_bytes(source, policy=compat32)
        decoded = message_from_string(source.decode(), policy=default)
        proven = (
            plain.keys() == decoded.keys() == message.keys()
            and len({name.lower() for name in message}) == len(message)
            and [address.addr_spec for address in decoded["To"].addresses] == [recipient]
        )
    except Exception as error:
        raise _unsafe() from error
    if not proven:
        raise _unsafe()


def _unsafe() -> SendError:
    return SendError("the address would not stay what it is in a mail", reason="unsafe address", retry=False)


def _sender(settings: Settings) -> str:
    """The support address; without one, an address at the site's own domain."""
    email = settings.channels.email
    host = urlsplit(settings.organisation.site_url).hostname or "localhost"
    user, _, domain = (email.address if email else f"no-reply@{host}").rpartition("@")
    return f"{user}@{domain if domain.isascii() else domain.encode('idna').decode('ascii')}"
