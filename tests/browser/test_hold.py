"""How long callers wait, on the contact page: as measured, or that it was not, and only while somebody is there (row P4)."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.browser.test_hours import SITE, TYPES
from tests.project import Project

pytestmark = pytest.mark.browser

TELEPHONY = "telephony:\n  provider: twilio\n  account: AC0123456789abcdef0123456789abcdef\n"
Answered = Callable[..., Page]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A site whose telephone a service answers."""
    project = Project.good(tmp_path_factory.mktemp("hold") / "project")
    project.write("site_config.yml", project.read("site_config.yml") + TELEPHONY)
    return dict(project.build().files)


@pytest.fixture
def answered(browser: Browser, files: dict[str, bytes]) -> Iterator[Answered]:
    """Opens a contact page whose desk tells this of the wait."""
    contexts: list[BrowserContext] = []

    def opened(path: str, told: object, **options: object) -> Page:
        def serve(route: Route) -> None:
            asked = urlsplit(route.request.url).path.removeprefix("/")
            if asked == "_desk/hold":
                route.fulfill(status=200 if told else 503, body=json.dumps(told), content_type="application/json")
                return
            data = files.get(asked + "index.html" if asked.endswith("/") or not asked else asked)
            kind = TYPES.get(Path(asked).suffix or ".html", "text/plain")
            route.fulfill(status=404 if data is None else 200, body=data or b"", content_type=kind)

        context = browser.new_context(**options)  # type: ignore[arg-type]
        contexts.append(context)
        context.route("**/*", serve)
        page = context.new_page()
        page.goto(SITE + path)
        return page

    yield opened
    for context in contexts:
        context.close()


def told(seconds: int | None, *, is_open: bool = True) -> dict[str, object]:
    """What /_desk/hold answers."""
    return {"version": 1, "measured_minutes": 60, "open": is_open, "all": seconds, "topics": {}}


@pytest.mark.parametrize(
    ("path", "seconds", "sentence"),
    [
        ("contact/", 61, "The wait is about 2 minutes. This is an estimate."),
        ("contact/", 0, "The wait is about 1 minute. This is an estimate."),
        ("contact/", None, "How long the wait is has not been measured lately."),
        ("es/contact/", 40, "La espera es de aproximadamente 1 minuto. Es una estimación."),
        ("es/contact/", None, "Últimamente no se ha medido cuánto dura la espera."),
    ],
)
def test_wait_that_is_told(answered: Answered, path: str, seconds: int | None, sentence: str) -> None:
    """P4: as an estimate; what was not measured is said to be so, and never zero."""
    expect(answered(path, told(seconds)).locator("[data-fd-hold]")).to_have_text(sentence)


def test_wait_that_is_not_told(answered: Answered) -> None:
    """P4: nothing is said while nobody answers, where the desk cannot be asked, and without a script."""
    for page in (
        answered("contact/", told(40, is_open=False)),
        answered("contact/", None),
        answered("contact/", told(40), java_script_enabled=False),
    ):
        page.wait_for_load_state("networkidle")
        expect(page.locator("[data-fd-hold]")).to_be_hidden()
