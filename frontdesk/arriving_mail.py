"""Mail handed over to this machine -> what the arriving desk makes of it, in the words of SMTP.

Accepts what is for the support address, or is mail of ours that came back; relays nothing, to nobody.
"""

import os
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from contact.arriving.desk import ArrivingDesk
from contact.arriving.mail import MOST_BYTES, TooLargeError
from contact.arriving.proof import trusted_server
from contact.bounces import Bounces
from contact.deployment import configured_return_path
from contact.log import Log
from contact.mail.return_path import ReturnPath
from desk.bundle import Bundle
from frontdesk.backend import BackendError, open_vault
from frontdesk.listen_address import ListenAddress, ListenAddressError, bound, listen_address
from frontdesk.smtp_server import Delivery, SmtpServer, Taker
from frontdesk.today import now

LISTEN = "FRONTDESK_MAIL_LISTEN"


def arriving_desk(project: Path, bundle: Callable[[], Bundle], log: Log, wake: Callable[[], None]) -> ArrivingDesk:
    """The desk of a project, as the environment has it. Raises BackendError and StoreError."""
    return ArrivingDesk(
        bundle=bundle,
        log=log,
        vault=open_vault(project),
        clock=now,
        wake=wake,
        bounces=Bounces(log=log, clock=now).take,
        server=trusted_server(),
    )


def configured_listen_address(port: int | None = None) -> ListenAddress | None:
    """Where mail is taken: at this port, else where the environment says, else nowhere. Raises BackendError."""
    written = os.environ.get(LISTEN, "") if port is None else str(port)
    try:
        return listen_address(written) if written else None
    except ListenAddressError as error:
        raise BackendError(f"{LISTEN}: {error}") from error


@dataclass(frozen=True, slots=True, kw_only=True)
class MailPlace:
    """A place where mail is taken: the socket that has it, and which language is spoken there."""

    taken: socket.socket
    protocol: Literal["smtp", "lmtp"]


@contextmanager
def mail_place(address: ListenAddress | None) -> Iterator[MailPlace | None]:
    """Take the place, and say so; nothing where mail is to be taken nowhere. Raises BackendError."""
    if address is None:
        yield None
        return
    with ExitStack() as stack:
        try:
            taken = stack.enter_context(bound(address))
        except OSError as error:
            raise BackendError(f"mail cannot be taken at {address}: {error.strerror}") from error
        port = 0 if address.path else taken.getsockname()[1]
        print(f"  Mail is taken at {replace(address, port=port)}", file=sys.stderr)
        yield MailPlace(taken=taken, protocol=address.protocol)


@contextmanager
def taking_mail(desk: ArrivingDesk, place: MailPlace) -> Iterator[None]:
    """Take mail until the end. Raises BackendError."""
    door = _Door(desk, configured_return_path())
    taker = Taker(recipient=door.recipient, message=door.message)
    server = SmtpServer(taker, place.taken, largest=MOST_BYTES, protocol=place.protocol)
    server.start()
    try:
        yield
    finally:
        server.stop()


class _Door:
    """Answers the mail server, line by line."""

    def __init__(self, desk: ArrivingDesk, return_path: ReturnPath) -> None:
        self.desk, self.return_path = desk, return_path

    def recipient(self, address: str) -> str:
        if self.desk.addresses().receives(address) or self.return_path.is_for(address):
            return "250 2.1.5 the desk is here"
        return "550 5.1.1 nobody here has this address"

    def message(self, delivery: Delivery) -> str:
        # One message is one case, to however many of our addresses it went.
        try:
            outcome = self.desk.receive(delivery.content, delivery.sender, recipient=delivery.recipients[0])
        except TooLargeError:
            return "552 5.3.4 the message is larger than 25 MB"
        return f"250 2.0.0 recorded {outcome.reference}".strip()
