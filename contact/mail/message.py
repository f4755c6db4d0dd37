"""An acknowledgement -> an e-mail message that no other program answers (RFC 3834), text first and HTML beside it.

The recipient's address is the one thing in it that a customer typed: it goes out as it stands, and the finished message
is read again before anybody gets it.
"""

from collections.abc import MutableMapping
from datetime import datetime
from email import message_from_bytes, message_from_string
from email.headerregistry import Address, BaseHeader, HeaderRegistry
from email.message import EmailMessage
from email.policy import SMTP, Policy, compat32, default
from email.utils import format_datetime
from typing import Any
from urllib.parse import urlsplit

from contact.acknowledge import Acknowledgement
from contact.mail.mailer import SendError
from desk.settings.model import Settings


class _AsItStands(BaseHeader):
    """A header that is written as it was given. Those of the standard library decode what looks like an encoded word."""

    max_count = 1

    @classmethod
    def parse(cls, value: str, kwds: MutableMapping[str, Any]) -> None:
        kwds["decoded"], kwds["parse_tree"] = value, None

    def fold(self, *, policy: Policy) -> str:
        return f"{self.name}: {self}{policy.linesep}"


_HEADERS = HeaderRegistry()
_HEADERS.map_to_type("To", _AsItStands)
# Long and accented lines go out as quoted-printable, which a person can still read in the source.
_POLICY = SMTP.clone(cte_type="7bit", header_factory=_HEADERS)


def message_id(reference: str, kind: str, settings: Settings) -> str:
    """The same for the same mail: sent again after a crash, a mail program shows it once."""
    return f"<{reference}.{kind}@{_sender(settings).domain}>"


def acknowledgement_message(
    words: Acknowledgement, *, recipient: str, identifier: str, settings: Settings, now: datetime
) -> EmailMessage:
    """The message, addressed to exactly one recipient. Raises SendError where that cannot be proven."""
    message = EmailMessage(policy=_POLICY.clone(utf8=not recipient.isascii()))
    message["From"] = _sender(settings)
    _address(message, recipient)
    if settings.channels.email:
        message["Reply-To"] = Address(addr_spec=settings.channels.email.address)
    message["Subject"] = words.subject
    message["Date"] = format_datetime(now)
    message["Message-ID"] = identifier
    # A form is no message that could be replied to, but the mail comes in reply to what a person did just now.
    message["Auto-Submitted"] = "auto-replied"
    message["X-Auto-Response-Suppress"] = "All"
    message.set_content(words.text, cte="quoted-printable")
    message.add_alternative(words.html, subtype="html", cte="quoted-printable")
    # Last: setting the content takes away every header that is about content.
    message["Content-Language"] = words.language
    _prove(message, recipient)
    return message


def _address(message: EmailMessage, recipient: str) -> None:
    try:
        message["To"] = recipient
    except ValueError as error:
        raise _unsafe() from error


def _prove(message: EmailMessage, recipient: str) -> None:
    """Read the message as others will, as plain as possible and with everything decoded: it must be the one we wrote."""
    source = message.as_bytes()
    try:
        plain = message_from_bytes(source, policy=compat32)
        decoded = message_from_string(source.decode(), policy=default)
        proven = (
            plain.keys() == decoded.keys() == message.keys()
            and len({name.lower() for name in message}) == len(message)
            and [address.addr_spec for address in decoded["To"].addresses] == [recipient]
        )
    # The parser of the standard library has many ways to fail on what is no address.
    except Exception as error:
        raise _unsafe() from error
    if not proven:
        raise _unsafe()


def _unsafe() -> SendError:
    return SendError("the address would not stay what it is in a mail", reason="unsafe address", retry=False)


def _sender(settings: Settings) -> Address:
    """The support address under the organisation's name; without one, an address at the site's own domain."""
    email = settings.channels.email
    host = urlsplit(settings.organisation.site_url).hostname or "localhost"
    user, _, domain = (email.address if email else f"no-reply@{host}").rpartition("@")
    return Address(display_name=settings.organisation.name, username=user, domain=domain)
