"""The folders of a theme -> the plain engine's style sheets and icons, and a name for all that they hold.

Reads files. Knows no page, and imports no template language.
"""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from desk.installed import version_of

# What Material would bring, then the look that both engines share and owners change.
SHEETS = ("plain/plain.css", "assets/frontdesk/desk.css")
_ICONS = "plain/icons"


def plain_version(themes: Sequence[Path]) -> str:
    """What the plain shells depend on besides templates and settings."""
    digest = hashlib.sha256()
    for theme in themes:
        for file in (*(theme / sheet for sheet in SHEETS), *sorted((theme / _ICONS).glob("*.svg"))):
            if file.is_file():
                data = file.read_bytes()
                digest.update(f"{file.relative_to(theme).as_posix()}\0{len(data)}\0".encode() + data)
    return f"plain-{digest.hexdigest()}+jinja2-{version_of('jinja2')}"


def sheet(themes: Sequence[Path]) -> bytes:
    """The one style sheet: each part from the most important theme that has it."""
    return b"\n".join(_found(themes, part) or b"" for part in SHEETS)


def icon(themes: Sequence[Path], name: str) -> str | None:
    """The icon of a name such as `material/shield-lock`: of all its words, else of the first, the second, ... of them."""
    words = name.rpartition("/")[2].split("-")
    # A name that could lead out of the folder of icons names none.
    if not all(word.isalnum() for word in words):
        return None
    names = ("-".join(words), *words)
    found = next(filter(None, (_found(themes, f"{_ICONS}/{one}.svg") for one in names)), b"")
    return found.decode().strip().replace("<svg ", '<svg aria-hidden="true" ', 1) or None


def _found(themes: Sequence[Path], path: str) -> bytes | None:
    files = (theme / path for theme in themes)
    return next((file.read_bytes() for file in files if file.is_file()), None)
