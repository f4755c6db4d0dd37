"""Content that is too large, too many, in a circle, or named in ways that no address can have."""

import os
from pathlib import Path

import pytest

from tests.commands.conftest import Run
from tests.generator.hard_input.published import published
from tests.project import Project, question


@pytest.fixture
def before(run: Run, project: Project) -> dict[str, bytes]:
    """A site that was published before anything went wrong."""
    assert run("build").code == 0
    return published(project.folder / "site")


def refused(run: Run, project: Project, before: dict[str, bytes]) -> str:
    """What a build says that publishes nothing."""
    ran = run("build")
    assert (ran.code, ran.out) == (1, "")
    assert published(project.folder / "site") == before
    return ran.err


def test_an_answer_of_five_megabytes_is_refused(run: Run, project: Project, before: dict[str, bytes]) -> None:
    """By its size, before anything is done with it (row "a 5 MB article")."""
    project.answer("It is long. " * 420_000)
    size = (project.folder / "faq/en/account/open-it.md").stat().st_size
    assert refused(run, project, before) == (
        f"faq/en/account/open-it.md:1: this file has {size:,} bytes; no more than 5,000,000 are read [too-long]\n"
        "    fix: split it into several files\n"
        "1 error. Nothing was published.\n"
    )


def test_a_category_of_very_many_questions_is_built(run: Run, project: Project) -> None:
    """All are on its page (row "20,000 files in one category"; here dozens)."""
    for number in range(60):
        for language in ("en", "es"):
            project.write(f"faq/{language}/account/q-{number}.md", question(f"Number {number}?", f"It is {number}."))
    assert run("build").code == 0
    page = (project.folder / "site/account/index.html").read_text(encoding="utf-8")
    assert all(f"Number {number}?" in page for number in range(60))


def test_links_in_a_circle_are_named(run: Run, project: Project, before: dict[str, bytes]) -> None:
    """A link to a folder around it is not followed; links to each other lead nowhere (row "a symlink loop")."""
    account = project.folder / "faq/en/account"
    (account / "again").symlink_to(account)
    (account / "one.md").symlink_to(account / "two.md")
    (account / "two.md").symlink_to(account / "one.md")
    fix = "put the file itself there"
    assert refused(run, project, before) == (
        "faq/en/account/again:1: this is a link to a folder, which is not followed [unreadable]\n"
        "    fix: put the folder itself there\n"
        f"faq/en/account/one.md:1: this file cannot be read: Too many levels of symbolic links [unreadable]\n    fix: {fix}\n"
        f"faq/en/account/two.md:1: this file cannot be read: Too many levels of symbolic links [unreadable]\n    fix: {fix}\n"
        "3 errors. Nothing was published.\n"
    )


def test_names_in_any_script_are_named(run: Run, project: Project, before: dict[str, bytes]) -> None:
    """With the names that they should have; nothing else goes wrong (row "file names in any script")."""
    names = ("質問", "شكوى", "naïve", "a b", "😀", "İ")
    for language in ("en", "es"):
        for name in names:
            project.write(f"faq/{language}/account/{name}.md", question("What?", "That."))
    said = refused(run, project, before)
    assert all(said.count(f"faq/{language}/account/{name}.md") for language in ("en", "es") for name in names)
    assert (
        "faq/en/account/naïve.md:1: 'account/naïve' cannot be an address: use lower case letters, digits and hyphens "
        "[bad-name]\n    fix: git mv 'faq/en/account/naïve.md' faq/en/account/naive.md\n"
    ) in said
    assert said.endswith("Nothing was published.\n")


def test_a_name_that_is_no_text_is_named(run: Run, project: Project, before: dict[str, bytes]) -> None:
    """As its bytes are, with a command that gives it another one (row "file names in any script")."""
    raw = os.fsencode(project.folder) + b"/faq/en/account/caf\xe9.md"
    try:
        Path(os.fsdecode(raw)).write_text(question("What?", "That."), encoding="utf-8")
    except OSError:
        pytest.skip("this file system keeps names in UTF-8")
    assert refused(run, project, before) == (
        "faq/en/account/caf\\xe9.md:1: the name of this file is not UTF-8 text [bad-name]\n"
        "    fix: git mv $'faq/en/account/caf\\xe9.md' faq/en/account/caf-.md\n"
        "1 error. Nothing was published.\n"
    )
