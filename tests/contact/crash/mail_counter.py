"""A real SMTP server on loopback that counts what it accepts, by the desk's life and the case."""

import re
import socket
from asyncio import AbstractServer
from collections.abc import Awaitable
from types import TracebackType
from typing import Self

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

REFERENCE = re.compile(rb"^Message-ID: <([0-9A-Z]{3}-[0-9A-Z]{4}-[0-9A-Z]{3})\.", re.MULTILINE)

LOOPBACK = "127.0.0.1"


class MailCounter:
    """`deliveries` has a pair of life and reference for each message that was accepted."""

    def __init__(self) -> None:
        self.life = 0
        self.deliveries: list[tuple[int, str]] = []
        self._controller = _OnSocket(self, socket.create_server((LOOPBACK, 0), backlog=128))

    @property
    def address(self) -> str:
        """What FRONTDESK_SMTP_URL has to be."""
        return f"smtp://{LOOPBACK}:{self._controller.port}"

    def __enter__(self) -> Self:
        self._controller.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._controller.stop()

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        """Accept and count."""
        assert isinstance(envelope.content, bytes)
        found = REFERENCE.search(envelope.content)
        assert found is not None
        self.deliveries.append((self.life, found[1].decode()))
        return "250 OK"


class _OnSocket(Controller):
    """Listens on a socket that is bound already: a free port that nobody else can take."""

    def __init__(self, handler: MailCounter, bound: socket.socket) -> None:
        self._bound = bound
        super().__init__(handler, hostname=LOOPBACK, port=bound.getsockname()[1])

    def _create_server(self) -> Awaitable[AbstractServer]:
        return self.loop.create_server(self._factory_invoker, sock=self._bound)
