"""What sends mail: the port that the rest of the code knows."""

from email.message import EmailMessage
from typing import Protocol


class SendError(Exception):
    """The message was not taken. `retry` tells whether the same message may be taken later.

    `reason` is the server's code alone ("550 5.1.1"): its words may name the address, and the log names nobody.
    """

    def __init__(self, message: str, *, reason: str, retry: bool) -> None:
        super().__init__(message)
        self.reason = reason
        self.retry = retry


class Mailer(Protocol):
    """Hands a message to a mail server. Its header To is one address without a name."""

    def send(self, message: EmailMessage) -> str:
        """Returns once the server has taken responsibility for the message. Raises SendError.

        The answer is the name that the service gave the message in place of its Message-ID, or empty.
        """
