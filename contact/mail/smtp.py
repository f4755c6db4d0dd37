"""A message -> an SMTP server, over TLS whose certificate is checked.

The envelope's sender is empty (`<>`), as RFC 3834 wants it of automatic replies: nothing can answer it, so no loop can
begin. A server that refuses that is offered the support address instead. Where bounces are to come back, or SPF has to
match, the address of the server names a return path: `?return_path=bounces@your-company.com`.
"""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.message import EmailMessage
from ipaddress import ip_address
from urllib.parse import parse_qs, unquote, urlsplit

from contact.mail.mailer import SendError

# For each step of the conversation. A lease (contact.outbox) is longer than all of them together.
TIMEOUT_SECONDS = 20
EXAMPLE = "smtp+starttls://user:password@smtp.your-company.com:587"
_PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
_PERMANENT = range(500, 600)


class SmtpAddressError(ValueError):
    """The address of the mail server cannot be used; the message says why, without the password."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SmtpMailer:
    """A mail server. `security` is smtp (none), smtp+starttls or smtps."""

    security: str
    host: str
    port: int
    user: str = ""
    password: str = ""
    return_path: str = ""

    def send(self, message: EmailMessage) -> str:
        try:
            with self._connected() as server:
                self._hand_over(server, message)
        except smtplib.SMTPRecipientsRefused as error:
            code, text = next(iter(error.recipients.values()))
            raise _refused(code, text, retry=code not in _PERMANENT) from error
        except (smtplib.SMTPSenderRefused, smtplib.SMTPAuthenticationError, smtplib.SMTPHeloError) as error:
            # Ours to mend, whatever the server says; the customer's acknowledgement is not given up for it.
            raise _refused(error.smtp_code, error.smtp_error, retry=True) from error
        except smtplib.SMTPResponseException as error:
            raise _refused(error.smtp_code, error.smtp_error, retry=error.smtp_code not in _PERMANENT) from error
        except smtplib.SMTPNotSupportedError as error:
            raise SendError(str(error), reason="not supported by the server", retry=True) from error
        except (smtplib.SMTPException, OSError) as error:
            kind = type(error).__name__
            raise SendError(f"{kind}: {error}", reason=f"no connection ({kind})", retry=True) from error
        return ""

    def _hand_over(self, server: smtplib.SMTP, message: EmailMessage) -> None:
        # Named, not left to be parsed once more: what is in the header is the address, and nothing else.
        recipient = str(message["To"])
        try:
            server.send_message(message, from_addr=self.return_path, to_addrs=[recipient])
        except smtplib.SMTPSenderRefused:
            if self.return_path:
                raise
            server.send_message(message, to_addrs=[recipient])

    @contextmanager
    def _connected(self) -> Iterator[smtplib.SMTP]:
        context = ssl.create_default_context()
        if self.security == "smtps":
            server: smtplib.SMTP = smtplib.SMTP_SSL(self.host, self.port, timeout=TIMEOUT_SECONDS, context=context)
        else:
            server = smtplib.SMTP(self.host, self.port, timeout=TIMEOUT_SECONDS)
        try:
            if self.security == "smtp+starttls":
                server.starttls(context=context)
            if self.user:
                server.login(self.user, self.password)
            yield server
        finally:
            # Once the server has taken the message, a farewell that goes wrong must not count as a failure.
            with suppress(smtplib.SMTPException, OSError):
                server.quit()
            server.close()


def smtp_mailer(address: str) -> SmtpMailer:
    """The mail server at an address such as EXAMPLE. Raises SmtpAddressError."""
    parts = urlsplit(address)
    if parts.scheme not in _PORTS or not parts.hostname:
        raise SmtpAddressError(f"write the mail server as {EXAMPLE}")
    try:
        port = parts.port or _PORTS[parts.scheme]
    except ValueError:
        raise SmtpAddressError("the port of the mail server is a number up to 65535") from None
    if parts.scheme == "smtp" and parts.username and not is_loopback(parts.hostname):
        raise SmtpAddressError("a password is not sent without encryption: use smtp+starttls:// or smtps://")
    return SmtpMailer(
        security=parts.scheme,
        host=parts.hostname,
        port=port,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        return_path=parse_qs(parts.query).get("return_path", [""])[0],
    )


def is_loopback(host: str) -> bool:
    """Whether an address can only be reached from this machine."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _refused(code: int, text: bytes | str, *, retry: bool) -> SendError:
    words = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    enhanced, _, _ = words.partition(" ")
    reason = f"{code} {enhanced}" if enhanced.count(".") == 2 and enhanced.replace(".", "").isdigit() else str(code)  # noqa: PLR2004
    return SendError(f"{code} {words}", reason=reason, retry=retry)
