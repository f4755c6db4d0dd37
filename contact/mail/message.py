"""An acknowledgement -> an e-mail message that no other program answers (RFC 3834), text first and HTML beside it."""

from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from urllib.parse import urlsplit

from contact.acknowledge import Acknowledgement
from desk.settings.model import Settings


def message_id(reference: str, kind: str, settings: Settings) -> str:
    """The same for the same mail: sent again after a crash, a mail program shows it once."""
    return f"<{reference}.{kind}@{_sender(settings).domain}>"


def acknowledgement_message(
    words: Acknowledgement, *, recipient: str, identifier: str, settings: Settings, now: datetime
) -> EmailMessage:
    """The message, addressed to exactly one recipient."""
    # Long and accented lines go out as quoted-printable, which a person can still read in the source.
    message = EmailMessage(policy=SMTP.clone(cte_type="7bit"))
    sender = _sender(settings)
    user, _, domain = recipient.rpartition("@")
    message["From"] = sender
    message["To"] = Address(username=user, domain=domain)
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
    return message


def _sender(settings: Settings) -> Address:
    """The support address under the organisation's name; without one, an address at the site's own domain."""
    email = settings.channels.email
    host = urlsplit(settings.organisation.site_url).hostname or "localhost"
    user, _, domain = (email.address if email else f"no-reply@{host}").rpartition("@")
    return Address(display_name=settings.organisation.name, username=user, domain=domain)
