"""A message -> an SMTP server, over TLS whose certificate is checked, by a connection that is kept for the next message.

The envelope's sender of automatic mail is empty (`<>`), as RFC 3834 wants it: nothing can answer it, so no loop can
begin. A server that refuses that is offered the support address instead, from which comes what a person wrote. Where bounces
are to come back, or SPF has to match, the address of the server names a return path (contact.mail.return_path).
"""

import ssl
import threading
import time
from email.message import EmailMessage
from email.utils import parseaddr
from functools import cached_property

from contact.mail.identifier import identifiers_in
from contact.mail.mailer import SendError
from contact.mail.smtp_address import EXAMPLE, SmtpServer, is_loopback, smtp_server
from contact.mail.smtp_session import Letter, LostError, Patience, RefusedError, SmtpSession

__all__ = ["EXAMPLE", "LONGEST_SEND_SECONDS", "SmtpMailer", "is_loopback", "smtp_mailer"]

# For all steps of one message together. A lease (contact.outbox) is longer.
LONGEST_SEND_SECONDS = 150.0
# Servers close a connection that nobody uses, and one over which too much came; we do it before them.
LONGEST_IDLE_SECONDS = 5.0
MOST_OVER_ONE_CONNECTION = 100
_PERMANENT = range(500, 600)


class SmtpMailer:
    """A mail server. Each thread that sends has a connection of its own."""

    def __init__(self, server: SmtpServer) -> None:
        self.server = server
        self.connections = server.connections
        self._kept = _Kept()
        self._refuses_null = False

    def send(self, message: EmailMessage) -> str:
        patience = Patience(LONGEST_SEND_SECONDS)
        try:
            if not self._over_the_kept_one(message, patience):
                session = SmtpSession(self.server, self._context, patience)
                self._over(session, message, patience)
        except RefusedError as error:
            raise _explained(error) from error
        except LostError as error:
            raise SendError(str(error), reason=error.reason, retry=True) from error
        return ""

    def rest(self) -> None:
        if session := self._kept.take():
            session.close(politely=True)

    def _over_the_kept_one(self, message: EmailMessage, patience: Patience) -> bool:
        """Send over the connection of before. False where it is no longer good, and the server cannot have the message."""
        session = self._kept.take()
        if session is None:
            return False
        if session.handed_over >= MOST_OVER_ONE_CONNECTION or time.monotonic() - session.used_at > LONGEST_IDLE_SECONDS:
            session.close(politely=True)
            return False
        try:
            self._over(session, message, patience)
        except LostError as error:
            if error.ambiguous:
                raise
            return False
        except RefusedError as error:
            # What a server says before it knows the recipient is about this connection: too many, too long, goodbye.
            if error.step == "sender" or (error.closing and error.step != "content"):
                # What was good for another sender is not left open beside the one that takes its place.
                self.rest()
                return False
            raise
        return True

    def _over(self, session: SmtpSession, message: EmailMessage, patience: Patience) -> None:
        good = True
        try:
            self._hand_over(session, message, patience)
        except RefusedError as error:
            good = not error.closing and _reset(session, patience)
            raise
        except SendError:
            # Nothing was said over this connection yet.
            raise
        except BaseException:
            good = False
            raise
        finally:
            if good:
                self._kept.keep(session)
            else:
                session.close(politely=False)

    def _hand_over(self, session: SmtpSession, message: EmailMessage, patience: Patience) -> None:
        sender = self.server.return_path.of(message) or (
            _support_address(message) if self._refuses_null or _is_of_a_person(message) else ""
        )
        letter = _letter(message, sender)
        if letter.international and not session.offers("smtputf8"):
            raise SendError("the server takes no such address", reason="no SMTPUTF8", retry=False)
        try:
            session.hand_over(letter, patience)
        except RefusedError as error:
            if sender or error.step != "sender" or error.code not in _PERMANENT:
                raise
            self._refuses_null = True
            session.reset(patience)
            self._hand_over_from(_support_address(message), session, message, patience)

    def _hand_over_from(self, sender: str, session: SmtpSession, message: EmailMessage, patience: Patience) -> None:
        try:
            session.hand_over(_letter(message, sender), patience)
        except RefusedError as error:
            # It was not the empty address that the server did not like.
            self._refuses_null = self._refuses_null and error.step != "sender"
            raise

    @cached_property
    def _context(self) -> ssl.SSLContext | None:
        # To read the certificates of this machine takes longer than to send a mail.
        return None if self.server.security == "smtp" else ssl.create_default_context()


class _Kept(threading.local):
    """The connection of each thread that is kept for its next message."""

    def __init__(self) -> None:
        self._session: SmtpSession | None = None

    def take(self) -> SmtpSession | None:
        session, self._session = self._session, None
        return session

    def keep(self, session: SmtpSession) -> None:
        self._session = session


def smtp_mailer(address: str) -> SmtpMailer:
    """The mail server at an address such as EXAMPLE. Raises MailerAddressError."""
    return SmtpMailer(smtp_server(address))


def _letter(message: EmailMessage, sender: str) -> Letter:
    # Named, not left to be parsed once more: what is in the header is the address, and nothing else.
    recipient = str(message["To"])
    return Letter(
        sender=sender,
        recipient=recipient,
        content=message.as_bytes(policy=message.policy.clone(linesep="\r\n")),
        identifier=str(next(identifiers_in(str(message["Message-ID"])), "")),
        international=not (recipient + sender).isascii(),
    )


def _is_of_a_person(message: EmailMessage) -> bool:
    """Whether a person wrote it, and an answer to it arrives: then what comes back of it arrives there too."""
    return "Auto-Submitted" not in message and "Reply-To" in message


def _support_address(message: EmailMessage) -> str:
    return parseaddr(str(message["From"]))[1]


def _reset(session: SmtpSession, patience: Patience) -> bool:
    """Whether the connection is good for another message after one that was refused."""
    try:
        session.reset(patience)
    except (RefusedError, LostError):
        return False
    return True


def _explained(error: RefusedError) -> SendError:
    enhanced, _, _ = error.words.partition(" ")
    known = enhanced.count(".") == 2 and enhanced.replace(".", "").isdigit()  # noqa: PLR2004 - as in 5.1.1
    reason = f"{error.code} {enhanced}" if known else str(error.code)
    # Until the recipient is named it is ours to mend; the customer's acknowledgement is not given up for it.
    permanent = error.code in _PERMANENT and error.step in {"recipient", "data", "content"}
    return SendError(str(error), reason=reason, retry=not permanent)
