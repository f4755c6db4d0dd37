"""After the first build only what differs changes places, and whatever happened to the folder meanwhile is put right."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.journal import Journal, write_journal
from tests.generator.site.published import publish
from tests.generator.site.test_output import Fixed, content

SITE = {
    "index.html": b"home",
    "fees/index.html": b"fees",
    "fees/cards/index.html": b"cards",
    "assets/search/en.json": b'{"words": ["w0-aa"]}',
    "assets/search/en/w0-aa.bin": b"words",
}


class Folder:
    """A published site, and the notes of what was written there."""

    def __init__(self, folder: Path) -> None:
        self.site, self.notes = folder / "site", folder / "notes"

    def publish(self, files: dict[str, bytes], *kinds: str) -> set[str]:
        """Write a site; the paths of files that are other ones on the disk than before."""
        before = self.inodes()
        publish(Fixed(files), self.site, notes=self.notes, kinds=kinds)
        return {path for path, inode in self.inodes().items() if before.get(path) != inode}

    def inodes(self) -> dict[str, int]:
        """Which file lies at each path."""
        found = (file for file in self.site.rglob("*") if file.is_file())
        return {file.relative_to(self.site).as_posix(): file.stat().st_ino for file in found}

    def hashes(self) -> set[str]:
        """The paths that the manifest names."""
        return set(json.loads((self.site / "manifest.json").read_bytes())["files"])


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """The site, written once."""
    made = Folder(tmp_path)
    made.publish(SITE)
    return made


def test_nothing_changed_and_nothing_is_written(folder: Folder) -> None:
    """Not even the manifest."""
    assert folder.publish(SITE) == set()


def test_only_what_differs_is_written(folder: Folder) -> None:
    """An edited page, a new one in a new folder, and one that is gone with its folder."""
    changed = SITE | {"index.html": b"new home", "hours/today/index.html": b"hours"}
    del changed["fees/cards/index.html"]
    assert folder.publish(changed) == {"index.html", "hours/today/index.html", "manifest.json"}
    assert content(folder.site) == changed
    assert folder.hashes() == set(changed)
    assert not (folder.site / "fees" / "cards").exists()
    assert sorted(path.name for path in folder.site.parent.iterdir()) == ["notes", "site"]


def test_a_page_that_becomes_a_folder_and_a_folder_that_becomes_a_page(folder: Folder) -> None:
    """Then the whole folder is written."""
    turned = {"index.html": b"home", "fees": b"a download", "assets/search/en.json/index.html": b"an odd address"}
    folder.publish(turned)
    assert content(folder.site) == turned


def edited(file: Path) -> None:
    """Another text of the same length."""
    file.write_bytes(b"?" * file.stat().st_size)


def deleted(file: Path) -> None:
    """Gone."""
    file.unlink()


def joined(file: Path) -> None:
    """Something stands beside it that no build wrote."""
    (file.parent / "left-over.html").write_text("from elsewhere")


@pytest.mark.parametrize("meddle", [edited, deleted, joined])
@pytest.mark.parametrize("path", ["index.html", "fees/cards/index.html", "assets/search/en.json"])
def test_what_somebody_did_to_the_folder_is_put_right(
    folder: Folder, path: str, meddle: Callable[[Path], None]
) -> None:
    """Without a change of the site, and without reading it."""
    meddle(folder.site / path)
    folder.publish(SITE)
    assert content(folder.site) == SITE


def test_a_folder_that_was_put_in_its_place_is_put_right(folder: Folder, tmp_path: Path) -> None:
    """Another site with a manifest of its own."""
    folder.site.rename(tmp_path / "elsewhere")
    other = Folder(tmp_path)
    publish(Fixed({"index.html": b"home", "old/index.html": b"old"}), other.site)
    folder.publish(SITE)
    assert content(folder.site) == SITE


def test_damaged_notes_cost_time_only(folder: Folder) -> None:
    """They are as good as none: the whole folder is written."""
    folder.notes.write_bytes(folder.notes.read_bytes()[:-9])
    assert folder.publish(SITE) == {*SITE, "manifest.json"}
    assert content(folder.site) == SITE


def test_copies_come_and_go_with_their_files(folder: Folder) -> None:
    """Of other kinds of copies than before, and of a file that has none any more (row F6)."""
    long = SITE | {"index.html": b"home " * 500}
    folder.publish(long, "gz")
    assert content(folder.site).keys() == {*long, "index.html.gz"}
    assert folder.publish(long, "gz") == set()
    folder.publish(SITE, "gz")
    assert content(folder.site) == SITE
    folder.publish(long, "gz")
    folder.publish(long)
    assert content(folder.site) == long


def test_a_build_that_was_killed_while_files_changed_places_is_finished(folder: Folder) -> None:
    """Half of them had moved; the next build finishes what its journal says, and then its own work."""
    staging = folder.site.with_name(f".site.{os.getpid()}1.new")
    staging.mkdir()
    (staging / "0").write_bytes(b"cards, again")
    moves = (("0", "fees/cards/index.html"), ("1", "index.html"))
    write_journal(staging, Journal(moves, ("fees/index.html",)))
    (folder.site / "index.html").write_bytes(b"moved before")
    folder.publish(SITE)
    assert content(folder.site) == SITE
    assert sorted(path.name for path in folder.site.parent.iterdir()) == ["notes", "site"]
