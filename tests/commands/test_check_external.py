"""frontdesk check --external: which links to other sites lead nowhere, as the real linkchecker finds out."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.commands.conftest import Run
from tests.project import Project

FILE = "faq/en/account/open-it.md"


class _OtherSite(BaseHTTPRequestHandler):
    """Has /here and /moved, wants no programs at /private, and knows nothing else."""

    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        code = {"/here": 200, "/moved": 302, "/private": 403}.get(self.path, 404)
        self.send_response(code)
        if code == 302:
            self.send_header("location", "/here")
        self.send_header("content-length", "0")
        self.end_headers()

    do_HEAD = do_GET  # noqa: N815 - the name that http.server looks for

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture
def asked() -> list[str]:
    """What the other site was asked for."""
    return []


@pytest.fixture
def other(asked: list[str]) -> Iterator[str]:
    """The address of another site."""
    handler = type("Handler", (_OtherSite,), {"asked": asked})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_links_that_lead_nowhere_are_named_with_their_lines(
    run: Run, project: Project, other: str, asked: list[str]
) -> None:
    """Each address is asked for once; what moved and what only shuts programs out is no mistake."""
    lines = (
        f"[Here]({other}/here#part), [moved]({other}/moved).",
        f"[Shut]({other}/private).",
        f"[Gone]({other}/gone).",
    )
    project.answer("\n\n".join(lines) + f"\n\nOnce more: <{other}/gone>.")
    ran = run("check", "--external")
    assert ran.code == 0
    assert ran.out == (
        f"{FILE}:11: warning: {other}/gone leads nowhere: 404 Not Found [dead-link]\n"
        "    fix: write the address at which it is now, or take the link out\n"
    )
    assert ran.err.splitlines()[-1] == "0 errors, 1 warning"
    assert asked.count("/gone") == 1
    assert run("check", "--external", "--strict").code == 1


def test_an_address_that_begins_like_another_one_is_told_from_it(run: Run, project: Project, other: str) -> None:
    """The line named is that of the link itself."""
    project.answer(f"[Here]({other}/here).\n\n[Gone]({other}/her).")
    assert run("check", "--external").out.startswith(f"{FILE}:9: warning: {other}/her leads nowhere: 404")


def test_without_linkchecker_it_says_how_to_get_it(
    run: Run, project: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Nothing is asked for, and that is no success."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("sys.executable", str(tmp_path / "python"))
    ran = run("check", "--external")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.splitlines()[-1] == "to ask other sites, linkchecker is needed: pip install 'frontdesk[links]'"
