"""Into a project: never over what is there, and all or nothing."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from desk.settings import read_settings
from tests.importing.conftest import TODAY, Desk

STAYS = (
    "faq/en/help/a.md:1: warning: this question is there already; help/a.md was not imported [target-exists]\n"
    "    fix: to replace it, import again with --force"
)


def tree(folder: Path) -> dict[str, str]:
    """Every file of a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*") if path.is_file()
    }


def test_what_is_there_stays(desk: Desk) -> None:
    """A question that somebody may have edited is listed and left alone; its neighbours come in."""
    desk.have("faq/en/help/a.md", "mine")
    desk.have("faq/en/help/_category.yml", "title: Mine\n")
    desk.write("help/a.md", "---\ntitle: A\n---\n![](gone.png)")
    desk.write("help/b.md", "---\ntitle: B\n---\n[a](a.md)")
    assert (desk.imported().articles, desk.results[0].categories) == (1, 0)
    assert desk.read("faq/en/help/a.md") == "mine"
    assert desk.read("faq/en/help/_category.yml") == "title: Mine\n"
    assert desk.said() == [STAYS]


def test_force_replaces_questions(desk: Desk) -> None:
    """But not a category, which has nothing to lose and may have an icon to keep."""
    desk.have("faq/en/help/a.md", "mine")
    desk.have("faq/en/help/_category.yml", "title: Mine\n")
    desk.write("help/a.md", "---\ntitle: A\n---\nText")
    desk.imported(force=True)
    assert desk.read("faq/en/help/a.md") == '---\nquestion: "A"\n---\nText\n'
    assert desk.read("faq/en/help/_category.yml") == "title: Mine\n"


def test_importing_twice_changes_nothing(desk: Desk) -> None:
    """The second time, everything is there already."""
    desk.write("help/i.png", b"1")
    desk.write("help/a.md", "---\ntitle: A\n---\n![a](i.png)")
    desk.imported()
    before = tree(desk.project)
    assert desk.imported().articles == 0
    assert tree(desk.project) == before
    assert desk.said() == [STAYS]


def test_the_same_input_gives_the_same_files(desk: Desk) -> None:
    """Whatever the order in which a disk lists them."""
    for name in ("b", "a", "c"):
        desk.write(f"help/{name}.md", f"# {name}\n\nText")
    desk.imported()
    before = tree(desk.project)
    shutil.rmtree(desk.project)
    desk.project.mkdir()
    desk.imported()
    assert tree(desk.project) == before


def test_a_dry_run_writes_nothing(desk: Desk) -> None:
    """It says the same."""
    desk.write("help/a.md", "Text")
    dry = desk.imported(dry_run=True)
    assert list(desk.project.iterdir()) == []
    assert (desk.imported().files, desk.results[-1].findings) == (dry.files, dry.findings)


@pytest.mark.parametrize("trouble", [OSError("No space left on device"), KeyboardInterrupt()])
def test_nothing_is_half_written(desk: Desk, monkeypatch: pytest.MonkeyPatch, trouble: BaseException) -> None:
    """A full disk or Ctrl-C while files are moved leaves the project as it was."""
    desk.have("faq/en/help/a.md", "mine")
    for name in ("a", "b", "c"):
        desk.write(f"help/{name}.md", "Text")
    moves: Iterator[BaseException | None] = iter([None, None, trouble])
    replace = Path.replace

    def failing(self: Path, target: Path) -> Path:
        problem = next(moves, None)
        if problem:
            raise problem
        return replace(self, target)

    before = tree(desk.project)
    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(type(trouble)):
        desk.imported(force=True)
    assert tree(desk.project) == before
    assert sorted(path.name for path in desk.project.iterdir()) == ["faq"]


def test_a_project_without_settings_gets_some(desk: Desk) -> None:
    """They can be read at once, and the lines to change are named."""
    desk.write("hilfe/a.md", "---\ntitle: A\n---\nText")
    desk.imported(language="de")
    settings = read_settings(desk.project, TODAY)
    assert (settings.organisation.name, settings.languages.offered) == ("My desk", ("de",))
    assert [topic.id for topic in settings.topics] == ["other"]
    starter = [finding for finding in desk.results[0].findings if finding.rule == "starter-settings"]
    lines = desk.read("site_config.yml").split("\n")
    assert all("# change:" in lines[finding.place.line - 1] for finding in starter)
    assert len(starter) == desk.read("site_config.yml").count("# change:")
    assert str(starter[0]) == (
        "site_config.yml:5: warning: 'name: \"My desk\"' is a placeholder [starter-settings]\n"
        "    fix: write the name of your company, and take the comment out"
    )


def test_settings_that_are_there_stay(desk: Desk) -> None:
    """And a site in two languages is told that the translation is still to come."""
    own = Path("site_config.yml").read_text(encoding="utf-8")
    desk.have("site_config.yml", own)
    desk.write("help/a.md", "---\ntitle: A\n---\nText")
    desk.imported()
    assert desk.read("site_config.yml") == own
    assert desk.read("faq/en/help/a.md") == '---\nquestion: "A"\ntranslation: pending\n---\nText\n'
