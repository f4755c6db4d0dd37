"""The page of a report in a browser: readable, printable, and without a fault that axe finds."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from contact.report.paper import HTML, write_paper
from desk.data import replace
from frontdesk.print_to_pdf import print_to_pdf
from tests.browser.accessibility import violations
from tests.contact.conftest import built_bundle
from tests.synthetic.made import empty_log, filled, report_over

pytestmark = pytest.mark.browser

SHOWN = ("received-by-kind", "resolution-resolved-in-by-kind", "estimate", "redress", "calls", "responsible", "surges")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page in English, and one in Spanish in the folder `es`."""
    made, bundle = tmp_path_factory.mktemp("paper"), built_bundle()
    log = empty_log(made)
    filled(log, bundle, count=80)
    whole = report_over(log, bundle, "uk-disp")
    log.store.close()
    # One table of each sort: axe takes a quarter of a minute for all of them.
    report = replace(whole, tables=tuple(table for table in whole.tables if table.id in SHOWN))
    assert len(report.tables) == len(SHOWN)
    write_paper(made, report, "ab" * 32, "en")
    (made / "es").mkdir()
    write_paper(made / "es", report, "ab" * 32, "es")
    return made


@pytest.fixture
def opened(browser: Browser, folder: Path) -> Iterator[Page]:
    """A page on which nothing may be refused by its own policy."""
    context, errors = browser.new_context(), list[str]()
    page = context.new_page()
    page.on("console", lambda message: errors.append(message.text))
    page.goto((folder / HTML).as_uri())
    yield page
    context.close()
    assert errors == []


@pytest.mark.parametrize(("width", "scheme", "of"), [(360, "dark", "es"), (1280, "light", "."), (360, "light", ".")])
def test_everybody_can_read_it(browser: Browser, folder: Path, width: int, scheme: str, of: str) -> None:
    """W1, W2: axe finds nothing, and nothing but tables moves sideways, in both languages."""
    # The checker is a script, and the page allows none.
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme="dark" if scheme == "dark" else "light",
        bypass_csp=True,
    )
    page = context.new_page()
    page.goto((folder / of / HTML).as_uri())
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_style_is_the_one_that_is_allowed(opened: Page) -> None:
    """The policy of the page lets its own style through, and nothing is asked of a server."""
    assert opened.evaluate("getComputedStyle(document.querySelector('thead th')).textAlign") == "start"
    assert opened.evaluate("performance.getEntriesByType('resource').length") == 0


def test_every_sheet_of_paper_says_synthetic(opened: Page) -> None:
    """Across each sheet, with the heads of tables at its top; on the screen it is a line at both ends."""
    mark = opened.locator(".on-each-page")
    assert not mark.is_visible()
    opened.emulate_media(media="print")
    assert mark.is_visible()
    assert mark.evaluate("mark => getComputedStyle(mark).position") == "fixed"
    assert opened.locator("thead").first.evaluate("head => getComputedStyle(head).display") == "table-header-group"


def test_figure_is_reached_by_its_name(opened: Page) -> None:
    """From the first figures a link leads to the cell in which each stands (row Q7)."""
    opened.locator(".glance a").first.click()
    assert opened.locator("td:target").text_content() == opened.locator(".glance dd").first.text_content()


def test_it_becomes_a_pdf(browser: Browser, folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where a Chromium is on the machine it prints the page; the file's name may hold anything."""
    program = Path(browser.browser_type.executable_path)
    found = program if program.is_file() else None
    if found:
        monkeypatch.setattr("frontdesk.print_to_pdf.PROGRAMS", (str(found),))
    pdf = tmp_path / "Bericht für alle.pdf"
    assert print_to_pdf(folder / HTML, pdf) == ""
    assert pdf.read_bytes().startswith(b"%PDF-")
