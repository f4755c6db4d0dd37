"""Live reload is for the writer at this machine: nobody else learns that it is there."""

from pathlib import Path

import pytest

from contact.http import HttpRequest, HttpResponse
from desk.data import from_json
from frontdesk.live import LivePages, LiveState

HERE = {"host": "127.0.0.1:8000"}


@pytest.fixture
def pages(tmp_path: Path) -> LivePages:
    """A site of one page."""
    (tmp_path / "index.html").write_text("<body>home</body>")
    return LivePages(lambda: tmp_path, LiveState(build=3, problems="faq/en/fees.md:4: a mistake"))


def ask(pages: LivePages, path: str, method: str = "GET", **headers: str) -> HttpResponse | None:
    return pages.handle(HttpRequest(method=method, path=path, headers=HERE | headers))


def test_writer_gets_the_script_and_the_problems(pages: LivePages) -> None:
    """A page has the script, which asks for the number of the build and for what is wrong."""
    home, state = ask(pages, "/"), ask(pages, "/_desk/live")
    assert home is not None
    assert home.body == b'<body>home<script src="/_desk/live.js" defer></script>\n</body>'
    assert state is not None
    assert from_json(state.body, dict[str, object]) == {"build": 3, "problems": "faq/en/fees.md:4: a mistake"}


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
