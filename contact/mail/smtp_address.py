"""FRONTDESK_SMTP_URL, such as `smtp+starttls://user:password@host:587` -> the mail server that it names. Connects to nothing."""

from collections.abc import Mapping
from ipaddress import ip_address
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from contact.mail.mailer import CONNECTIONS, MailerAddressError
from contact.mail.return_path import NO_RETURN_PATH, ReturnPath, return_path
from desk.data import Data

EXAMPLE = "smtp+starttls://user:password@smtp.your-company.com:587"
PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
RETURN_PATH, AT_ONCE = "return_path", "connections"
MOST_CONNECTIONS = 50


class SmtpServer(Data, frozen=True, kw_only=True):
    """A mail server. `security` is smtp (none), smtp+starttls or smtps."""

    security: str
    host: str
    port: int
    user: str = ""
    password: str = ""
    return_path: ReturnPath = NO_RETURN_PATH
    connections: int = CONNECTIONS


def smtp_server(address: str) -> SmtpServer:
    """The mail server at an address such as EXAMPLE. Raises MailerAddressError."""
    parts = urlsplit(address)
    if parts.scheme not in PORTS or not parts.hostname:
        raise MailerAddressError(f"write the mail server as {EXAMPLE}")
    try:
        port = parts.port or PORTS[parts.scheme]
    except ValueError:
        raise MailerAddressError("the port of the mail server is a number up to 65535") from None
    if parts.scheme == "smtp" and parts.username and not is_loopback(parts.hostname):
        raise MailerAddressError("a password is not sent without encryption: use smtp+starttls:// or smtps://")
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    if not (user + password).isascii():
        raise MailerAddressError("user and password of the mail server may only have ASCII characters")
    options = options_of(parts, {RETURN_PATH, AT_ONCE})
    return SmtpServer(
        security=parts.scheme,
        host=parts.hostname,
        port=port,
        user=user,
        password=password,
        return_path=return_path(options.get(RETURN_PATH, "")),
        connections=connections_in(options),
    )


def options_of(parts: SplitResult, known: set[str]) -> dict[str, str]:
    """What stands behind the question mark. Raises MailerAddressError for what nobody reads."""
    options = _options(parts)
    if unknown := sorted(options.keys() - known):
        raise MailerAddressError(f"the mail server has no option {', '.join(unknown)}: use {', '.join(sorted(known))}")
    return options


def return_path_in(address: str) -> ReturnPath:
    """The return path in the address of a mail server of any sort. Raises MailerAddressError."""
    return return_path(_options(urlsplit(address)).get(RETURN_PATH, ""))


def _options(parts: SplitResult) -> dict[str, str]:
    # In an address a plus sign would be a space; in a return path it is what it looks like.
    return {name: values[-1] for name, values in parse_qs(parts.query.replace("+", "%2B")).items()}


def connections_in(options: Mapping[str, str]) -> int:
    """How many connections may be open at the same time. Raises MailerAddressError."""
    written = options.get(AT_ONCE, str(CONNECTIONS))
    if not (written.isascii() and written.isdigit() and 1 <= int(written) <= MOST_CONNECTIONS):
        raise MailerAddressError(f"the number of connections to the mail server is from 1 to {MOST_CONNECTIONS}")
    return int(written)


def is_loopback(host: str) -> bool:
    """Whether an address can only be reached from this machine."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
