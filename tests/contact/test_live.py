"""Live reload is for the writer at this machine: nobody else learns that it is there."""

import asyncio
import hashlib
import json
from pathlib import Path

import pytest

from contact.edges.asgi import Message
from contact.edges.site_files import LASTING, REVALIDATE
from contact.http import HttpRequest, HttpResponse
from desk.finding import Finding, FindingsError
from desk.place import Place
from frontdesk.live import LivePages
from frontdesk.live_state import MOST_CHANGED, MOST_SHOWN, LiveState
from frontdesk.live_stream import with_live_stream

STYLE = "h1 { color: red }"
STYLED = hashlib.sha256(STYLE.encode()).hexdigest()
HERE = {"host": "127.0.0.1:8000"}
MISTAKE = Finding(place=Place("faq/en/fees.md", 4), rule="unknown-topic", message="a <mistake>", fix="mend it")
DOUBT = Finding(place=Place("faq/en/fees.md", 5), rule="top-heading", message="a doubt", fix="##", severity="warning")


@pytest.fixture
def state() -> LiveState:
    """Two builds."""
    made = LiveState()
    made.built(frozenset({"index.html", "fees/index.html"}))
    made.built(frozenset({"fees/index.html"}))
    return made


@pytest.fixture
def pages(tmp_path: Path, state: LiveState) -> LivePages:
    """A site of one page."""
    (tmp_path / "index.html").write_text("<body>home</body>")
    (tmp_path / "404.html").write_text("<p>missing")
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "a.css").write_text(STYLE)
    return LivePages(lambda: tmp_path, state, lambda: {"assets/a.css": STYLED})


def ask(pages: LivePages, path: str, method: str = "GET", **headers: str) -> HttpResponse | None:
    return pages.handle(HttpRequest(method=method, path=path, headers=HERE | headers))


def test_writer_gets_the_script_with_the_build_of_the_page(pages: LivePages, state: LiveState) -> None:
    """At the end of the page, and also where a page has no end; a missing page waits for any build."""
    home, missing = ask(pages, "/"), ask(pages, "/gone/")
    assert home is not None
    tag = f'<script src="/_desk/live.js" data-build="{state.token}" defer></script>\n'
    assert home.body.decode() == f"<body>home{tag}</body>"
    assert missing is not None
    assert (missing.status, missing.body.decode()) == (404, "<p>missing" + tag.replace(" defer", " data-any defer"))


def test_a_page_that_is_loaded_again_asks_only_for_what_it_lacks(pages: LivePages, tmp_path: Path) -> None:
    """Its styles and scripts are named by what is in them; what is none of the site's, and what an answer shows, stays."""
    link, script = '<link rel="stylesheet" href="../assets/a.css">', '<script src="../assets/unknown.js"></script>'
    (tmp_path / "index.html").write_text(f"{link}{script}&lt;script src=&quot;assets/a.css&quot;")
    home = ask(pages, "/")
    assert home is not None
    named = link.replace(".css", f".css?of={STYLED[:32]}")
    assert home.body.decode().startswith(f"{named}{script}&lt;script src=&quot;assets/a.css&quot;")


@pytest.mark.parametrize(("of", "kept"), [(STYLED[:32], LASTING), ("0" * 32, REVALIDATE), ("", REVALIDATE)])
def test_what_is_named_by_its_content_lasts(pages: LivePages, of: str, kept: str) -> None:
    """Only where that is still in it."""
    answer = pages.handle(HttpRequest(method="GET", path="/assets/a.css", query={"of": of}, headers=HERE))
    assert answer is not None
    assert answer.headers["cache-control"] == kept


@pytest.mark.parametrize(("name", "kind"), [("live.js", "text/javascript"), ("live.css", "text/css")])
def test_script_and_style_are_files_of_the_server(pages: LivePages, name: str, kind: str) -> None:
    """So that the policy of the pages allows them."""
    answer = ask(pages, f"/_desk/{name}")
    assert answer is not None
    assert answer.headers["content-type"] == f"{kind}; charset=utf-8"
    assert b"fd-problems" in answer.body


