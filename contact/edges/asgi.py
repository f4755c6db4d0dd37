"""HTTP by ASGI -> HttpRequest, and HttpResponse back. Serves the desk's handlers, and beside them the built site.

Handlers block (they write to disk), so each runs in a thread of its own.
"""

import logging
from asyncio import timeout
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from contact.edges.site_files import site_answer
from contact.http import LARGEST_FORM, SECURITY_HEADERS, HttpRequest, HttpResponse

Handler = Callable[[HttpRequest], HttpResponse | None]

# A browser that is still sending reads no answer: the connection is cut, and the customer sees no page at all. So the
# rest of a body that is too large is let through and thrown away, up to here; what is larger still is no message.
THROWN_AWAY = 8 * 1024 * 1024
BODY_WITHIN = timedelta(seconds=30)

_log = logging.getLogger(__name__)


def application(handlers: Sequence[Handler], site: Callable[[], Path]) -> ASGIApp:
    """An ASGI app: the first handler that answers, else the file of the site, whose folder is asked for each time."""
    return Starlette(routes=[Route("/{path:path}", _Endpoint(handlers, site))])


class _Endpoint:
    """An object instead of a function, so that Starlette passes every method on."""

    def __init__(self, handlers: Sequence[Handler], site: Callable[[], Path]) -> None:
        self.handlers, self.site = handlers, site

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        incoming = Request(scope, receive)
        try:
            async with timeout(BODY_WITHIN.total_seconds()):
                request = await _read(incoming)
        except (TimeoutError, ClientDisconnect):
            # Nobody is there to be answered, or somebody who only wants to keep us waiting.
            outgoing = HttpResponse(status=408, headers={**SECURITY_HEADERS, "connection": "close"})
        else:
            outgoing = await run_in_threadpool(self._answer, request)
        answer = Response(outgoing.body, status_code=outgoing.status, headers=dict(outgoing.headers))
        await answer(scope, receive, send)

    def _answer(self, request: HttpRequest) -> HttpResponse:
        try:
            for handler in self.handlers:
                answer = handler(request)
                if answer is not None:
                    return answer
            return site_answer(self.site(), request)
        except Exception:  # noqa: BLE001 - the customer gets an answer, and we the traceback
            _log.exception("%s %s could not be answered", request.method, request.path)
            headers = {**SECURITY_HEADERS, "content-type": "text/plain; charset=utf-8"}
            return HttpResponse(status=500, headers=headers, body=b"Something went wrong on our side.")


async def _read(incoming: Request) -> HttpRequest:
    body, oversized = await _body(incoming)
    return HttpRequest(
        # The server leaves the body of the answer to a HEAD out by itself.
        method="GET" if incoming.method == "HEAD" else incoming.method,
        path=incoming.scope["path"],
        query=dict(incoming.query_params),
        headers={name.lower(): value for name, value in incoming.headers.items()},
        body=body,
        oversized=oversized,
        client=incoming.client.host if incoming.client else "",
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
