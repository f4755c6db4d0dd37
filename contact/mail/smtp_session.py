"""One connection to an SMTP server, over which one message after the other is handed over.

Tells apart what the server refused, what it can never have got, and what it may have got although it gave no answer.
Knows no message, only its bytes and its envelope; whether to try again others decide.
"""

import re
import smtplib
import socket
import ssl
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cache
from typing import Literal, TypeVar

from contact.mail.smtp_address import SmtpServer
from desk.data import Data

# What a server may take for one step, and for the answer to a whole message, which many look into before they answer.
STEP_SECONDS, ANSWER_SECONDS = 15.0, 60.0

_TAKEN = range(200, 300)
_GOING_ON, _CLOSING = 354, 421
_LINE_WITH_A_DOT = re.compile(rb"^\.", re.MULTILINE)

Step = Literal["connect", "sender", "recipient", "data", "content"]
T = TypeVar("T")


class RefusedError(Exception):
    """The server has answered, and the message is not taken."""

    def __init__(self, step: Step, code: int, words: bytes | str) -> None:
        self.step, self.code = step, code
        self.words = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
        super().__init__(f"{code} {self.words}")

    @property
    def closing(self) -> bool:
        """Whether the server ends the connection with this answer."""
        return self.code == _CLOSING


class LostError(Exception):
    """The connection broke. `ambiguous` where the server may have the message all the same."""

    def __init__(self, cause: Exception, *, ambiguous: bool) -> None:
        super().__init__(f"{type(cause).__name__}: {cause}")
        lacks = isinstance(cause, smtplib.SMTPNotSupportedError)
        self.reason = "not supported by the server" if lacks else f"no connection ({type(cause).__name__})"
        self.ambiguous = ambiguous


class Letter(Data, frozen=True, kw_only=True):
    """A message and its envelope. `identifier` names it in a delivery report; `international` is an address beyond ASCII."""

    sender: str
    recipient: str
    content: bytes
    identifier: str
    international: bool


