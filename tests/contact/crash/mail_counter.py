"""A real SMTP server on loopback that counts what it accepts, by the desk's life and the case; and that may be deadly.

A deadly one kills a desk at the moment at which it has taken a message and not said so yet: the desk dies between sending
and marking.
"""

import os
import re
import signal
import socket
from asyncio import AbstractServer
from collections import defaultdict
from collections.abc import Awaitable
from contextlib import suppress
from types import TracebackType
from typing import Self
from weakref import WeakKeyDictionary

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

REFERENCE = re.compile(rb"^Message-ID: <(([0-9A-Z]{3}-[0-9A-Z]{4}-[0-9A-Z]{3})\.[^>]+)>", re.MULTILINE)

LOOPBACK = "127.0.0.1"


class MailCounter:
    """`deliveries` has a pair of life and reference for each message that was accepted; `identifiers` their Message-IDs."""

    def __init__(self) -> None:
        self.life = 0
        self.deliveries: list[tuple[int, str]] = []
        self.identifiers: defaultdict[str, set[str]] = defaultdict(set)
        self._lives: WeakKeyDictionary[Session, int] = WeakKeyDictionary()
        self._deadly = 0
        self._victim = 0
        self._controller = _OnSocket(self, socket.create_server((LOOPBACK, 0), backlog=128))

    @property
    def address(self) -> str:
        """What FRONTDESK_SMTP_URL has to be."""
        return f"smtp://{LOOPBACK}:{self._controller.port}"

    def kill_at(self, message: int, victim: int) -> None:
        """Kill a process once so many more messages have come. Of two calls the second counts; a 0 spares everybody."""
        self._victim, self._deadly = victim, message

    def __enter__(self) -> Self:
        self._controller.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._controller.stop()

    async def handle_EHLO(  # noqa: N802 - aiosmtpd's name
        self, _server: SMTP, session: Session, _envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        """A message may be read only after the desk that sent it has died: it belongs to the life of its connection."""
        session.host_name = hostname
        self._lives[session] = self.life
        return responses

    async def handle_DATA(self, _server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        """Accept and count."""
        assert isinstance(envelope.content, bytes)
        found = REFERENCE.search(envelope.content)
        assert found is not None
        self.deliveries.append((self._lives[session], found[2].decode()))
        self.identifiers[found[2].decode()].add(found[1].decode())
        self._deadly -= 1
        if self._deadly == 0:
            with suppress(ProcessLookupError):
                os.kill(self._victim, signal.SIGKILL)
        return "250 OK"


class _OnSocket(Controller):
    """Listens on a socket that is bound already: a free port that nobody else can take."""

    def __init__(self, handler: MailCounter, bound: socket.socket) -> None:
        self._bound = bound
        super().__init__(handler, hostname=LOOPBACK, port=bound.getsockname()[1])

    def _create_server(self) -> Awaitable[AbstractServer]:
        return self.loop.create_server(self._factory_invoker, sock=self._bound)
