"""The commit that stands in every record is the one that git would name, however git has written it down (row E4)."""

import subprocess
from pathlib import Path

import pytest

from generator.commit import commit_of


def git(folder: Path, *words: str) -> str:
    who = ("-c", "user.name=Sample", "-c", "user.email=sample@sample.example", "-c", "init.defaultBranch=main")
    ran = subprocess.run(["git", *who, *words], cwd=folder, capture_output=True, text=True, check=True)
    return ran.stdout.strip()


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A repository with two commits, and a project in a folder of it."""
    folder = tmp_path / "checkout"
    (folder / "desk").mkdir(parents=True)
    git(folder, "init")
    for message in ("one", "two"):
        git(folder, "commit", "--allow-empty", "-m", message)
    return folder


def test_a_branch_is_followed_also_when_it_is_packed(checkout: Path) -> None:
    """In the folder itself and in one below it."""
    for prepare in (
        ["status"],
        ["pack-refs", "--all"],
        ["checkout", "-b", "other/name"],
        ["commit", "--allow-empty", "-m", "x"],
    ):
        git(checkout, *prepare)
        assert commit_of(checkout) == commit_of(checkout / "desk") == git(checkout, "rev-parse", "HEAD")


def test_a_commit_of_no_branch_is_named(checkout: Path) -> None:
    """As a build server checks it out."""
    first = git(checkout, "rev-parse", "HEAD~1")
    git(checkout, "checkout", "--detach", first)
    assert commit_of(checkout) == first


def test_a_second_work_tree_has_its_own_commit(checkout: Path) -> None:
    """Beside the first one, on another branch."""
    git(checkout, "worktree", "add", "../beside", "HEAD~1")
    git(checkout, "worktree", "add", "-b", "third", "../third", "HEAD~1")
    assert commit_of(checkout.parent / "beside") == git(checkout, "rev-parse", "HEAD~1")
    assert commit_of(checkout.parent / "third") == git(checkout, "rev-parse", "third")


def test_git_is_asked_where_a_branch_stands_for_another(checkout: Path) -> None:
    """A name that leads to a name is rare, and git knows it best."""
    git(checkout, "symbolic-ref", "refs/heads/alias", "refs/heads/main")
    git(checkout, "symbolic-ref", "HEAD", "refs/heads/alias")
    assert commit_of(checkout) == git(checkout, "rev-parse", "HEAD")


def test_there_is_none_without_git(tmp_path: Path) -> None:
    """Nor before the first commit, nor where its files say nothing."""
    assert commit_of(tmp_path) == ""
    git(tmp_path, "init")
    assert commit_of(tmp_path) == ""
    (tmp_path / ".git" / "HEAD").write_bytes(b"\xff\x00")
    assert commit_of(tmp_path) == ""
