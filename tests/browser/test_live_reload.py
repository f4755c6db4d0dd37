"""What a writer sees who edits with the page open: the change, the mistake, and nothing else."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.served import running
from tests.project import Project, question

pytestmark = pytest.mark.browser

SOON = 15_000
# Set by a test in the page: gone once the page was loaded again.
MARK = "window.stayed = true"
IS_SAME_PAGE = "window.stayed === true"


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Project, str]]:
    """A small project that is served while it is edited."""
    project = Project.good(tmp_path_factory.mktemp("live") / "project", "en")
    project.write("theme/assets/frontdesk/own.css", "h1 { color: rgb(1, 2, 3) }")
    project.answer("\n\n".join(f"Paragraph {number}." for number in range(200)))
    with running(project.folder) as url:
        yield project, url


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """An empty page; at the end no policy was broken in it."""
    context = browser.new_context()
    opened = context.new_page()
    broken: list[str] = []
    opened.on("console", lambda message: broken.append(message.text) if "Content Security" in message.text else None)
    yield opened
    context.close()
    assert broken == []


def test_the_page_keeps_its_place_when_its_answer_is_saved(live: tuple[Project, str], page: Page) -> None:
    """Far down in a long answer, the writer stays there."""
    project, url = live
    page.goto(f"{url}account/open-it/")
    page.get_by_text("Paragraph 150.").scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    assert before > 1000
    project.change("faq/en/account/open-it.md", "Paragraph 151.", "Paragraph 151, edited.")
    expect(page.get_by_text("Paragraph 151, edited.")).to_be_visible(timeout=SOON)
    assert abs(page.evaluate("scrollY") - before) < 5


def test_another_answer_does_not_load_this_page_again(live: tuple[Project, str], page: Page) -> None:
    """Nor does a file that is saved as it was; what this page shows of another one does."""
    project, url = live
    page.goto(f"{url}account/close-it/")
    page.evaluate(MARK)
    other = page.context.new_page()
    other.goto(f"{url}account/open-it/")
    project.write("faq/en/account/open-it.md", project.read("faq/en/account/open-it.md"))
    project.change("faq/en/account/open-it.md", "Paragraph 160.", "Paragraph 160, edited.")
    expect(other.get_by_text("Paragraph 160, edited.")).to_have_count(1, timeout=SOON)
    assert page.evaluate(IS_SAME_PAGE)
    project.change("faq/en/account/open-it.md", "How do I open an account?", "How does one open an account?")
    expect(page.get_by_text("How does one open an account?")).to_be_visible(timeout=SOON)


def test_a_mistake_is_shown_until_it_is_mended_or_put_away(live: tuple[Project, str], page: Page) -> None:
    """Place, words and what to write stand over the last good page; Escape and the button close it."""
    project, url = live
    good = project.read("faq/en/account/close-it.md")
    page.goto(f"{url}account/close-it/")
    page.evaluate(MARK)
    project.change("faq/en/account/close-it.md", "Write to us;", "Call {{ phnoe }};")
    problems = page.get_by_role("alert").filter(has_text="phnoe")
    expect(problems).to_be_visible(timeout=SOON)
    assert problems.inner_text().replace("\n\n", "\n").split("\n") == [
        "1 error",
        "Close (Esc)",
        "faq/en/account/close-it.md:7",
        "'phnoe' is not a desk tag [unknown-tag]",
        "write '{{ phone }}'; to show the braces themselves, write \\{{ phnoe }}",
        "The last good build is still served.",
    ]
    expect(page.get_by_text("Write to us;")).to_be_visible()
    page.keyboard.press("Escape")
    expect(problems).to_have_count(0)
    project.change("faq/en/account/close-it.md", "phnoe", "phne")
    expect(page.locator(".fd-problems")).to_contain_text("'phne' is not a desk tag", timeout=SOON)
    page.get_by_role("button", name="Close (Esc)").click()
    expect(page.locator(".fd-problems")).to_have_count(0)
    project.change("faq/en/account/close-it.md", "phne", "phon")
    expect(page.locator(".fd-problems")).to_contain_text("'phon' is not a desk tag", timeout=SOON)
    project.write("faq/en/account/close-it.md", good)
    expect(page.locator(".fd-problems")).to_have_count(0, timeout=SOON)
    assert page.evaluate(IS_SAME_PAGE)


def test_a_style_sheet_is_exchanged_in_the_open_page(live: tuple[Project, str], page: Page) -> None:
    """The page itself is not loaded again."""
    project, url = live
    project.write("theme/assets/frontdesk/desk.css", desk_css() + "\nmain h1 { color: rgb(1, 2, 3) !important }\n")
    page.goto(f"{url}account/close-it/")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_css("color", "rgb(1, 2, 3)", timeout=SOON)
    page.evaluate(MARK)
    for color in ("rgb(4, 5, 6)", "rgb(7, 8, 9)"):
        project.write("theme/assets/frontdesk/desk.css", desk_css() + f"\nmain h1 {{ color: {color} !important }}\n")
        expect(heading).to_have_css("color", color, timeout=SOON)
    assert page.evaluate(IS_SAME_PAGE)


@pytest.mark.parametrize("save", ["by rename", "twice", "in a new folder", "all files anew"])
def test_however_it_is_saved_it_is_seen(save: str, live: tuple[Project, str], page: Page) -> None:
    """Editors put a file in the place of another one, save twice in a moment, and git writes many files."""
    project, url = live
    page.goto(f"{url}account/close-it/")
    saved = question(f"Saved {save}?", f"It was saved {save}.")
    ways: dict[str, Callable[[], None]] = {
        "by rename": lambda: by_rename(project, "faq/en/account/close-it.md", saved),
        "twice": lambda: twice(project, "faq/en/account/close-it.md", saved),
        "in a new folder": lambda: in_a_new_folder(project, saved),
        "all files anew": lambda: all_anew(project, "faq/en/account/close-it.md", saved),
    }
    ways[save]()
    if save == "in a new folder":
        # The open page is loaded again for the new category: who leaves it in that moment is taken back to it.
        expect(page.get_by_role("link", name="New", exact=True)).to_be_visible(timeout=SOON)
        page.goto(f"{url}new/folder/saved/")
    expect(page.get_by_text(f"It was saved {save}.")).to_be_visible(timeout=SOON)


def by_rename(project: Project, path: str, text: str) -> None:
    """As most editors save."""
    project.write(f"{path}~", text)
    (project.folder / f"{path}~").rename(project.folder / path)


def twice(project: Project, path: str, text: str) -> None:
    """As formatters save after the editor."""
    project.write(path, question("First?", "Not yet."))
    project.write(path, text)


def in_a_new_folder(project: Project, text: str) -> None:
    """Folders that were not there when the server began to watch."""
    for folder in ("new", "new/folder"):
        project.write(f"faq/en/{folder}/_category.yml", "title: New\n")
    project.write("faq/en/new/folder/saved.md", text)


def all_anew(project: Project, path: str, text: str) -> None:
    """As git does when another branch is checked out: the folder itself is another one."""
    kept = Path(shutil.copytree(project.folder / "faq", project.folder / "kept"))
    shutil.rmtree(project.folder / "faq")
    kept.rename(project.folder / "faq")
    project.write(path, text)


def desk_css() -> str:
    """The product's own style."""
    return (Path(__file__).resolve().parents[2] / "theme/assets/frontdesk/desk.css").read_text(encoding="utf-8")
