"""The files below faq/<language>: which of them may be read, and which of the pictures and downloads may be published."""

import os
from collections.abc import Iterator
from pathlib import Path


def files_below(folder: Path) -> Iterator[Path]:
    """Every file that is not hidden. Links to folders are not followed."""
    for parent, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(parent, name) for name in files if not name.startswith("."))


def leads_outside(file: Path, folder: Path) -> bool:
    """Whether a file is a link to something that does not lie in the folder: nobody reviewed that for publication."""
    return file.is_symlink() and not file.resolve().is_relative_to(folder.resolve())


def is_special(file: Path) -> bool:
    """Whether something is there that is no ordinary file: to read from a pipe or a device may never end."""
    return file.exists() and not file.is_file()


def content_files(folder: Path) -> frozenset[str]:
    """Pictures and downloads by path below `folder`: every file that is no question and no category."""
    return frozenset(
        file.relative_to(folder).as_posix()
        for file in files_below(folder)
        if file.suffix not in {".md", ".yml"} and not leads_outside(file, folder) and not is_special(file)
    )
