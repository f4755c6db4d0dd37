"""Read the Markdown files of a folder: which can be imported, as text without what no text should hold.

Knows nothing of front matter and Markdown.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from desk.finding import Finding
from desk.place import Place
from generator.content.files import is_special
from generator.content.front_matter import LARGEST_ANSWER
from generator.importing.changes import Note

SUFFIXES = frozenset({".md", ".markdown"})

_NEVER = frozenset({"node_modules"})
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it was found; `path` is relative to the folder. The notes' offsets are into `text`."""

    path: PurePosixPath
    text: str
    notes: tuple[Note, ...] = ()


def read_sources(folder: Path, own: Path, findings: list[Finding]) -> list[Source]:
    """Every Markdown file below a folder, sorted, without those below `own`. A file that is left out gets a finding."""
    sources = []
    for found in sorted(_walk(folder, own.resolve(), findings)):
        try:
            text = _read(found, folder.resolve(), findings)
        except OSError as error:
            message = f"this file cannot be read: {error.strerror}"
            findings.append(_left_out(found, "unreadable", message, "make it readable, and import again"))
            continue
        if text is not None:
            sources.append(Source(PurePosixPath(found.relative_to(folder).as_posix()), *text))
    return sources


def _walk(folder: Path, own: Path, findings: list[Finding]) -> Iterator[Path]:
    for parent, folders, files in os.walk(folder):
        here = Path(parent)
        for name in folders:
            if (here / name).is_symlink():
                message = "this is a link to a folder, and links to folders are not followed"
                fix = "import the folder it leads to by itself"
                findings.append(_left_out(here / name, "link-not-followed", message, fix))
        folders[:] = [
            name for name in folders if name not in _NEVER and name[0] != "." and (here / name).resolve() != own
        ]
        names = (name for name in files if not name.startswith(".") and Path(name).suffix.lower() in SUFFIXES)
        yield from (here / name for name in names)


def _read(path: Path, root: Path, findings: list[Finding]) -> tuple[str, tuple[Note, ...]] | None:
    if not path.resolve().is_relative_to(root):
        message = "this is a link to a file outside of the folder, and such links are not followed"
        findings.append(
            _left_out(path, "link-not-followed", message, "copy the file into the folder, and import again")
        )
        return None
    if is_special(path):
        message, fix = "this is no ordinary file", "put an ordinary file there, and import again"
        findings.append(_left_out(path, "unreadable", message, fix))
        return None
    size = path.stat().st_size
    if size > LARGEST_ANSWER:
        message = f"this file has {size:,} bytes; an answer has at most {LARGEST_ANSWER:,}"
        findings.append(_left_out(path, "too-large", message, "split it into several articles, and import again"))
        return None
    data = path.read_bytes()
    if b"\x00" in data:
        message = "this is not a text file, although its name says so"
        findings.append(_left_out(path, "not-text", message, "export it as UTF-8 text, and import again"))
        return None
    text, notes = _cleaned(data)
    if not text.strip():
        findings.append(_left_out(path, "empty-article", "this file is empty", "write the article, or delete the file"))
        return None
    return text, notes


def _cleaned(data: bytes) -> tuple[str, tuple[Note, ...]]:
    notes: list[Note] = []
    try:
        text = data.decode("utf-8-sig")
        legacy = False
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
        legacy = True
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    parts = _CONTROL.split(text)
    offset = 0
    for control, part in zip(_CONTROL.findall(text), parts, strict=False):
        offset += len(part)
        notes.append(_control_note(control, offset))
    text = "".join(parts)
    if legacy:
        first = re.search(r"[^\x00-\x7f]", text)
        message = "the file was not UTF-8; it was read as Windows-1252"
        fix = "read the accented letters and quotation marks once, and correct those that are wrong"
        notes.append(Note(first.start() if first else 0, "not-utf8", message, fix))
    return text, tuple(notes)


def _control_note(control: str, offset: int) -> Note:
    meant = control.encode("latin-1").decode("cp1252", errors="ignore") if "\x80" <= control <= "\x9f" else ""
    fix = f"if a character is missing here, it is probably {meant}" if meant else "nothing, if the text reads well"
    message = f"the invisible control character U+{ord(control):04X} was taken out"
    return Note(offset, "control-character", message, fix)


def _left_out(path: Path, rule: str, message: str, fix: str) -> Finding:
    return Finding(
        place=Place(path.as_posix()), rule=rule, message=f"{message}; it was not imported", fix=fix, severity="warning"
    )
