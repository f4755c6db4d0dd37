"""The site on one origin, the backend on another, as behind a CDN: form, confirmation, status and votes all work."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page, expect

from contact.store import Search
from tests.browser.served import count_searches, counted_searches, demo_project, free_port, running

pytestmark = pytest.mark.browser

WITH_AND_WITHOUT_SCRIPT = pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])


@dataclass(frozen=True)
class Apart:
    """Where the site is, and where its backend; both end in a slash. And the project's folder."""

    site: str
    backend: str
    project: Path


class Quiet(SimpleHTTPRequestHandler):
    """Serves files, as a CDN does, and does not talk of it."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that the standard library gave it
        pass


class Patient(ThreadingHTTPServer):
    """Does not mind a browser that hangs up."""

    def handle_error(self, request: object, client_address: object) -> None:
        pass


@contextmanager
def files_served(folder: Path, port: int) -> Iterator[None]:
    """A folder on a port of its own."""
    with Patient(("127.0.0.1", port), partial(Quiet, directory=folder)) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def apart(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Apart]:
    """The demonstration desk, its site and its backend on two ports."""
    project = demo_project(tmp_path_factory.mktemp("apart"))
    site, backend = (f"http://127.0.0.1:{free_port()}/" for _ in range(2))
    places = Apart(site=site, backend=backend, project=project)
    settings = project / "site_config.yml"
    text = settings.read_text(encoding="utf-8")
    text = text.replace("https://help.example-exchange.com/", places.site, 1)
    text = text.replace(
        "  form:\n    hours: office\n", f"  form:\n    hours: office\n    endpoint: {places.backend}\n", 1
    )
    assert places.backend in text
    settings.write_text(text, encoding="utf-8")
    count_searches(project)
    with running(project, port_of(places.backend)), files_served(project / "site", port_of(places.site)):
        yield places


def port_of(address: str) -> int:
    return int(address.rstrip("/").rpartition(":")[2])


@pytest.fixture
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page of a fresh browser; nothing may be said in its console."""
    script = request.node.callspec.params.get("script", True) if hasattr(request.node, "callspec") else True
    context = browser.new_context(locale="en-US", timezone_id="America/New_York", java_script_enabled=script)
    errors: list[str] = []
    opened = context.new_page()
    opened.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: errors.append(str(error)))
    yield opened
    context.close()
    assert errors == []


@WITH_AND_WITHOUT_SCRIPT
def test_form_confirmation_and_status_work_across_origins(page: Page, apart: Apart, *, script: bool) -> None:
    """E3, L1, R3: the form on the site is recorded by the backend, whose pages look like the site's."""
    page.goto(f"{apart.site}contact/")
    page.get_by_label("A question or request").check()
    page.locator("#form-topic").select_option("payments")
    page.locator("#form-message").fill("Across two origins")
    page.locator("#form-phone").fill("+1 212 555 0199")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("We have received your message")
    assert page.url.startswith(f"{apart.backend}_desk/received?case=")
    # The style sheet came from the site, and the policy let it in.
    expect(page.locator(".fd-header")).to_have_css("background-color", "rgb(31, 93, 140)")
    reference, code = page.locator(".fd-reference").inner_text(), page.locator(".fd-code").inner_text()
    page.get_by_role("contentinfo").get_by_role("link", name="Status of your message").click()
    assert page.url == f"{apart.site}status/"
    page.get_by_label("Reference").fill(reference)
    page.get_by_label("Status code").fill(code)
    page.get_by_role("button", name="Show the status").click()
    expect(page.locator("main table")).to_contain_text("Acknowledged")
    page.locator(".fd-header input").fill("fees")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Search")
    # With a script the words stand where no server sees them.
    assert page.url == f"{apart.site}search/{'#' if script else '?'}q=fees"


def test_mistakes_are_explained_across_origins(browser: Browser, apart: Apart) -> None:
    """The script reads the sentences of the backend and shows them beside the fields; without it the backend's page does."""
    for script in (True, False):
        context = browser.new_context(java_script_enabled=script)
        page = context.new_page()
        page.goto(f"{apart.site}contact/")
        page.locator("#form-message").fill("Kept")
        page.get_by_role("button", name="Send").click()
        expect(page.locator(".fd-error-summary a").first).to_have_text(
            "Choose whether this is a request or a complaint"
        )
        expect(page.locator("#form-message")).to_have_value("Kept")
        assert page.url.startswith(apart.site if script else apart.backend)
        context.close()


@WITH_AND_WITHOUT_SCRIPT
def test_votes_are_counted_across_origins(page: Page, apart: Apart, *, script: bool) -> None:
    """The answer to "Was this helpful?" is thanked on the page itself."""
    page.goto(f"{apart.site}fees/network-fee/")
    page.get_by_role("button", name="Yes", exact=True).click()
    expect(page.locator("#thanks")).to_be_visible()
    assert page.url.startswith(f"{apart.site}fees/network-fee/")


def test_searches_are_counted_across_origins(page: Page, apart: Apart) -> None:
    """Where the owner wants it, the backend is told which result was opened, and the policy of the page lets it (row F2)."""
    page.goto(apart.site)
    page.locator("input[name=q]").first.press_sequentially("network fee")
    page.get_by_role("option").first.click()
    page.wait_for_url(re.compile(f"^{apart.site}[a-z0-9-]+/[a-z0-9-]+/$"))
    opened = page.url.removeprefix(apart.site).strip("/")
    expected = Search(language="en", words="network fee", found=True, clicked=opened)
    assert counted_searches(apart.project, "network") == [(expected, 1)]


def test_other_sites_cannot_read_the_answers(browser: Browser, apart: Apart, tmp_path: Path) -> None:
    """A third origin sends the form by script, and its browser keeps the reference from it."""
    (tmp_path / "index.html").write_text("<!doctype html><title>Somebody else</title>", encoding="utf-8")
    port = free_port()
    with files_served(tmp_path, port):
        context = browser.new_context()
        page = context.new_page()
        page.goto(f"http://127.0.0.1:{port}/")
        sent = "fetch(address, {method: 'POST', body: new URLSearchParams({kind: 'request'})})"
        read = page.evaluate(
            f"address => {sent}.then(reply => reply.text(), () => 'kept')", f"{apart.backend}_desk/requests"
        )
        context.close()
    assert read == "kept"
