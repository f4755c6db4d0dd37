"""A folder -> a site on 127.0.0.1 that sends what a CDN would send, and writes down how many bytes each file took.

Text goes out gzipped; what is compressed already goes out as it is. Headers are not counted. Knows no search engine.
"""

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import unquote, urlsplit

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".json": "application/json",
    ".wasm": "application/wasm",
}
HARNESS = "/harness/"
# What the bench lends to a peer is not what its site would load.
LENT = "/lent-"
# What browsers ask every site for.
ICON = "/favicon.ico"


@dataclass(frozen=True, slots=True)
class Site:
    """What is served: a folder, and the harness beside it; and what was sent."""

    folder: Path
    harness: Path
    pages: dict[str, bytes]
    sent: list[tuple[str, int]] = field(default_factory=list)
    address: str = ""

    def file(self, path: str) -> bytes | None:
        """The bytes behind an address."""
        if path in self.pages:
            return self.pages[path]
        inside = path.startswith(HARNESS)
        top = self.harness if inside else self.folder
        file = (top / (path.removeprefix(HARNESS) if inside else path.lstrip("/"))).resolve()
        return file.read_bytes() if file.is_relative_to(top.resolve()) and file.is_file() else None


@contextmanager
def served(folder: Path, harness: Path, pages: dict[str, bytes]) -> Iterator[Site]:
    """Serve until the block ends."""
    site = Site(folder, harness, pages)

    class Handler(_Handler):
        serving = site

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield Site(folder, harness, pages, site.sent, f"http://127.0.0.1:{server.server_port}/")
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    serving: Site
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        data = self.serving.file(path)
        self.send_response(404 if data is None else 200)
        self.send_header("Content-Type", TYPES.get(Path(path).suffix, "application/octet-stream"))
        body = data or b""
        if Path(path).suffix in TYPES:
            body = gzipped(body)
            self.send_header("Content-Encoding", "gzip")
        elif body[:2] != b"\x1f\x8b" and len(gzipped(body)) < 0.9 * len(body):
            # Pagefind's WebAssembly and the like: a CDN would compress what gains by it.
            body = gzipped(body)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if not path.startswith((HARNESS, LENT, ICON)) and path not in self.serving.pages:
            self.serving.sent.append((path, len(body)))
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 -- the name that the base class gave it
        """Say nothing."""


@lru_cache(maxsize=4096)
def gzipped(data: bytes) -> bytes:
    """As small as a server makes it on the way."""
    return gzip.compress(data, 6, mtime=0)
