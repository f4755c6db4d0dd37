"""HTTP by ASGI -> HttpRequest, and HttpResponse back. Serves the desk's handlers, and beside them the built site.

Handlers block (they write to disk), so each runs in a thread of its own. Knows ASGI (https://asgi.readthedocs.io) and no
framework: a fifth of what a server does for a form would be the way through one.
"""

from asyncio import get_running_loop, sleep, timeout
from collections.abc import Awaitable, Callable, MutableMapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from contact.abuse.client_address import client_of
from contact.edges.handlers import Handler, first_answer
from contact.edges.site_files import site_answer
from contact.http import LARGEST_FORM, SECURITY_HEADERS, HttpRequest, HttpResponse

# A browser that is still sending reads no answer: the connection is cut, and the customer sees no page at all. So the
# rest of a body that is too large is let through and thrown away, up to here; what is larger still is no message.
THROWN_AWAY = 8 * 1024 * 1024
BODY_WITHIN = timedelta(seconds=30)
# Most of the time they wait for the disk, and many for the same write.
THREADS = 40
_WITHOUT_LENGTH = {HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED}

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
AsgiApp = Callable[[Message, Receive, Send], Awaitable[None]]


class _UnreadableError(Exception):
    """A request that is not read to its end."""

    def __init__(self, status: HTTPStatus) -> None:
        super().__init__(status.phrase)
        self.status = status


def application(handlers: Sequence[Handler], site: Callable[[], Path], proxies: int = 0) -> AsgiApp:
    """An ASGI app: the first handler that answers, else the file of the site, whose folder is asked for each time.

    `proxies` is how many of our own a request passes (contact.abuse.client_address).
    """
    threads = ThreadPoolExecutor(THREADS, thread_name_prefix="frontdesk-desk")

    def answer(request: HttpRequest) -> HttpResponse:
        return first_answer(handlers, lambda unclaimed: site_answer(site(), unclaimed), request)

    async def app(scope: Message, receive: Receive, send: Send) -> None:
        try:
            request = await _read(scope, receive, proxies)
        except _UnreadableError as refused:
            outgoing = HttpResponse(status=refused.status, headers={**SECURITY_HEADERS, "connection": "close"})
        else:
            outgoing = await get_running_loop().run_in_executor(threads, answer, request)
        # Waits here and not in the thread: threads are few, and others need them.
        if early := outgoing.seconds_early:
            await sleep(early)
        await _answered(outgoing, send)

    return app


async def _answered(outgoing: HttpResponse, send: Send) -> None:
    headers = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in outgoing.headers.items()]
    if outgoing.status not in _WITHOUT_LENGTH:
        headers.append((b"content-length", b"%d" % len(outgoing.body)))
    await send({"type": "http.response.start", "status": outgoing.status, "headers": headers})
    # The server leaves the body of the answer to a HEAD out by itself.
    await send({"type": "http.response.body", "body": outgoing.body})


async def _read(scope: Message, receive: Receive, proxies: int) -> HttpRequest:
    lines = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in scope["headers"]]
    headers = dict(lines)
    if "content-length" in headers and "transfer-encoding" in headers:
        # Two lengths: a proxy may have gone by the other one, and taken a part of this request for one of its own.
        raise _UnreadableError(HTTPStatus.BAD_REQUEST)
    try:
        async with timeout(BODY_WITHIN.total_seconds()):
            body, oversized = await _body(headers.get("content-length", "0"), receive)
    except TimeoutError:
        # Somebody who only wants to keep us waiting.
        raise _UnreadableError(HTTPStatus.REQUEST_TIMEOUT) from None
    forwarded = ",".join(value for name, value in lines if name == "x-forwarded-for")
    host, _port = scope.get("client") or ("", 0)
    return HttpRequest(
        method="GET" if scope["method"] == "HEAD" else scope["method"],
        path=scope["path"],
        query=dict(parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)),
        headers=headers,
        body=body,
        oversized=oversized,
        client=client_of(host, forwarded, proxies),
    )


async def _body(declared: str, receive: Receive) -> tuple[bytes, bool]:
    """The body, and whether it is larger than a form can be: then none of it is kept."""
    if not declared.isdigit() or int(declared) > THROWN_AWAY:
        return b"", True
    body, read, more = b"", 0, True
    while more and read <= THROWN_AWAY:
        message = await receive()
        if message["type"] == "http.disconnect":
            # Nobody is there to be answered.
            raise _UnreadableError(HTTPStatus.REQUEST_TIMEOUT)
        piece, more = message.get("body", b""), message.get("more_body", False)
        read += len(piece)
        body = body + piece if read <= LARGEST_FORM else b""
    return body, read > LARGEST_FORM
