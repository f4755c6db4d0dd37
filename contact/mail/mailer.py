"""What sends mail: the port that the rest of the code knows."""

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    # A lambda that only records knows this port, and need not wait for the modules of mail.
    from email.message import EmailMessage


class MailerAddressError(ValueError):
    """The address of the mail server cannot be used; the message says why, without the password."""


class SendError(Exception):
    """The message was not taken. `retry` tells whether the same message may be taken later.

    `reason` is the server's code alone ("550 5.1.1"): its words may name the address, and the log names nobody.
    """

    def __init__(self, message: str, *, reason: str, retry: bool) -> None:
        super().__init__(message)
        self.reason = reason
        self.retry = retry


# A mail server of one's own takes more, some providers take no more than three.
CONNECTIONS = 4


class Mailer(Protocol):
    """Hands messages to a mail server, from any thread. The header To of a message is one address without a name."""

    @property
    def connections(self) -> int:
        """How many threads may send at the same time."""

    def send(self, message: "EmailMessage") -> str:
        """Returns once the server has taken responsibility for the message. Raises SendError.

        The answer is the name that the service gave the message in place of its Message-ID, or empty.
        """

    def rest(self) -> None:
        """Nothing more is sent from this thread for now: let go of what was kept open for the next message."""
