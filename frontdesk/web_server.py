"""An ASGI application -> a web server on one port, which waits for nobody without end.

Knows HTTP connections; knows nothing of what is answered.
"""

import socket
from asyncio import Transport
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

# From the connection, or from the last answer, to the end of the head of a request. Its body has a limit of its own
# (contact.edges.asgi).
HEAD_WITHIN = timedelta(seconds=15)
KEEP_ALIVE = timedelta(seconds=5)
# Who comes then is told to come again (503). Most systems let a process open 1,024 files, and the request log and the
# mail need some, so that a connection more than MOST_OPEN is closed without a word.
MOST_ANSWERED = 500
MOST_OPEN = 800


@contextmanager
def listening(host: str, port: int) -> Iterator[socket.socket]:
    """A socket that has taken the port. Raises OSError where another program has it."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.create_server((host, port), family=family, backlog=512)
    # asyncio sends an answer without waiting (TCP_NODELAY) only where the protocol is named: 1 ms instead of 44.
    bound = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP, fileno=made.detach())
    with bound:
        yield bound


def web_server(app: Any) -> uvicorn.Server:  # noqa: ANN401 - any ASGI app; its type is Starlette's
    """A server for an application; `run(sockets=[...])` serves until interrupted."""
    config = uvicorn.Config(
        app,
        http=_Impatient,
        ws="none",
        lifespan="off",
        log_level="warning",
        # Addresses of the desk hold keys, and to prepare what is then not written takes time as well.
        access_log=False,
        server_header=False,
        # What proxies say is read in contact.abuse.client_address.
        proxy_headers=False,
        timeout_keep_alive=int(KEEP_ALIVE.total_seconds()),
        limit_concurrency=MOST_ANSWERED,
    )
    return uvicorn.Server(config)


class _Impatient(H11Protocol):
    """A connection that ends where the client is silent, sends a request letter by letter, or does not read the answer."""

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override] # as uvicorn declares it
        super().connection_made(transport)
        self._unsent = 0
        self._be_patient()
        if len(self.connections) > MOST_OPEN:
            transport.abort()

    def on_response_complete(self) -> None:
        # First, for the next request may be there already and is begun below.
        self._patience.cancel()
        self._be_patient()
        super().on_response_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        self._patience.cancel()
        super().connection_lost(exc)

    def _be_patient(self) -> None:
        self._patience = self.loop.call_later(HEAD_WITHIN.total_seconds(), self._look)

    def _look(self) -> None:
        """Time is up: end the connection, unless a request is being answered or its answer is on its way."""
        before, self._unsent = self._unsent, self.transport.get_write_buffer_size()
        answering = self.cycle is not None and not self.cycle.response_complete  # type: ignore[redundant-expr] # None at first
        if self._unsent == before if self._unsent else not answering:
            self.transport.abort()
        else:
            self._be_patient()
