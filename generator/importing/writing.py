"""Put new files into a project: all of them, or none.

They are written beside their goal first and moved at the end; what goes wrong on the way, Ctrl-C too, is undone.
"""

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from desk.folders import STATE

Content = str | Path


def write_all(project: Path, files: Mapping[str, Content]) -> None:
    """Write texts and copies of files to paths relative to the project. What is there is replaced. Raises OSError."""
    if not files:
        return
    undo = _Undo()
    try:
        undo.made_folder(project / STATE)
        staging = Path(tempfile.mkdtemp(prefix="import-", dir=project / STATE))
        try:
            for path, content in files.items():
                _stage(staging / "new" / path, content)
            for path in files:
                _move(staging, project, path, undo)
        except BaseException:
            undo.everything()
            raise
        finally:
            shutil.rmtree(staging, ignore_errors=True)
    finally:
        undo.remove_if_empty(project / STATE)


class _Undo:
    """What was done to the project so far, so that it can be taken back."""

    def __init__(self) -> None:
        self.folders: list[Path] = []
        self.moved: list[tuple[Path, Path | None]] = []

    def made_folder(self, folder: Path) -> None:
        """Make a folder and those around it, as far as they are missing."""
        for missing in reversed([one for one in (folder, *folder.parents) if not one.exists()]):
            missing.mkdir(exist_ok=True)
            self.folders.append(missing)

    def everything(self) -> None:
        """Take back every file, then every folder."""
        for path, before in reversed(self.moved):
            if before is None:
                path.unlink(missing_ok=True)
            else:
                before.replace(path)
        for folder in reversed(self.folders):
            self.remove_if_empty(folder)

    def remove_if_empty(self, folder: Path) -> None:
        """Remove a folder that was made here and holds nothing."""
        if folder in self.folders and folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()


def _stage(path: Path, content: Content) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, Path):
        shutil.copyfile(content, path)
    else:
        path.write_text(content, encoding="utf-8", newline="\n")


def _move(staging: Path, project: Path, path: str, undo: _Undo) -> None:
    goal = project / path
    undo.made_folder(goal.parent)
    before = None
    if goal.exists():
        before = staging / "old" / path
        before.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(goal, before)
    # Noted first: a Ctrl-C between the two lines must not leave the file behind.
    undo.moved.append((goal, before))
    (staging / "new" / path).replace(goal)