class Patience:
    """How long all steps together may take."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self, step_seconds: float) -> float:
        """How long the next step may take. Raises TimeoutError."""
        left = min(step_seconds, self._end - time.monotonic())
        if left <= 0:
            raise TimeoutError("the mail server is too slow")
        return left


class SmtpSession:
    """Greeted, encrypted and signed in once it is made. Raises RefusedError and LostError."""

    def __init__(self, server: SmtpServer, context: ssl.SSLContext | None, patience: Patience) -> None:
        self.handed_over = 0
        self.used_at = time.monotonic()
        self._waits_for_content = False
        self._smtp = _asked("connect", lambda: _connected(server, context, patience))
        try:
            _asked("connect", lambda: self._begin(server, context, patience))
        except BaseException:
            self._smtp.close()
            raise

    def __del__(self) -> None:
        # Whoever forgets to close it must not leave the socket to chance.
        if smtp := getattr(self, "_smtp", None):
            smtp.close()

    def offers(self, extension: str) -> bool:
        return bool(self._smtp.has_extn(extension))

    def hand_over(self, letter: Letter, patience: Patience) -> None:
        """Returns once the server has taken responsibility. What goes wrong before that leaves it without the message."""
        envelope: list[tuple[Step, str]] = [
            ("sender", f"MAIL FROM:<{letter.sender}>{self._options(letter)}"),
            ("recipient", f"RCPT TO:<{letter.recipient}>"),
            ("data", "DATA"),
        ]
        # In one breath where the server allows it (RFC 2920): then only two answers have to be waited for.
        at_once = len(envelope) if self.offers("pipelining") else 1
        for first in range(0, len(envelope), at_once):
            self._commands(envelope[first : first + at_once], patience)
        self._content(letter.content, patience)
        self.handed_over += 1
        self.used_at = time.monotonic()

    def reset(self, patience: Patience) -> None:
        """Begin anew after a refusal."""
        if self._waits_for_content:
            # It would take whatever we say for the message: only to hang up is understood.
            raise LostError(ConnectionAbortedError("the server waits for a message"), ambiguous=False)
        self._commands([("sender", "RSET")], patience)

    def close(self, *, politely: bool) -> None:
        """End the connection. Nothing that goes wrong here matters any more."""
        if politely:
            with suppress(smtplib.SMTPException, OSError):
                self._wait(Patience(STEP_SECONDS), STEP_SECONDS)
                self._smtp.quit()
        self._smtp.close()

    def _begin(self, server: SmtpServer, context: ssl.SSLContext | None, patience: Patience) -> None:
        self._wait(patience, STEP_SECONDS)
        self._smtp.ehlo_or_helo_if_needed()
        if server.security == "smtp+starttls":
            self._wait(patience, STEP_SECONDS)
            self._smtp.starttls(context=context)
            self._wait(patience, STEP_SECONDS)
            self._smtp.ehlo_or_helo_if_needed()
        if server.user:
            self._wait(patience, STEP_SECONDS)
            self._smtp.login(server.user, server.password)

    def _options(self, letter: Letter) -> str:
        offered = []
        if letter.international:
            offered.append("SMTPUTF8 BODY=8BITMIME")
        if self.offers("size"):
            offered.append(f"SIZE={len(letter.content)}")
        if letter.sender and letter.identifier and self.offers("dsn"):
            # A bounce then names the mail in a field of its own, and repeats no more of it than its headers (RFC 3461).
            offered.append(f"RET=HDRS ENVID={letter.identifier}")
        return "".join(f" {option}" for option in offered)

    def _commands(self, commands: Sequence[tuple[Step, str]], patience: Patience) -> None:
        """Say them all, then hear all answers. Raises RefusedError for the first that was refused."""
        # Addresses are proven to have no line breaks (contact.mail.message); this is the last place to be sure.
        if any("\r" in command or "\n" in command for _, command in commands):
            raise ValueError("a line break in an SMTP command")
        spoken = "".join(f"{command}\r\n" for _, command in commands)
        _asked(commands[0][0], lambda: self._say(spoken, patience))
        refused: list[tuple[Step, int, bytes]] = []
        for step, _ in commands:
            code, words = _asked(step, lambda: self._heard(patience))
            self._waits_for_content = code == _GOING_ON
            if (code != _GOING_ON) if step == "data" else (code not in _TAKEN):
                refused.append((step, code, words))
            if code == _CLOSING:
                break
        if refused:
            # Made here: an error that a list of this frame held would keep itself, and the connection, alive.
            raise RefusedError(*refused[0])

    def _say(self, spoken: str, patience: Patience) -> None:
        self._wait(patience, STEP_SECONDS)
        self._smtp.send(spoken.encode())

    def _heard(self, patience: Patience) -> tuple[int, bytes]:
        self._wait(patience, STEP_SECONDS)
        return self._smtp.getreply()

    def _content(self, content: bytes, patience: Patience) -> None:
        """From here on the server may have the message although we hear nothing of it."""
        try:
            self._wait(patience, STEP_SECONDS)
            end = b"" if content.endswith(b"\r\n") else b"\r\n"
            self._smtp.send(_LINE_WITH_A_DOT.sub(b"..", content) + end + b".\r\n")
            self._wait(patience, ANSWER_SECONDS)
            code, words = self._smtp.getreply()
        except (smtplib.SMTPException, OSError) as error:
            raise LostError(error, ambiguous=True) from error
        self._waits_for_content = False
        if code not in _TAKEN:
            raise RefusedError("content", code, words)

    def _wait(self, patience: Patience, seconds: float) -> None:
        if self._smtp.sock is None:
            raise smtplib.SMTPServerDisconnected("the connection is closed")
        self._smtp.sock.settimeout(patience.left(seconds))


def _connected(server: SmtpServer, context: ssl.SSLContext | None, patience: Patience) -> smtplib.SMTP:
    seconds = patience.left(STEP_SECONDS)
    if server.security == "smtps":
        return smtplib.SMTP_SSL(server.host, server.port, _own_name(), timeout=seconds, context=context)
    return smtplib.SMTP(server.host, server.port, _own_name(), timeout=seconds)


def _asked(step: Step, ask: Callable[[], T]) -> T:
    """What the server answers, with the many errors of smtplib made into two."""
    try:
        return ask()
    except smtplib.SMTPResponseException as error:
        raise RefusedError(step, error.smtp_code, error.smtp_error) from error
    except (smtplib.SMTPException, OSError) as error:
        raise LostError(error, ambiguous=False) from error


@cache
def _own_name() -> str:
    """How this machine introduces itself: looked up once, for that may take a name server's time."""
    name = socket.getfqdn()
    return name if "." in name else "[127.0.0.1]"
