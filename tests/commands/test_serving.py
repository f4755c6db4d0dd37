"""frontdesk serve keeps up with what is saved: pages first, then the search."""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from frontdesk import serving
from frontdesk.serving import Served
from tests.commands.conftest import DAY, Run
from tests.project import Project


@pytest.fixture
def served(project: Project, monkeypatch: pytest.MonkeyPatch) -> Served:
    """A project that was built once."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", DAY)
    made = Served(project.folder)
    made.build()
    return made


def published(site: Path) -> dict[str, bytes]:
    """The files of a site."""
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*") if file.is_file()}


def test_after_a_save_pages_and_search_are_those_of_a_build(
    served: Served, project: Project, run: Run, tmp_path: Path
) -> None:
    """To the last byte, although the search came after the pages; open pages hear of both."""
    before = served.state.token
    project.answer("A zebra opens it for you.")
    served.rebuild()
    run("build", "--clean", "--output", str(tmp_path / "clean"))
    assert published(project.folder / "site") == published(tmp_path / "clean")
    changed = served.state.told_to(before)["changed"]
    assert isinstance(changed, list)
    assert "account/open-it/index.html" in changed
    assert "account/close-it/index.html" not in changed
    assert [path for path in changed if path.startswith("assets/search/en/")]


def test_the_search_waits_where_more_was_saved(served: Served, project: Project) -> None:
    """The next build makes it, and the page is there before."""
    project.answer("A zebra opens it for you.")
    saved = threading.Event()
    saved.set()
    served.build(saved)
    site = project.folder / "site"
    assert b"zebra" in (site / "account/open-it/index.html").read_bytes()
    index = {path for path in published(site) if path.startswith("assets/search/")}
    served.build()
    assert {path for path in published(site) if path.startswith("assets/search/")} != index


def test_the_search_waits_for_the_browser(served: Served, project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a page is open, it is loaded again before its search is built; who saves meanwhile does not wait for it."""
    monkeypatch.setattr(serving, "_SHOWN_SECONDS", 60)
    saved, site = threading.Event(), project.folder / "site"
    index = {path for path in published(site) if path.startswith("assets/search/")}
    builds = threading.Thread(target=served.build, args=[saved])

    async def open_page() -> None:
        with served.state.news() as news:
            project.answer("A zebra opens it for you.")
            builds.start()
            await asyncio.wait_for(news.wait(), 30)
        await asyncio.sleep(0.1)
        saved.set()

    # In a thread of its own: a browser that another test has open may run a loop in this one.
    with ThreadPoolExecutor(1) as apart:
        apart.submit(asyncio.run, open_page()).result()
    builds.join()
    assert b"zebra" in (site / "account/open-it/index.html").read_bytes()
    assert {path for path in published(site) if path.startswith("assets/search/")} == index


def test_what_is_wrong_leaves_what_is_served(
    served: Served, project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    """Until it is mended; nothing is said where another save follows at once."""
    site = published(project.folder / "site")
    project.answer("Call {{ phnoe }}.")
    served.rebuild()
    assert published(project.folder / "site") == site
    assert served.state.text.startswith("faq/en/account/open-it.md:7: 'phnoe' is not a desk tag [unknown-tag]")
    assert served.state.text.endswith("The last good build is still served.")
    project.answer("Call {{ phone }}.")
    served.rebuild()
    assert served.state.text == ""
    assert capsys.readouterr().err.endswith("built\n")
