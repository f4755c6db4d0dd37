"""A file that somebody else put there -> whether it may be read and published."""

from pathlib import Path


def leads_outside(file: Path, folder: Path) -> bool:
    """Whether a file is a link to something that does not lie in the folder: nobody reviewed that for publication."""
    return file.is_symlink() and not file.resolve().is_relative_to(folder.resolve())


def is_special(file: Path) -> bool:
    """Whether something is there that is no ordinary file: to read from a pipe or a device may never end."""
    return file.exists() and not file.is_file()
