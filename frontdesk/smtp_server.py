"""Mail that other programs hand over, by SMTP or LMTP -> one call for each message.

The one place that knows aiosmtpd. Listens where it is told to; knows nothing of what becomes of the mail.
"""

import asyncio
import logging
import socket
from asyncio import AbstractServer, BaseTransport, Transport
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal, cast

from aiosmtpd.controller import BaseThreadedController
from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import SMTP, Envelope, Session

# Silence in the midst of a conversation; mail servers wait longer themselves, and come again.
IDLE = timedelta(minutes=2)
# Who comes then is cut off, and comes again: each may hold a whole message in memory.
MOST_CONNECTIONS = 20
# Messages that are dealt with at the same time.
THREADS = 4
# RFC 5321 allows 1,000 characters. Real mail has longer lines, and mail servers hand them over.
LONGEST_LINE = 2 * 1024 * 1024
TRY_AGAIN = "451 4.3.0 this cannot be done now; please try again later"

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """A message with its envelope. An empty sender is that of bounces."""

    sender: str
    recipients: tuple[str, ...]
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Taker:
    """What is asked about a recipient, and what is called with a message; both answer as SMTP does: `250 2.0.0 kept`.

    What raises is answered with TRY_AGAIN: the mail server that has the message keeps it.
    """

    recipient: Callable[[str], str]
    message: Callable[[Delivery], str]


class SmtpServer:
    """A server on a bound socket, in a thread of its own."""

    def __init__(
        self, taker: Taker, bound: socket.socket, largest: int, protocol: Literal["smtp", "lmtp"] = "smtp"
    ) -> None:
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="frontdesk-mail")
        handler = _Handler(taker, self._pool, most_recipients=1 if protocol == "lmtp" else None)
        self._controller = _OnSocket(handler, bound, _Lmtp if protocol == "lmtp" else _Smtp, data_size_limit=largest)

    def start(self) -> None:
        """Returns once the server listens."""
        self._controller.start()

    def stop(self) -> None:
        """Returns once the server has ended, and the messages in hand are dealt with."""
        self._controller.stop()
        self._pool.shutdown()


class _Limited(SMTP):
    """A conversation that may have long lines, unless there are too many at once."""

    line_length_limit = LONGEST_LINE
    # The connections of the whole server.
    open: set[Transport]
    _own: Transport | None = None

    def connection_made(self, transport: BaseTransport) -> None:
        connection = cast("Transport", transport)
        if len(self.open) >= MOST_CONNECTIONS:
            connection.abort()
            return
        self._own = connection
        self.open.add(connection)
        super().connection_made(connection)

    def connection_lost(self, error: Exception | None) -> None:
        if self._own:
            self.open.discard(self._own)
            super().connection_lost(error)


class _Smtp(_Limited):
    pass


class _Lmtp(_Limited, LMTP):
    pass


class _OnSocket(BaseThreadedController):
    """Listens on a socket that is bound already: no other program can take the place in between."""

    def __init__(
        self, handler: "_Handler", bound: socket.socket, kind: type[_Limited], *, data_size_limit: int
    ) -> None:
        self._bound, self._kind = bound, kind
        self._open: set[Transport] = set()
        idle = IDLE.total_seconds()
        super().__init__(
            handler, server_hostname="localhost", ident="Frontdesk", data_size_limit=data_size_limit, timeout=idle
        )

    def factory(self) -> SMTP:
        made = self._kind(self.handler, **self.SMTP_kwargs)
        made.open = self._open
        return made

    def stop(self, no_assert: bool = False) -> None:  # noqa: FBT001, FBT002 - as aiosmtpd declares it
        # Ending the loop alone would leave connections open that nobody answers.
        asyncio.run_coroutine_threadsafe(self._hang_up(), self.loop).result()
        super().stop(no_assert)

    async def _hang_up(self) -> None:
        for connection in list(self._open):
            connection.abort()
        while self._open:  # noqa: ASYNC110 - a turn or two of the loop
            await asyncio.sleep(0)

    def _create_server(self) -> Awaitable[AbstractServer]:
        if self._bound.family == socket.AF_UNIX:
            return self.loop.create_unix_server(self._factory_invoker, sock=self._bound)
        return self.loop.create_server(self._factory_invoker, sock=self._bound)

    def _trigger_server(self) -> None:
        # aiosmtpd would connect, to see that a conversation can be made. Other processes listen on the same socket, and
        # one of them may answer: so it is made without a connection.
        self.loop.call_soon_threadsafe(self._factory_invoker)


class _Handler:
    """What aiosmtpd calls; each answer comes from a thread, so that nobody else waits for it."""

    def __init__(self, taker: Taker, pool: ThreadPoolExecutor, most_recipients: int | None) -> None:
        self._taker, self._pool, self._most_recipients = taker, pool, most_recipients

    async def handle_RCPT(  # noqa: N802 - its name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        # LMTP has an answer for each recipient, and aiosmtpd has one; the others come in a conversation of their own.
        if self._most_recipients and len(envelope.rcpt_tos) >= self._most_recipients:
            return "452 4.5.3 one recipient at a time"
        answer = await self._answer(lambda: self._taker.recipient(address))
        if answer.startswith("2"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - its name
        delivery = Delivery(
            sender=(envelope.mail_from or "").strip("<>"),
            recipients=tuple(envelope.rcpt_tos),
            content=envelope.original_content or b"",
        )
        return await self._answer(lambda: self._taker.message(delivery))

    async def _answer(self, ask: Callable[[], str]) -> str:
        try:
            return await asyncio.get_running_loop().run_in_executor(self._pool, ask)
        # A message that is refused for good is lost to its sender: whatever went wrong here passes.
        except Exception:  # noqa: BLE001
            _log.exception("a mail could not be taken")
            return TRY_AGAIN
