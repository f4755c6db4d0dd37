"""A project's folder and a day -> its files as they stood at the end of that day, from the git history of the branch.

Asks git itself. Knows nothing of what the files say.
"""

import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

FILE_MODES = ("100644", "100755")


class GitError(Exception):
    """The history cannot be asked; the message says why, and what to do."""


@dataclass(frozen=True, kw_only=True)
class Commit:
    """A commit of the branch, and when it was made."""

    name: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Blob:
    """A file of a commit by its path below the project. `is_file` is False for links, and for other repositories in it."""

    path: str
    name: str
    is_file: bool


def commit_before(project: Path, end: datetime) -> Commit:
    """The last commit of the branch before an instant. Raises GitError."""
    if _told(project, "rev-parse", "--is-inside-work-tree") != b"true":
        raise GitError(f"{project.resolve()} is in no git repository: what stood there on that day is not known")
    try:
        # Along the branch itself: what was merged later was not in force, whenever it was written.
        found = _told(
            project, "log", "-1", "--first-parent", f"--before={_last_second(end)}", "--format=%H %cI", "HEAD"
        )
    except GitError:
        raise GitError(f"the git repository of {project.resolve()} has no commit yet") from None
    if found:
        name, at = found.decode().split(" ")
        return Commit(name=name, at=datetime.fromisoformat(at))
    if _told(project, "rev-parse", "--is-shallow-repository") == b"true":
        raise GitError("the git history is cut off before that day: fetch the whole of it with `git fetch --unshallow`")
    raise GitError("the git history begins after that day: nothing of the project was there yet")


def folder_of(project: Path, commit: Commit, mark: str) -> str:
    """Where the project lay in the repository at a commit: the folder with the file `mark`. Raises GitError.

    It may have been moved since; where several folders have such a file, nobody can tell.
    """
    now = _told(project, "rev-parse", "--show-prefix").decode().rstrip("/")
    listed = _told(project, "ls-tree", "-r", "-z", "--full-tree", "--name-only", commit.name).decode(errors="replace")
    folders = [path.rpartition("/")[0] for path in listed.split("\0") if path.rpartition("/")[2] == mark]
    if now in folders:
        return now
    if len(folders) == 1:
        return folders[0]
    raise GitError(
        f"there was no project at this place on that day: {now or 'the top of the repository'} had no {mark}"
    )


def blobs(project: Path, commit: Commit, folder: str) -> list[Blob]:
    """What lay below a folder of the repository in a commit. Raises GitError."""
    listed = _told(project, "ls-tree", "-r", "-z", "--full-tree", f"{commit.name}:{folder}")
    found = []
    for entry in filter(None, listed.split(b"\0")):
        about, _, path = entry.partition(b"\t")
        mode, _, name = about.decode().split(" ")
        # A path that is no text in UTF-8 cannot be written on every system.
        written = path.decode(errors="replace")
        found.append(Blob(path=written, name=name, is_file=mode in FILE_MODES and written.encode() == path))
    return found


def contents(project: Path, some: Sequence[Blob]) -> Iterator[tuple[Blob, bytes]]:
    """What each file holds. Raises GitError."""
    command = ["git", "-C", str(project), "cat-file", "--batch"]
    try:
        running = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603 - git itself
    except OSError as error:
        raise GitError(f"git cannot be started: {error}") from error
    with running as git:
        if git.stdin is None or git.stdout is None:
            raise GitError("git cannot be asked")
        for blob in some:
            git.stdin.write(f"{blob.name}\n".encode())
            git.stdin.flush()
            head = git.stdout.readline().split()
            if len(head) != len(("name", "type", "size")):
                raise GitError(f"git has lost {blob.path}: run `git fsck`")
            content = git.stdout.read(int(head[2]))
            git.stdout.read(1)
            yield blob, content


def uncommitted(project: Path, paths: Sequence[str]) -> bool:
    """Whether something below these paths is not in the history. Raises GitError."""
    return bool(_told(project, "--literal-pathspecs", "status", "--porcelain", "-z", "--", *paths))


def _last_second(end: datetime) -> str:
    # Git counts in seconds, and takes the one that is named as well.
    return (end.astimezone(UTC) - timedelta(seconds=1)).isoformat(timespec="seconds")


def _told(project: Path, *arguments: str) -> bytes:
    command = ["git", "-C", str(project), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - git with our own arguments
    except OSError as error:
        raise GitError(f"git cannot be started: {error}") from error
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        if said and "not a git repository" in said[0]:
            return b""
        raise GitError(f"git says: {said[0] if said else done.returncode}")
    return done.stdout.strip(b"\n") if arguments[0] in {"rev-parse", "log"} else done.stdout