@pytest.mark.parametrize("path", ["/", "/_desk/live", "/_desk/live.js"])
@pytest.mark.parametrize(
    "headers",
    [{"host": "help.your-company.com"}, {"host": ""}, {"x-forwarded-for": "203.0.113.9"}, {"forwarded": "for=x"}],
)
def test_visitor_gets_the_page_as_it_was_built(pages: LivePages, path: str, headers: dict[str, str]) -> None:
    """To any other name, and through a web server, the site is served as it is, and there is nothing at the addresses."""
    assert ask(pages, path, **headers) is None


@pytest.mark.parametrize("path", ["/_desk/live", "/_desk/live.js", "/"])
def test_only_get_is_answered(pages: LivePages, path: str) -> None:
    """Whatever else is tried is left to those who refuse it."""
    assert ask(pages, path, method="POST") is None


def test_a_page_hears_what_changed_since_it_was_built(state: LiveState) -> None:
    """The files of all builds since; nothing where there was none; all of them where nobody knows any more."""
    before = state.token
    assert state.told_to(before) == {"build": before, "changed": [], "problems": None}
    state.built(frozenset({"es/index.html"}))
    state.built(frozenset({"contact/index.html"}))
    assert state.told_to(before)["changed"] == ["contact/index.html", "es/index.html"]
    assert state.told_to("another-run-1")["changed"] is None
    state.built(frozenset(map(str, range(MOST_CHANGED + 1))))
    assert state.told_to(before)["changed"] is None


def test_a_build_that_changes_nothing_is_no_news(state: LiveState) -> None:
    """So that no page is loaded anew for it."""
    before = state.token
    state.built(frozenset())
    assert state.token == before


def test_what_is_wrong_is_told_until_it_is_mended(state: LiveState) -> None:
    """Errors with place, words and fix, the first ones where there are many; warnings are not why the page stays."""
    state.failed(FindingsError([DOUBT, MISTAKE]))
    told = state.told_to(state.token)["problems"]
    assert told == {
        "title": "1 error",
        "problems": [{"place": "faq/en/fees.md:4", "message": "a <mistake> [unknown-topic]", "fix": "mend it"}],
        "served": "The last good build is still served.",
    }
    many = [Finding(place=Place("a.md", line), rule="x", message="m", fix="f") for line in range(1, MOST_SHOWN + 4)]
    state.failed(FindingsError(many))
    assert json.dumps(state.told_to(state.token)).count("and 3 more: frontdesk check lists them all") == 1
    state.built(frozenset())
    assert state.told_to(state.token)["problems"] is None


def test_a_stream_tells_of_builds_until_the_page_is_gone(state: LiveState) -> None:
    """At once where it stands, and then of each build; another address, or another machine, gets no stream."""
    sent: list[bytes] = []
    gone = asyncio.Event()

    async def app(_scope: object, _receive: object, _send: object) -> None:
        sent.append(b"the application")

    async def receive() -> Message:
        await gone.wait()
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        sent.append(message.get("body", b""))
        if len(sent) == 3:
            state.built(frozenset({"index.html"}))
        if len(sent) == 4:
            gone.set()

    def scope(path: str, host: bytes) -> Message:
        query = f"build={state.token}".encode()
        return {"path": path, "method": "GET", "query_string": query, "headers": [(b"host", host)]}

    async def listen() -> None:
        live = with_live_stream(app, state, lambda: False)
        await live(scope("/_desk/live", b"localhost:8000"), receive, send)
        await live(scope("/_desk/live", b"example.com"), receive, send)
        await live(scope("/", b"localhost:8000"), receive, send)

    asyncio.run(listen())
    first, second = (json.loads(body.removeprefix(b"data: ")) for body in sent[2:4])
    assert (first["changed"], second["changed"]) == ([], ["index.html"])
    assert sent[4:] == [b"the application", b"the application"]


def test_a_stream_ends_when_the_server_is_to_stop(state: LiveState) -> None:
    """Ctrl-C does not wait for open pages."""
    sent: list[Message] = []

    async def receive() -> Message:
        await asyncio.sleep(3600)
        raise AssertionError

    async def send(message: Message) -> None:
        sent.append(message)

    async def listen() -> None:
        live = with_live_stream(send, state, lambda: len(sent) > 2)  # type: ignore[arg-type] # not asked here
        scope = {"path": "/_desk/live", "method": "GET", "query_string": b"", "headers": [(b"host", b"localhost")]}
        await live(scope, receive, send)

    asyncio.run(listen())
    assert sent[-1] == {"type": "http.response.body", "body": b""}
