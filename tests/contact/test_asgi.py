"""The desk and the site behind a real server: what a browser gets over HTTP."""

import http.client
import socket
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode, urljoin

import pytest

from contact.edges.asgi import application
from contact.http import PRIVATE_HEADERS, SECURITY_HEADERS, SITE_HEADERS, HttpRequest, HttpResponse
from contact.request_desk import RequestDesk
from contact.store.sqlite import SqliteStore
from frontdesk.web_server import listening, web_server
from tests.contact.conftest import FORM

FORM_TYPE = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass
class Browser:
    """Sends requests to the server, and follows nothing by itself."""

    port: int

    def request(
        self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None
    ) -> tuple[http.client.HTTPResponse, bytes]:
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)) as connection:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            return answer, answer.read()


def fails(request: HttpRequest) -> HttpResponse | None:
    """A handler with a mistake in it."""
    if request.path == "/_desk/broken":
        raise RuntimeError("a mistake")
    return None


@pytest.fixture
def browser(tmp_path: Path, desk: RequestDesk) -> Iterator[Browser]:
    site = tmp_path / "site"
    for path, text in {
        "index.html": "home",
        "fees/index.html": "fees",
        "404.html": "not here",
        "es/404.html": "no existe",
        "assets/app.js": "1",
        "hours.ics": "BEGIN:VCALENDAR",
    }.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(text)
    (tmp_path / "secret.txt").write_text("secret")
    app = application([fails, desk.handle], lambda: site)
    with listening("127.0.0.1", 0) as bound:
        server = web_server(app)
        thread = threading.Thread(target=server.run, args=([bound],))
        thread.start()
        yield Browser(bound.getsockname()[1])
        server.should_exit = True
        thread.join()


def test_form_leads_to_its_confirmation(browser: Browser, store: SqliteStore) -> None:
    """Post, redirect, get: the browser ends on a page that can be reloaded (row E3)."""
    sent, _ = browser.request("POST", "/_desk/requests", urlencode(FORM).encode(), FORM_TYPE)
    assert sent.status == 303
    for _ in range(2):
        page, text = browser.request("GET", urljoin("/_desk/requests", sent.headers["Location"]))
        assert page.status == 200
        assert store.newest(1)[0].reference.encode() in text


@pytest.mark.parametrize("declared", [True, False])
def test_two_megabytes_get_a_page_not_a_broken_connection(browser: Browser, declared: bool) -> None:
    """A browser that sends 2 MB reads the page that refuses them, with and without a declared length."""
    body = b"message=" + b"x" * 2_000_000
    with closing(http.client.HTTPConnection("127.0.0.1", browser.port, timeout=10)) as connection:
        chunks = iter([body[:1_000_000], body[1_000_000:]])
        connection.request(
            "POST", "/_desk/requests", body if declared else chunks, FORM_TYPE, encode_chunked=not declared
        )
        answer = connection.getresponse()
        assert answer.status == 413
        assert b"Shorten it to 5000 characters" in answer.read()


def test_declared_flood_is_refused_unread(browser: Browser) -> None:
    """A length that no message has is refused before a byte of it was read."""
    with closing(socket.create_connection(("127.0.0.1", browser.port), timeout=10)) as connection:
        head = f"POST /_desk/requests HTTP/1.1\r\nHost: x\r\nContent-Type: {FORM_TYPE['Content-Type']}\r\n"
        connection.sendall(head.encode() + b"Content-Length: 9999999999\r\n\r\n")
        assert connection.recv(100).startswith(b"HTTP/1.1 413")


def test_site_is_served_as_a_web_server_does(browser: Browser) -> None:
    """Folders are their index page, after a redirect to their own address; types are right; HEAD has no body."""
    for path, status, text, media_type in (
        ("/", 200, b"home", "text/html; charset=utf-8"),
        ("/fees/", 200, b"fees", "text/html; charset=utf-8"),
        ("/assets/app.js?v=2", 200, b"1", "text/javascript; charset=utf-8"),
        ("/hours.ics", 200, b"BEGIN:VCALENDAR", "text/calendar; charset=utf-8"),
        ("/nowhere", 404, b"not here", "text/html; charset=utf-8"),
        ("/es/nowhere/", 404, b"no existe", "text/html; charset=utf-8"),
        ("/hours.ics/", 404, b"not here", "text/html; charset=utf-8"),
    ):
        answer, body = browser.request("GET", path)
        assert (answer.status, body, answer.headers["Content-Type"]) == (status, text, media_type)
    moved, _ = browser.request("GET", "/fees")
    assert (moved.status, moved.headers["Location"]) == (307, "/fees/")
    assert browser.request("HEAD", "/fees/")[1] == b""
    assert browser.request("POST", "/fees/", b"x")[0].status == 405


def test_unchanged_file_is_not_sent_again(browser: Browser) -> None:
    """A file that the browser has, by its content, costs no transfer."""
    tag = browser.request("GET", "/")[0].headers["ETag"]
    again, body = browser.request("GET", "/", headers={"If-None-Match": tag})
    assert (again.status, body) == (304, b"")


@pytest.mark.parametrize("path", [f"/{'a' * 300}", f"/{'a' * 300}/", "/" + "a/" * 3000])
def test_name_that_no_file_can_have_is_not_found(browser: Browser, path: str) -> None:
    """A name that is too long, or lies too deep, is that of a page which is not there."""
    answer, body = browser.request("GET", path)
    assert (answer.status, body) == (404, b"not here")


@pytest.mark.parametrize(
    "path",
    ["/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/assets/../../secret.txt", "/%00", "//etc/passwd"],
)
def test_nothing_outside_the_site_is_served(browser: Browser, path: str) -> None:
    """No way of writing a path leads out of the site's folder."""
    answer, body = browser.request("GET", path)
    assert answer.status == 404
    assert body == b"not here"


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("/", SITE_HEADERS),
        ("/nowhere", SITE_HEADERS),
        ("/fees", SITE_HEADERS),
        ("/_desk/received", {**SECURITY_HEADERS, **PRIVATE_HEADERS}),
        ("/_desk/broken", SECURITY_HEADERS),
    ],
)
def test_every_answer_carries_the_security_headers(browser: Browser, path: str, wanted: dict[str, str]) -> None:
    """Pages of the site, of the desk, redirects and errors: all have them."""
    answer, _ = browser.request("GET", path)
    assert {name: answer.headers[name] for name in wanted} == wanted


def test_mistake_of_ours_is_an_answer_without_details(browser: Browser) -> None:
    """What goes wrong inside is logged, and not told to the world."""
    answer, body = browser.request("GET", "/_desk/broken")
    assert (answer.status, body) == (500, b"Something went wrong on our side.")
