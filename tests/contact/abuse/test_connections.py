"""What an attacker does to the connection itself: bodies that are slow, endless or lie about their length (row E7)."""

import http.client
import socket
import threading
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, closing
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlencode

import pytest

from contact.edges import asgi
from contact.edges.asgi import THROWN_AWAY, application
from contact.store.sqlite import SqliteStore
from frontdesk.web_server import listening, web_server
from tests.contact.abuse.conftest import FORM_TYPE, Desk
from tests.contact.conftest import FORM

BODY = urlencode(FORM).encode()


@pytest.fixture
def port(whole_desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """The desk behind the real server, which waits for a body no longer than a moment."""
    monkeypatch.setattr(asgi, "BODY_WITHIN", timedelta(seconds=0.5))
    with listening("127.0.0.1", 0) as bound:
        server = web_server(application(whole_desk.handlers, lambda: tmp_path))
        thread = threading.Thread(target=server.run, args=([bound],))
        thread.start()
        yield bound.getsockname()[1]
        server.should_exit = True
        thread.join()


def head(*lines: str, media_type: str = FORM_TYPE) -> bytes:
    return "\r\n".join(
        ["POST /_desk/requests HTTP/1.1", "Host: x", f"Content-Type: {media_type}", *lines, "", ""]
    ).encode()


def answered(port: int, sent: bytes, *, end: bool = False) -> bytes:
    """The first line of the answer to these bytes; empty where the connection is cut without one."""
    with closing(socket.create_connection(("127.0.0.1", port), timeout=10)) as connection:
        try:
            connection.sendall(sent)
            if end:
                connection.shutdown(socket.SHUT_WR)
            return connection.recv(12)
        except ConnectionError:
            return b""


def posted(port: int) -> int:
    """What an honest customer gets at the same time."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
        connection.request("POST", "/_desk/requests", BODY, {"Content-Type": FORM_TYPE})
        return connection.getresponse().status


def test_bodies_that_never_end_keep_nobody_waiting(port: int, store: SqliteStore) -> None:
    """Dozens of connections that send a byte of a body and no more: customers are answered, and each of them is let go."""
    with ExitStack() as slow:
        connections = []
        for _ in range(40):
            connection = slow.enter_context(closing(socket.create_connection(("127.0.0.1", port), timeout=10)))
            connection.sendall(head(f"Content-Length: {len(BODY)}") + BODY[:1])
            connections.append(connection)
        assert posted(port) == 303
        assert {connection.recv(12) for connection in connections} == {b"HTTP/1.1 408"}
    assert len(store.newest(5)) == 1


@pytest.mark.parametrize(
    ("sent", "first"),
    [
        (head("Content-Length: 99999999999") + BODY, b"HTTP/1.1 413"),
        (head(f"Content-Length: {THROWN_AWAY + 1}") + BODY, b"HTTP/1.1 413"),
        (head("Content-Length: -1") + BODY, b"HTTP/1.1 400"),
        (head("Content-Length: ten") + BODY, b"HTTP/1.1 400"),
        (head("Content-Length: 0x10") + BODY, b"HTTP/1.1 400"),
        (head("Content-Length: 5", "Content-Length: 9") + BODY, b"HTTP/1.1 400"),
        (head("Content-Length: 5", "Transfer-Encoding: chunked") + BODY, b"HTTP/1.1 400"),
        (head("Transfer-Encoding: gzip, chunked") + BODY, b"HTTP/1.1 400"),
        (head("Transfer-Encoding: chunked") + b"FFFFFFFFFFFFFFFFFFFFFFFF\r\n", b"HTTP/1.1 400"),
        (head("Transfer-Encoding: chunked") + b"zz\r\n", b"HTTP/1.1 400"),
        (head(f"Content-Length: {len(BODY)}", "X\0A: 1") + BODY, b"HTTP/1.1 400"),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\0" * 200 + b"\r\n\r\n", b"HTTP/1.1 400"),
        (head("Content-Length: 3", "Content-Encoding: gzip") + b"abc", b"HTTP/1.1 415"),
        (head("Content-Length: 3", media_type="text/plain") + b"abc", b"HTTP/1.1 415"),
        (head("Content-Length: 0"), b"HTTP/1.1 422"),
    ],
)
def test_requests_that_lie_are_refused(port: int, store: SqliteStore, sent: bytes, first: bytes) -> None:
    """Wrong, double and huge lengths, broken chunks, another protocol: refused, and the desk goes on."""
    assert answered(port, sent) == first
    assert store.newest(1) == []
    assert posted(port) == 303


def test_a_head_without_an_end_is_cut_off(port: int) -> None:
    """Megabytes of headers are not collected."""
    assert answered(port, head("X-A: " + "a" * 2_000_000)) in {b"", b"HTTP/1.1 400"}
    assert posted(port) == 303


def test_a_body_shorter_than_it_says_records_nothing(port: int, store: SqliteStore) -> None:
    """Half a form whose sender hangs up is no message."""
    assert answered(port, head(f"Content-Length: {len(BODY) + 5}") + BODY, end=True) in {b"", b"HTTP/1.1 400"}
    assert store.newest(1) == []


def test_what_stands_behind_a_body_is_a_request_of_its_own(port: int, store: SqliteStore) -> None:
    """No request can be smuggled in behind another: two forms on one connection are two messages, answered in order."""
    other = urlencode(FORM | {"message": "The second"}).encode()
    both = head(f"Content-Length: {len(BODY)}") + BODY + head(f"Content-Length: {len(other)}") + other
    with closing(socket.create_connection(("127.0.0.1", port), timeout=10)) as connection:
        connection.sendall(both)
        read = b""
        while read.count(b"HTTP/1.1 303") < 2:
            piece = connection.recv(10_000)
            assert piece
            read += piece
    assert len(store.newest(5)) == 2


@pytest.mark.parametrize("size", [1_000_000, 7_000_000])
def test_a_flood_in_chunks_is_read_to_its_end_and_refused(port: int, size: int) -> None:
    """What has no declared length is thrown away as it comes, and the customer reads why it was too much."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=20)) as connection:
        pieces = (b"message=" + b"x" * 99_992 for _ in range(size // 100_000))
        connection.request("POST", "/_desk/requests", pieces, {"Content-Type": FORM_TYPE}, encode_chunked=True)
        answer = connection.getresponse()
        assert answer.status == 413
        assert b"Shorten it to 5000 characters" in answer.read()


def test_a_packed_gigabyte_stays_packed(port: int) -> None:
    """A bomb of 60 kB is refused by its header."""
    packer = zlib.compressobj(wbits=31)
    bomb = b"".join(packer.compress(b"\0" * 1_000_000) for _ in range(40)) + packer.flush()
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=20)) as connection:
        headers = {"Content-Type": FORM_TYPE, "Content-Encoding": "gzip"}
        connection.request("POST", "/_desk/requests", bomb, headers)
        assert connection.getresponse().status == 415


def test_what_a_visitor_writes_about_themselves_counts_for_nothing(port: int, store: SqliteStore) -> None:
    """The proxy on this machine adds the real address at the end; another one before it makes nobody somebody else."""
    for number in range(125):
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
            body = urlencode(FORM | {"message": f"{number}"}).encode()
            headers = {"Content-Type": FORM_TYPE, "X-Forwarded-For": f"198.51.100.{number}, 203.0.113.9"}
            connection.request("POST", "/_desk/requests", body, headers)
            last = connection.getresponse().status
    assert last == 429
    assert sum(1 for _ in store.walk()) == 120
