"""The files below faq/<language>: which of them may be read, and which of the pictures and downloads may be published."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from desk.finding import Finding
from desk.place import Place

# A picture that runs code is a page of its own, on the address of the site.
_ACTIVE = re.compile(rb"<\s*script|<\s*foreignObject|\son\w+\s*=|javascript:", re.IGNORECASE)


def files_below(folder: Path) -> Iterator[Path]:
    """Every file that is not hidden. Links to folders are not followed."""
    for parent, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(parent, name) for name in files if not name.startswith("."))


def leads_outside(file: Path, folder: Path) -> bool:
    """Whether a file is a link to something that does not lie in the folder: nobody reviewed that for publication."""
    return file.is_symlink() and not file.resolve().is_relative_to(folder.resolve())


def content_files(folder: Path) -> frozenset[str]:
    """Pictures and downloads by path below `folder`: every file that is no question and no category."""
    return frozenset(
        file.relative_to(folder).as_posix()
        for file in files_below(folder)
        if file.suffix not in {".md", ".yml"} and not leads_outside(file, folder)
    )


def active_picture(file: str, data: bytes) -> Iterator[Finding]:
    """A finding for an SVG that could run code in a visitor's browser."""
    if file.lower().endswith(".svg"):
        found = _ACTIVE.search(data)
        if found:
            place = Place(file, data.count(b"\n", 0, found.start()) + 1)
            fix = "save it again as a plain SVG, or as PNG"
            yield Finding(place=place, rule="active-picture", message="this picture holds a script", fix=fix)
