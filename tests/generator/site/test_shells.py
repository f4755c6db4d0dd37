"""Shells are kept between builds: a rebuild after an edit draws none, and no broken cache breaks a build."""

import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from desk.folders import Folders
from desk.shell import Shell
from generator.build import build_site
from generator.shells import Kept, Shells
from tests.project import TODAY, Project

_BUILD = """
import sys
from datetime import date
from pathlib import Path
from generator.build import build_site
built = build_site(Path(sys.argv[1]), date(2026, 11, 21))
print("mkdocs" in sys.modules, "generator.engines.material" in sys.modules, len(built.files))
"""


def build_apart(project: Project) -> str:
    """Build in a process of its own: whether MkDocs and the engine were imported, and how many files were made."""
    command = [sys.executable, "-c", _BUILD, str(project.folder)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def build(project: Project) -> Mapping[str, bytes]:
    """Build here, with no other shells than the project's own."""
    return build_site(project.folder, TODAY).files


def cache_files(project: Project) -> list[Path]:
    return sorted(Folders(project.folder).cache.glob("shells-*"))


def test_no_build_starts_mkdocs_and_a_rebuild_no_engine(project: Project) -> None:
    """Material's templates are filled without MkDocs; an edited answer needs no shell that is not there."""
    first = build_apart(project)
    project.answer("Edited.")
    second = build_apart(project)
    assert first.startswith("False True ")
    assert second == first.replace("True", "False")


def test_a_changed_navigation_draws_the_shells_anew(project: Project) -> None:
    """A category's title stands in every shell: the old ones are not used, and not kept."""
    before = build(project)["account/open-it/index.html"]
    (kept,) = cache_files(project)
    project.change("faq/en/account/_category.yml", "Your account", "Our account")
    after = build(project)["account/open-it/index.html"]
    assert b"Our account" in after
    assert b"Your account" not in after
    assert b"Your account" in before
    assert kept not in cache_files(project)


def test_a_changed_theme_draws_the_shells_anew(project: Project) -> None:
    """A project's own part of the theme is shown from the next build on."""
    build(project)
    project.write("theme/partials/desk-footer.html", "<footer>Our own foot</footer>\n")
    assert b"Our own foot" in build(project)["index.html"]


@pytest.mark.parametrize(
    "broken", [b"", b"{", b"[]", b'{"shells": {}}', b"\xff\xfe\x00", b'{"shells":{"a":{"pieces":1}}}']
)
def test_a_broken_cache_counts_as_none(project: Project, broken: bytes) -> None:
    """Whatever stands in its file: the same site is built, and the cache is whole again."""
    expected = build(project)
    (file,) = cache_files(project)
    whole = file.read_bytes()
    file.write_bytes(broken)
    assert build(project) == expected
    assert file.read_bytes() == whole


def test_a_deleted_cache_and_one_that_cannot_be_written_cost_time_only(project: Project) -> None:
    """The same bytes come out."""
    expected = build(project)
    shutil.rmtree(Folders(project.folder).cache)
    project.write(".frontdesk/cache", "a file in the place of the folder")
    assert build(project) == expected


def test_a_shell_in_the_cache_is_not_asked_for(tmp_path: Path) -> None:
    """An engine is made only when something is missing, and then once."""

    def no_engine() -> None:
        raise AssertionError("the engine was asked")

    kept = Kept(shells={}, assets={"a.css": "x"}, icons={"material/phone": "<svg></svg>", "none": None})
    shells = Shells(no_engine, tmp_path / "shells.json", kept)  # type: ignore[arg-type]
    assert shells.assets() == {"a.css": b"x"}
    assert shells.icon("material/phone") == "<svg></svg>"
    assert shells.icon("none") is None
    shells.keep()
    assert not (tmp_path / "shells.json").exists()


def test_a_slot_may_stand_twice_or_nowhere() -> None:
    """Filling a shell puts each text wherever its mark was; one without a text is empty."""
    shell = Shell.of("<i>frontdesk-slot-title-tols</i> frontdesk-slot-main-tols frontdesk-slot-title-tols")
    assert shell.fill({"title": "T", "head": "unused"}) == "<i>T</i>  T"
    assert Shell.of("plain").fill({"title": "T"}) == "plain"


def test_content_that_looks_like_a_slot_stays_content(project: Project) -> None:
    """Answers are poured into shells that are cut already."""
    project.answer("This is frontdesk-slot-head-tols.")
    assert "This is frontdesk-slot-head-tols." in project.shown()
