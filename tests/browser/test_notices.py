"""Notices on an open page, with a set clock: they begin and end by themselves, to the minute (rows U1, U2, W3)."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.project import Project

pytestmark = pytest.mark.browser

SITE = "http://desk.test/"
TYPES = {".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".json": "application/json"}
NOTICES = """\
notices:
  - id: rush
    from: 2026-11-23T10:00[America/New_York]
    to: 2026-11-23T12:00[America/New_York]
    surge: true
    factor: 3
    topics: [account]
    text: {en: Many write., es: Muchos escriben.}
  - id: phones
    from: 2026-11-23T11:00[America/New_York]
    to: 2026-11-23T12:00[America/New_York]
    channels: [phone]
    text: {en: Our phones are serviced., es: Damos mantenimiento a los teléfonos.}
"""
BEFORE, DURING, LATER, AFTER = (
    datetime(2026, 11, 23, hour, minute, tzinfo=UTC) for hour, minute in ((14, 59), (15, 0), (16, 0), (17, 0))
)
# Told that it is seen again, a page looks at the clock at once, as after sleep.
LOOK = 'instant => { Date.now = () => instant; document.dispatchEvent(new Event("visibilitychange")); }'
RUSH = "Hasta el lunes 23 de noviembre a las 12:00 p.\xa0m. (hora de Nueva York): Muchos escriben. Todos los avisos"
SLOWER = (
    "Nos contactan más personas que de costumbre, por lo que tardamos más: en un plazo de 3 días hábiles (estimación)"
)

Opened = Callable[..., Page]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A desk that expects two notices on Monday; built on the Saturday before."""
    project = Project.good(tmp_path_factory.mktemp("notices") / "project")
    other = "  - id: other\n    name: {en: Other, es: Otro}\n    queue: general\n"
    settings = project.read("site_config.yml").replace("responsible:", f"{other}responsible:")
    project.write("site_config.yml", settings + NOTICES)
    return dict(project.build().files)


@pytest.fixture
def opened(browser: Browser, site: dict[str, bytes]) -> Iterator[Opened]:
    """Opens a page of the desk at an instant."""
    contexts: list[BrowserContext] = []

    def serve(route: Route) -> None:
        path = urlsplit(route.request.url).path.removeprefix("/")
        data = site.get(path + "index.html" if path.endswith("/") or not path else path)
        kind = TYPES.get(Path(path).suffix or ".html", "text/plain")
        route.fulfill(status=404 if data is None else 200, body=data or b"", content_type=kind)

    def page(path: str, at: datetime, **options: object) -> Page:
        context = browser.new_context(timezone_id="Europe/Madrid", **options)  # type: ignore[arg-type]
        contexts.append(context)
        context.route("**/*", lambda route: serve(route))  # noqa: PLW0108 - Playwright writes to a method's object
        found = context.new_page()
        found.clock.install(time=at)
        found.goto(SITE + path)
        return found

    yield page
    for context in contexts:
        context.close()


def look(page: Page, at: datetime) -> None:
    """Let it be another time on an open page."""
    page.evaluate(LOOK, int(at.timestamp() * 1000))


def test_notices_begin_and_end_on_an_open_page(opened: Opened) -> None:
    """Row U1: in Spanish, on the desk's clock, without a reload; another one joins the first, and both are gone on time."""
    page = opened("es/account/open-it/", BEFORE, viewport={"width": 360, "height": 700}, color_scheme="dark")
    banner = page.locator("[data-fd-notices]")
    expect(banner).to_have_role("status")
    expect(banner).to_be_hidden()
    look(page, DURING)
    expect(page.locator(".fd-notice p")).to_have_text([RUSH])
    look(page, LATER)
    expect(page.locator(".fd-notice p")).to_contain_text(["Muchos escriben.", "Damos mantenimiento a los teléfonos."])
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    look(page, AFTER)
    expect(banner).to_be_hidden()


def test_a_notice_is_closed_by_keyboard_for_this_page(opened: Opened) -> None:
    """Rows U1, W1: the button has a name, the focus goes on in the page, and the notice stays closed."""
    page = opened("es/", LATER)
    close = page.get_by_role("button", name="Ocultar este aviso")
    expect(close).to_have_count(2)
    close.first.press("Enter")
    expect(page.locator("main")).to_be_focused()
    look(page, LATER)
    expect(page.locator(".fd-notice p")).to_contain_text(["Damos mantenimiento a los teléfonos."])


def test_the_form_tells_the_longer_time_of_the_chosen_topic(opened: Opened) -> None:
    """Row U2: as soon as a topic is chosen about which many write, before anything is sent; no other topic is slower."""
    page = opened("es/contact/", DURING)
    told = page.locator("form .fd-slower")
    expect(told).to_have_role("status")
    expect(told).to_be_hidden()
    page.locator("[name=topic]").select_option("account")
    expect(told).to_have_text(SLOWER)
    page.locator("[name=topic]").select_option("other")
    expect(told).to_be_hidden()
    page.locator("[name=topic]").select_option("account")
    look(page, AFTER)
    expect(told).to_be_hidden()


def test_the_contact_block_tells_the_longer_time_while_it_lasts(opened: Opened) -> None:
    """Row U2: beside an answer on the topic, from the first minute to the last."""
    page = opened("es/account/open-it/", BEFORE)
    line = page.locator(".fd-contact [data-fd-slower]")
    expect(line).to_be_hidden()
    look(page, DURING)
    expect(line).to_have_text(SLOWER)
    phones = page.locator("[data-fd-channel-notices]")
    expect(phones).to_be_hidden()
    look(page, LATER)
    expect(phones).to_contain_text("(hora de Nueva York): Damos mantenimiento a los teléfonos.")
    look(page, AFTER)
    expect(line).to_be_hidden()
    expect(phones).to_be_hidden()


def test_the_page_of_notices_follows_the_clock(opened: Opened) -> None:
    """Row U1: what was planned when the page was built is in force, and then past."""
    page = opened("es/notices/", BEFORE)
    lists = {state: page.locator(f"[data-fd-notice-list={state}] li") for state in ("current", "planned", "past")}

    def counted() -> list[int]:
        return [lists[state].count() for state in ("current", "planned", "past")]

    expect(page.locator("[data-fd-as-of]")).to_have_count(0)
    assert counted() == [0, 2, 0]
    look(page, DURING)
    assert counted() == [1, 1, 0]
    look(page, AFTER)
    assert counted() == [0, 0, 2]
    expect(page.get_by_text("No hay ningún aviso vigente.")).to_be_visible()


def test_without_a_script_the_page_of_notices_is_right_for_its_day(opened: Opened) -> None:
    """Row U1: on the Saturday of the build both are planned; the banner is empty."""
    page = opened("es/notices/", BEFORE, java_script_enabled=False)
    expect(page.locator("[data-fd-notice-list=planned] li")).to_have_count(2)
    expect(page.get_by_text("A fecha del 21 de noviembre de 2026.")).to_be_visible()
    expect(page.locator("[data-fd-notices]")).to_be_hidden()
