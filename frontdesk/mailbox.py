"""Mail sent to a local SMTP server -> .eml files in a folder, the newest 500. For `frontdesk serve` on one machine.

A real mail server, so that the demonstration takes the same way as production; but it listens on loopback alone and
delivers nothing.
"""

import re
import secrets
import socket
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from desk.folders import made_private
from frontdesk.smtp_server import Delivery, SmtpServer, Taker

MOST_KEPT = 500
LARGEST_MAIL = 10 * 1024 * 1024
LOOPBACK = "127.0.0.1"

_STAMP = "%Y%m%dT%H%M%S%f"
# What may stand in an address of the viewer; nothing else reaches the file system.
_ID = re.compile(r"\d{8}T\d{12}-[0-9a-f]{6}")


@dataclass(frozen=True, slots=True)
class Mailbox:
    """The kept mail of one project."""

    folder: Path

    def keep(self, content: bytes) -> None:
        """Keep one message, whole or not at all, and let go of the oldest ones."""
        made_private(self.folder)
        name = f"{datetime.now(UTC).strftime(_STAMP)}-{secrets.token_hex(3)}"
        unfinished = self.folder / f"{name}.part"
        unfinished.touch(mode=0o600)
        unfinished.write_bytes(content)
        unfinished.rename(self.folder / f"{name}.eml")
        for old in self.ids()[MOST_KEPT:]:
            (self.folder / f"{old}.eml").unlink(missing_ok=True)

    def ids(self) -> list[str]:
        """The ids of all messages, newest first."""
        return sorted((path.stem for path in self.folder.glob("*.eml") if _ID.fullmatch(path.stem)), reverse=True)

    def read(self, mail_id: str) -> bytes | None:
        """The source of a message; None where there is none of this id."""
        path = self.folder / f"{mail_id}.eml"
        return path.read_bytes() if _ID.fullmatch(mail_id) and path.is_file() else None


def arrived_at(mail_id: str) -> datetime:
    """When a message came."""
    return datetime.strptime(mail_id.partition("-")[0], _STAMP).replace(tzinfo=UTC)


class MailServer:
    """An SMTP server on a free port of loopback, which puts what it gets into a mailbox."""

    def __init__(self, mailbox: Mailbox) -> None:
        self.mailbox = mailbox
        self._running = ExitStack()
        self._port = 0

    @property
    def address(self) -> str:
        """What FRONTDESK_SMTP_URL would be, once the server has started."""
        return f"smtp://{LOOPBACK}:{self._port}"

    def start(self) -> None:
        """Returns once the server answers."""
        bound = self._running.enter_context(socket.create_server((LOOPBACK, 0)))
        self._port = bound.getsockname()[1]
        taker = Taker(recipient=lambda _address: "250 2.1.5 everybody lives here", message=self._keep)
        server = SmtpServer(taker, bound, LARGEST_MAIL)
        server.start()
        self._running.callback(server.stop)

    def stop(self) -> None:
        """Returns once the server has ended."""
        self._running.close()

    def _keep(self, delivery: Delivery) -> str:
        # As mail servers do on delivery: the envelope is not in the message, and the viewer shows it.
        path = f"Return-Path: <{delivery.sender}>\r\nDelivered-To: {', '.join(delivery.recipients)}\r\n"
        self.mailbox.keep(path.encode() + delivery.content)
        return "250 2.0.0 kept"
