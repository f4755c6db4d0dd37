"""A project's folder -> the commit of git that is checked out there, from git's own files where they say it plainly.

To start git takes longer than to look. What is unusual, git itself is asked.
"""

import os
import re
from pathlib import Path

_NAME = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_PATIENCE = 10


def commit_of(project: Path) -> str:
    """The commit; empty outside a checkout, and before the first one."""
    if "GIT_DIR" in os.environ:
        return _asked(project)
    folder = project.resolve()
    mark = next((place / ".git" for place in (folder, *folder.parents) if (place / ".git").exists()), None)
    if mark is None:
        return ""
    try:
        return _read(mark) or _asked(project)
    except (OSError, UnicodeDecodeError):
        return _asked(project)


def _read(mark: Path) -> str:
    """What stands in the files; empty where it is none of a few plain ways to write it."""
    own = mark
    if mark.is_file():
        # A work tree beside another one, or a submodule.
        own = mark.parent / mark.read_text(encoding="utf-8").strip().removeprefix("gitdir: ")
    shared = own
    if (own / "commondir").is_file():
        shared = own / (own / "commondir").read_text(encoding="utf-8").strip()
    head = (own / "HEAD").read_text(encoding="utf-8").strip()
    if _NAME.fullmatch(head):
        return head
    if not head.startswith("ref: refs/heads/"):
        return ""
    branch = head.removeprefix("ref: ")
    loose = shared / branch
    if loose.is_file():
        found = loose.read_text(encoding="utf-8").strip()
        return found if _NAME.fullmatch(found) else ""
    packed = shared / "packed-refs"
    lines = packed.read_text(encoding="utf-8").splitlines() if packed.is_file() else []
    return next((line.partition(" ")[0] for line in lines if line.partition(" ")[2] == branch), "")


def _asked(project: Path) -> str:
    """What git says."""
    import subprocess  # noqa: PLC0415 - see the top

    try:
        found = subprocess.run(  # noqa: S603 - fixed arguments
            ["git", "-C", str(project), "rev-parse", "--verify", "HEAD"],  # noqa: S607 - git wherever the owner has it
            capture_output=True,
            text=True,
            check=False,
            timeout=_PATIENCE,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return found.stdout.strip() if found.returncode == 0 else ""
