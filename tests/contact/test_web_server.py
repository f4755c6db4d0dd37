"""Connections of clients that are slow, silent or many: they cost little, and the others are answered."""

import http.client
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from datetime import timedelta

import pytest

from contact.edges.asgi import application
from contact.http import HttpRequest, HttpResponse
from frontdesk import web_server as web_server_module
from frontdesk.web_server import listening, web_server

HEAD = b"GET / HTTP/1.1\r\nHost: x\r\n"
# More than the buffers of two sockets hold.
LARGE = b"x" * 50_000_000


def answered(request: HttpRequest) -> HttpResponse:
    """Answers at once, after more than twice the time that a head may take, or with more than anybody reads."""
    if request.path == "/slow":
        time.sleep(1)
    return HttpResponse(status=200, body=LARGE if request.path == "/large" else b"hello")


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    monkeypatch.setattr(web_server_module, "HEAD_WITHIN", timedelta(seconds=0.4))
    monkeypatch.setattr(web_server_module, "MOST_ANSWERED", 5)
    monkeypatch.setattr(web_server_module, "MOST_OPEN", 8)
    with listening("127.0.0.1", 0) as bound:
        server = web_server(application([answered], lambda: pytest.fail("no file is asked for")))
        thread = threading.Thread(target=server.run, args=([bound],))
        thread.start()
        yield bound.getsockname()[1]
        server.should_exit = True
        thread.join()


def connected(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=5)


def received(connection: socket.socket, end: bytes) -> bytes:
    """What the server sends, up to these words."""
    read = b""
    while not read.endswith(end):
        piece = connection.recv(1000)
        assert piece, read
        read += piece
    return read


def length(connection: socket.socket, pause: float) -> int:
    """How much the server sends until it closes the connection, read with pauses of so many seconds."""
    read = 0
    while piece := connection.recv(1_000_000):
        read += len(piece)
        time.sleep(pause)
    return read


def closed_after(connection: socket.socket, send: Callable[[], object]) -> float:
    """Go on sending until the server closes the connection; how many seconds that took."""
    started = time.monotonic()
    connection.settimeout(0.05)
    while time.monotonic() - started < 5:
        try:
            send()
            if not connection.recv(100):
                break
        except TimeoutError:
            continue
        except OSError:
            break
    return time.monotonic() - started


def test_silent_connection_is_closed(port: int) -> None:
    """Who connects and says nothing is let go."""
    with closing(connected(port)) as connection:
        assert closed_after(connection, lambda: None) < 2


def test_head_that_never_ends_is_not_waited_for(port: int) -> None:
    """A letter now and then keeps no connection open, in the first request as in the next one."""
    with closing(connected(port)) as connection:
        connection.sendall(HEAD + b"X-A: ")
        assert closed_after(connection, lambda: connection.sendall(b"a")) < 2
    with closing(connected(port)) as connection:
        connection.sendall(HEAD + b"\r\n")
        received(connection, b"hello")
        connection.sendall(HEAD + b"X-A: ")
        assert closed_after(connection, lambda: connection.sendall(b"a")) < 2


def test_answer_that_takes_long_is_waited_for(port: int) -> None:
    """The limit is on the client's part alone: what the desk needs longer for is answered, and the connection used again."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
        for path in ("/slow", "/", "/slow"):
            connection.request("GET", path)
            assert connection.getresponse().read() == b"hello"


def test_slow_reader_gets_all_and_a_deaf_one_is_let_go(port: int) -> None:
    """An answer is sent as long as somebody reads it, however slowly; who reads none of it holds no connection."""
    with closing(connected(port)) as slow, closing(connected(port)) as deaf:
        for connection in (slow, deaf):
            connection.sendall(b"GET /large HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        assert length(slow, 0.01) > len(LARGE)
        time.sleep(1.5)
        assert length(deaf, 0) < len(LARGE)


def test_too_many_are_told_to_come_again(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond a number of connections there is an answer that says so, beyond another none; afterwards all is as before."""
    monkeypatch.setattr(web_server_module, "HEAD_WITHIN", timedelta(seconds=30))
    with ExitStack() as open_ones:
        for _ in range(5):
            open_ones.enter_context(closing(connected(port))).sendall(HEAD)
        with closing(connected(port)) as one_more:
            one_more.sendall(HEAD + b"\r\n")
            assert received(one_more, b"\r\n\r\nService Unavailable").startswith(
                b"HTTP/1.1 503 Service Unavailable\r\n"
            )
        for _ in range(3):
            open_ones.enter_context(closing(connected(port))).sendall(HEAD)
        with closing(connected(port)) as too_many:
            assert closed_after(too_many, lambda: None) < 2
    with closing(connected(port)) as later:
        later.sendall(HEAD + b"\r\n")
        received(later, b"hello")


def test_answers_go_out_at_once() -> None:
    """The protocol of the socket is named, so that asyncio switches the waiting for more to send off (TCP_NODELAY)."""
    with listening("127.0.0.1", 0) as bound, closing(connected(bound.getsockname()[1])):
        accepted, _ = bound.accept()
        with accepted:
            assert (bound.proto, accepted.proto) == (socket.IPPROTO_TCP, socket.IPPROTO_TCP)


def test_second_answer_on_a_connection_is_as_quick_as_the_first(port: int) -> None:
    """A kept connection answers in a few milliseconds, not after the 40 of a delayed acknowledgement."""
    took = []
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
        for _ in range(9):
            started = time.perf_counter()
            connection.request("GET", "/")
            connection.getresponse().read()
            took.append(time.perf_counter() - started)
    assert min(took[1:]) < 0.03
