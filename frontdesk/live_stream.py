"""A page that waits -> a stream of events from the server (https://html.spec.whatwg.org/#server-sent-events).

Around the application of the desk, for a browser on this machine. Knows ASGI and LiveState.
"""

import asyncio
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs

from contact.edges.asgi import AsgiApp, Message, Receive, Send
from contact.http import SECURITY_HEADERS, HttpRequest
from desk.data import to_json
from frontdesk.live import LIVE
from frontdesk.live_state import LiveState
from frontdesk.this_machine import is_from_this_machine

# How often a stream looks whether the server is to stop, which would wait for it.
_LOOK_SECONDS = 0.25
# After the server was away, pages ask again this soon.
_AGAIN_MILLISECONDS = 500


def with_live_stream(app: AsgiApp, state: LiveState, is_stopping: Callable[[], bool]) -> AsgiApp:
    """The application, which also tells pages of builds. Streams end when the server is about to stop."""

    async def live(scope: Message, receive: Receive, send: Send) -> None:
        if scope["path"] == LIVE and scope["method"] == "GET" and _is_from_here(scope):
            build = parse_qs(scope["query_string"].decode("latin-1")).get("build", [""])[0]
            await _stream(state, build, is_stopping, receive, send)
        else:
            await app(scope, receive, send)

    return live


def _is_from_here(scope: Message) -> bool:
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
    return is_from_this_machine(HttpRequest(method="GET", path=LIVE, headers=headers))


async def _stream(state: LiveState, build: str, is_stopping: Callable[[], bool], receive: Receive, send: Send) -> None:
    headers = {**SECURITY_HEADERS, "content-type": "text/event-stream", "cache-control": "no-store"}
    encoded = [(name.encode(), value.encode()) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": 200, "headers": encoded})
    await send({"type": "http.response.body", "body": b"retry: %d\n\n" % _AGAIN_MILLISECONDS, "more_body": True})
    gone = asyncio.ensure_future(_gone(receive))
    try:
        with state.news() as news:
            told = b""
            while not gone.done() and not is_stopping():
                news.clear()
                telling = to_json(state.told_to(build))
                if telling != told:
                    told = telling
                    await send({"type": "http.response.body", "body": b"data: %b\n\n" % told, "more_body": True})
                await _either(news, gone)
    finally:
        gone.cancel()
    if not gone.done() or is_stopping():
        await send({"type": "http.response.body", "body": b""})


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _either(news: asyncio.Event, gone: "asyncio.Future[None]") -> None:
    waiting = asyncio.ensure_future(news.wait())
    either: set[asyncio.Future[Any]] = {waiting, gone}
    try:
        await asyncio.wait(either, timeout=_LOOK_SECONDS, return_when=asyncio.FIRST_COMPLETED)
    finally:
        waiting.cancel()
