"""HTTP by ASGI -> HttpRequest, and HttpResponse back. Serves the desk's handlers, and beside them the built site.

Handlers block (they write to disk), so each runs in a thread of its own.
"""

from asyncio import sleep, timeout
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from contact.abuse.client_address import client_of
from contact.edges.handlers import Handler, first_answer
from contact.edges.site_files import site_answer
from contact.http import LARGEST_FORM, SECURITY_HEADERS, HttpRequest, HttpResponse

# A browser that is still sending reads no answer: the connection is cut, and the customer sees no page at all. So the
# rest of a body that is too large is let through and thrown away, up to here; what is larger still is no message.
THROWN_AWAY = 8 * 1024 * 1024
BODY_WITHIN = timedelta(seconds=30)


def application(handlers: Sequence[Handler], site: Callable[[], Path], proxies: int = 0) -> ASGIApp:
    """An ASGI app: the first handler that answers, else the file of the site, whose folder is asked for each time.

    `proxies` is how many of our own a request passes (contact.abuse.client_address).
    """
    return Starlette(routes=[Route("/{path:path}", _Endpoint(handlers, site, proxies))])


class _Endpoint:
    """An object instead of a function, so that Starlette passes every method on."""

    def __init__(self, handlers: Sequence[Handler], site: Callable[[], Path], proxies: int) -> None:
        self.handlers, self.site, self.proxies = handlers, site, proxies

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        incoming = Request(scope, receive)
        if "content-length" in incoming.headers and "transfer-encoding" in incoming.headers:
            # Two lengths: a proxy may have gone by the other one, and taken a part of this request for one of its own.
            outgoing = HttpResponse(status=400, headers={**SECURITY_HEADERS, "connection": "close"})
            await _answered(outgoing, scope, receive, send)
            return
        try:
            async with timeout(BODY_WITHIN.total_seconds()):
                request = await _read(incoming, self.proxies)
        except (TimeoutError, ClientDisconnect):
            # Nobody is there to be answered, or somebody who only wants to keep us waiting.
            outgoing = HttpResponse(status=408, headers={**SECURITY_HEADERS, "connection": "close"})
        else:
            outgoing = await run_in_threadpool(self._answer, request)
        # Waits here and not in the thread: threads are few, and others need them.
        await sleep(outgoing.seconds_early)
        await _answered(outgoing, scope, receive, send)

    def _answer(self, request: HttpRequest) -> HttpResponse:
        return first_answer(self.handlers, lambda unclaimed: site_answer(self.site(), unclaimed), request)


async def _answered(outgoing: HttpResponse, scope: Scope, receive: Receive, send: Send) -> None:
    answer = Response(outgoing.body, status_code=outgoing.status, headers=dict(outgoing.headers))
    await answer(scope, receive, send)


async def _read(incoming: Request, proxies: int) -> HttpRequest:
    body, oversized = await _body(incoming)
    forwarded = ",".join(incoming.headers.getlist("x-forwarded-for"))
    return HttpRequest(
        # The server leaves the body of the answer to a HEAD out by itself.
        method="GET" if incoming.method == "HEAD" else incoming.method,
        path=incoming.scope["path"],
        query=dict(incoming.query_params),
        headers={name.lower(): value for name, value in incoming.headers.items()},
        body=body,
        oversized=oversized,
        client=client_of(incoming.client.host if incoming.client else "", forwarded, proxies),
    )


async def _body(incoming: Request) -> tuple[bytes, bool]:
    """The body, and whether it is larger than a form can be: then none of it is kept."""
    declared = incoming.headers.get("content-length", "0")
    if not declared.isdigit() or int(declared) > THROWN_AWAY:
        return b"", True
    body, read = b"", 0
    async for piece in incoming.stream():
        read += len(piece)
        body = body + piece if read <= LARGEST_FORM else b""
        if read > THROWN_AWAY:
            break
    return body, read > LARGEST_FORM
