"""A site is swapped in whole: whatever fails, the one that was there is still there."""

import errno
import hashlib
import json
import os
from pathlib import Path

import pytest

from generator.output import OutputError
from tests.generator.site.published import publish


class Fixed(dict[str, bytes]):
    """Files in memory, by path."""

    def identity(self, path: str) -> bytes:
        """The content itself tells one from another."""
        return self[path]


OLD = Fixed({"index.html": b"old", "account/index.html": b"old too"})
NEW = Fixed({"index.html": b"new", "account/open-it/index.html": b"deep"})


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """A folder with a site in it."""
    folder = tmp_path / "site"
    publish(OLD, folder)
    return folder


def content(folder: Path) -> dict[str, bytes]:
    """The files of a site, without its manifest."""
    files = {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    del files["manifest.json"]
    return files


def test_a_new_site_takes_the_place_of_the_old_one(target: Path) -> None:
    """Nothing of the old site is left, and nothing beside the new one."""
    publish(NEW, target)
    assert content(target) == NEW
    assert [path.name for path in target.parent.iterdir()] == ["site"]


def test_the_manifest_names_every_file_with_its_hash(target: Path) -> None:
    """The manifest is all files but itself, each with its SHA-256."""
    hashes = json.loads((target / "manifest.json").read_bytes())["files"]
    assert hashes == {path: hashlib.sha256(data).hexdigest() for path, data in OLD.items()}


def test_a_full_disk_leaves_the_old_site_whole(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message says what happened and that nothing was lost; nothing half-written is left."""
    write = os.write

    def full(descriptor: int, data: bytes) -> int:
        if data == b"deep":
            raise OSError(errno.ENOSPC, "No space left on device")
        return write(descriptor, data)

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(OutputError) as caught:
        publish(NEW, target)
    assert str(caught.value) == (
        f"the site could not be written to {target}: No space left on device. The site that was there is unchanged."
    )
    assert content(target) == OLD
    assert [path.name for path in target.parent.iterdir()] == ["site"]


@pytest.mark.parametrize("failure", [OSError(errno.EIO, "I/O error"), KeyboardInterrupt()], ids=["error", "ctrl-c"])
@pytest.mark.parametrize("step", [1, 2])
def test_a_swap_that_stops_midway_leaves_the_old_site_whole(
    step: int, failure: BaseException, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before the first rename and between the two: the old site is in its place."""
    rename, calls = Path.rename, [0]

    def stopped(path: Path, to: Path) -> Path:
        calls[0] += 1
        if calls[0] == step:
            raise failure
        return rename(path, to)

    monkeypatch.setattr(Path, "rename", stopped)
    with pytest.raises((OutputError, KeyboardInterrupt)):
        publish(NEW, target)
    assert content(target) == OLD
    assert [path.name for path in target.parent.iterdir()] == ["site"]


def test_a_build_that_was_killed_midway_is_mended_by_the_next(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even if that one fails: the old site is brought back first, and the leftovers are cleared."""
    dead = 4_000_000_000
    target.rename(target.with_name(f".site.{dead}.old"))
    target.with_name(f".site.{dead}.new").mkdir()
    monkeypatch.setattr("generator.output.os.kill", lambda _process, _signal: _raise(ProcessLookupError()))
    monkeypatch.setattr(Path, "write_bytes", lambda _path, _data: _raise(OSError(errno.ENOSPC, "No space left")))
    with pytest.raises(OutputError):
        publish(NEW, target)
    assert content(target) == OLD
    assert [path.name for path in target.parent.iterdir()] == ["site"]


def _raise(error: Exception) -> None:
    raise error


def test_a_folder_that_is_not_ours_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody's files are replaced by a site, whatever --output says."""
    (tmp_path / "letter.txt").write_text("dear", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for folder in (tmp_path, Path(), Path("/")):
        with pytest.raises(OutputError) as caught:
            publish(NEW, folder)
        assert str(caught.value) == (
            f"{folder} holds files that frontdesk did not write. "
            "Choose another folder with --output, or empty this one first."
        )
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    """A site is a folder."""
    (tmp_path / "site").write_text("x", encoding="utf-8")
    with pytest.raises(OutputError) as caught:
        publish(NEW, tmp_path / "site")
    assert str(caught.value) == f"{tmp_path / 'site'} is a file. Choose a folder with --output."


def test_an_empty_folder_and_a_link_to_a_site_are_taken(target: Path) -> None:
    """An empty folder is nobody's; behind a link lies the folder that is replaced."""
    empty, link = target.with_name("empty"), target.with_name("link")
    empty.mkdir()
    link.symlink_to(target)
    publish(NEW, empty)
    publish(NEW, link)
    assert content(empty) == content(target) == NEW
    assert link.is_symlink()
