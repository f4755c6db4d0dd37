"""What stands between a store and a DynamoDB that works: on demand it refuses, loses answers, or answers with what was."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Literal
from urllib.parse import urlsplit

from desk.data import to_json

NAMESPACE = "com.amazonaws.dynamodb.v20120810#"
_PASSED_BACK = ("content-type", "x-amz-crc32", "x-amzn-requestid")

Lose = Literal["request", "answer"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """An answer as DynamoDB gives it."""

    code: str
    status: int = 400
    message: str = "for reasons of state"
    reasons: tuple[str, ...] = ()

    def body(self) -> bytes:
        reasons = [{"Code": code} for code in self.reasons]
        return to_json({"__type": f"{NAMESPACE}{self.code}", "message": self.message, "CancellationReasons": reasons})


@dataclass(kw_only=True)
class Troubles:
    """What goes wrong next, call after call, for each operation; and how often each was asked for."""

    server: str
    address: str = ""
    next: dict[str, list[Refusal | Lose]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    # While it is set, an index answers as it did when it was first asked the same.
    index_stands_still: bool = False
    remembered: dict[bytes, bytes] = field(default_factory=dict)


@contextmanager
def troubled(server: str) -> Iterator[Troubles]:
    """A server in front of another one."""
    troubles = Troubles(server=server)
    between = ThreadingHTTPServer(("127.0.0.1", 0), _handler(troubles))
    between.daemon_threads = False
    thread = threading.Thread(target=between.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    troubles.address = f"http://127.0.0.1:{between.server_address[1]}"
    try:
        yield troubles
    finally:
        between.shutdown()
        thread.join()
        between.server_close()


def _handler(troubles: Troubles) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        # One connection for each request: so none is left open at the end.
        protocol_version = "HTTP/1.0"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            operation = self.headers["x-amz-target"].partition(".")[2]
            troubles.asked.append(operation)
            waiting = troubles.next.get(operation, [])
            trouble = waiting.pop(0) if waiting else None
            if isinstance(trouble, Refusal):
                self._answer(trouble.status, trouble.body())
            elif trouble != "request":
                status, answer = self._passed_on(body)
                if trouble != "answer":
                    self._answer(status, answer)

        def _passed_on(self, body: bytes) -> tuple[int, bytes]:
            if troubles.index_stands_still and body in troubles.remembered:
                return 200, troubles.remembered[body]
            connection = HTTPConnection(urlsplit(troubles.server).netloc)
            try:
                connection.request("POST", "/", body, dict(self.headers))
                answer = connection.getresponse()
                found = answer.read()
                if b"IndexName" in body:
                    troubles.remembered.setdefault(body, found)
                return answer.status, found
            finally:
                connection.close()

        def _answer(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("content-type", "application/x-amz-json-1.0")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments: object) -> None:
            """Tests are quiet."""

    return Handler
