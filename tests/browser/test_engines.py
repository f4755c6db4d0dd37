"""Both engines in a real browser: nobody is shut out, whatever screen, color, language and direction they read in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import violations
from tests.browser.conftest import OpenPage
from tests.browser.served import Desk, demo_project, running

pytestmark = pytest.mark.browser

QUESTION = "access/forgot-password/"
PAGES = ("", "access/", QUESTION, "search/?q=lost+phone", "contact/", "hours/", "status/", "404.html", "_desk/received")


@dataclass(frozen=True, slots=True)
class Reader:
    """How somebody reads, and on which pages we look at it."""

    name: str
    paths: tuple[str, ...]
    screen: Mapping[str, object]
    to_the_left: bool = False
    size: Mapping[str, int] = field(default_factory=lambda: {"width": 1280, "height": 800})


PHONE = {"width": 360, "height": 740}
READERS = (
    Reader("light", ("", QUESTION, "search/?q=lost+phone"), {"color_scheme": "light"}),
    Reader("dark", ("hours/", "search/?q=lost+phone"), {"color_scheme": "dark"}),
    Reader("dark phone", ("contact/", QUESTION), {"color_scheme": "dark"}, size=PHONE),
    Reader("Spanish phone", ("es/", "es/contact/"), {"locale": "es-US"}, size=PHONE),
    Reader("to the left", ("access/", QUESTION), {}, to_the_left=True),
)


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the demonstration desk, drawn by the plain engine."""
    project = demo_project(tmp_path_factory.mktemp("plain"))
    settings = project / "site_config.yml"
    settings.write_text(f"{settings.read_text(encoding='utf-8').rstrip()}\nengine: plain\n", encoding="utf-8")
    with running(project) as url:
        yield url


@pytest.fixture(params=["material", "plain"])
def engine(request: pytest.FixtureRequest, served: Desk, plain: str) -> str:
    """The address of a desk of each engine."""
    return served.url if request.param == "material" else plain


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
def test_nobody_is_shut_out(open_page: OpenPage, engine: str, reader: Reader) -> None:
    """W1, W2: axe finds nothing, in both engines; and nothing scrolls sideways."""
    for path in reader.paths:
        page = open_page(path, url=engine, viewport=reader.size, reduced_motion="reduce", **reader.screen)
        page.wait_for_load_state("networkidle")
        if reader.to_the_left:
            page.evaluate("for (const part of [document.documentElement, document.body]) part.dir = 'rtl'")
        assert violations(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= reader.size["width"], path


def test_a_plain_page_fits_the_smallest_phone(open_page: OpenPage, plain: str) -> None:
    """W2: at 320 pixels, which is 1280 at 400 %, nothing scrolls sideways."""
    page = open_page("", url=plain, viewport={"width": 320, "height": 640}, expect_errors=True)
    for path in PAGES:
        page.goto(plain + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path


def test_a_plain_page_is_usable_by_keyboard_alone(open_page: OpenPage, plain: str) -> None:
    """W1: past the header in one step, a frame around what has the focus, an answer found and opened without a mouse."""
    page = open_page(QUESTION, url=plain)
    page.keyboard.press("Tab")
    expect(page.locator(".fd-skip")).to_be_focused()
    expect(page.locator(".fd-skip")).to_have_css("outline-style", "solid")
    page.keyboard.press("/")
    page.keyboard.type("stolen phone")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("stolen")


def test_a_plain_page_follows_the_readers_choice_and_prints_light(open_page: OpenPage, plain: str) -> None:
    """The button chooses light or dark; paper is light, without header and navigation."""
    page = open_page(QUESTION, url=plain, color_scheme="dark")
    expect(page.locator("body")).to_have_css("background-color", "rgb(17, 24, 31)")
    page.get_by_role("button", name="Light or dark").click()
    expect(page.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.locator("h1")).to_have_css("color", "rgb(22, 34, 46)")
    expect(page.locator(".fd-header")).to_be_hidden()
    expect(page.locator(".fd-sidebar")).to_be_hidden()
    expect(page.locator(".fd-contact .fd-phone")).to_be_visible()


def test_the_plain_form_works_with_and_without_a_script(open_page: OpenPage, plain: str) -> None:
    """E3: what is missing is told on a page of the same house; what is sent gets a reference."""
    page = open_page("contact/", url=plain, java_script_enabled=False, expect_errors=True)
    page.get_by_role("button", name="Send").click()
    expect(page.locator(".fd-error-summary")).to_be_visible()
    expect(page.locator("header .fd-brand")).to_have_text("Example Exchange")
    page = open_page("contact/?topic=locked-out", url=plain)
    page.get_by_label("A question or request").check()
    page.locator("#form-message").fill("My phone was stolen this morning.")
    page.locator("#form-email").fill("plain@example.com")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("We have received your message")
    expect(page.locator(".fd-reference")).to_be_visible()
    assert violations(page) == []
