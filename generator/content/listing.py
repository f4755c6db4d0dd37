"""The folder faq/ -> the files in it, each with what it is for and a stamp by which a change is seen.

Opens no file, and knows nothing of what is written in them.
"""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import Literal

from desk.data import Data, field
from desk.finding import Finding
from desk.settings import Settings
from generator.content.golden_queries import GOLDEN_FILE
from generator.content.refused_files import (
    CATEGORY_FILE,
    MISSPELLED,
    in_no_category,
    is_unseen,
    no_folder,
    no_ordinary_file,
    not_shown,
    of_no_language,
    unknown_file,
    unreadable,
)
from generator.content.synonyms import SYNONYMS_FILE

Kind = Literal["question", "category", "synonyms", "golden", "other"]


class Stamp(Data, frozen=True, array_like=True):
    """What the file system says of a file; where all of it is the same, so is the file, unless it is changed this moment."""

    size: int
    modified: int
    changed: int
    inode: int


class Listed(Data, frozen=True, array_like=True):
    """A file below faq/<language>. `file` is its path in the project, `path` that below its language, without `.md`.

    The path of a category is its folder's. `refusal` says why a file is not to be opened; such a file has no stamp.
    """

    kind: Kind
    language: str
    path: str
    file: str
    stamp: Stamp | None
    refusal: Finding | None = None


class Listing(Data, frozen=True):
    """All files, by language and path; `others` are pictures and downloads that may be published, by language."""

    files: tuple[Listed, ...] = ()
    others: Mapping[str, frozenset[str]] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


def content_listing(project: Path, settings: Settings) -> Listing:
    """Everything below faq/ in the languages that the settings offer."""
    offered = settings.languages.offered
    findings: list[Finding] = []
    if not (project / "faq").is_dir():
        findings.append(no_folder("faq"))
    by_language = {}
    for language in offered:
        walk = _Walk(project, language, findings)
        # Folder by folder, as nothing comes before a zero.
        by_language[language] = sorted(walk.files(), key=lambda listed: listed.file.replace("/", "\0"))
    findings += _other_languages(project / "faq", offered)
    return Listing(
        files=tuple(listed for own in by_language.values() for listed in own),
        others={
            language: frozenset(listed.path for listed in own if listed.kind == "other")
            for language, own in by_language.items()
        },
        findings=tuple(findings),
    )


class _Walk:
    """One walk through the folder of a language. Links to folders are not followed, so that no walk is endless."""

    def __init__(self, project: Path, language: str, findings: list[Finding]) -> None:
        self.project, self.language, self.findings = project, language, findings
        self.top = f"faq/{language}"
        self.faq = os.path.realpath(project / "faq")
        self.found: list[Listed] = []

    def files(self) -> list[Listed]:
        """All files, in the order in which the file system names them."""
        if not (self.project / self.top).is_dir():
            self.findings.append(no_folder(self.top, self.language))
            return []
        waiting = [""]
        while waiting:
            folder = waiting.pop()
            try:
                with os.scandir(f"{self.project}/{self.top}/{folder}") as entries:
                    for entry in entries:
                        name = entry.name
                        if name.startswith("."):
                            continue
                        if (
                            folder
                            and name.endswith(".md")
                            and name.isprintable()
                            and entry.is_file(follow_symlinks=False)
                        ):
                            self._add_question(entry, folder + name)
                        else:
                            self._add(entry, folder + name, waiting)
            except OSError as error:
                place, message = f"{self.top}/{folder}".rstrip("/"), f"this folder cannot be read: {error.strerror}"
                self.findings.append(unreadable(place, message, "make the folder readable"))
        return self.found

    def _add(self, entry: "os.DirEntry[str]", path: str, waiting: list[str]) -> None:
        file = f"{self.top}/{path}"
        if is_unseen(entry.name):
            is_read = entry.name.endswith((".md", ".yml")) or entry.is_dir(follow_symlinks=False)
            self.findings.append(not_shown(file, "error" if is_read else "warning"))
        elif entry.is_dir(follow_symlinks=False):
            waiting.append(f"{path}/")
        elif (kind := self._kind(entry.name, path, file)) is not None:
            self._add_file(entry, kind, path, file)

    def _add_question(self, entry: "os.DirEntry[str]", path: str) -> None:
        """As nearly all files are: one of an ordinary name in a category, and no link."""
        try:
            found = entry.stat(follow_symlinks=False)
        except OSError:
            self._add_file(entry, "question", path, f"{self.top}/{path}")
            return
        stamp = Stamp(found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)
        self.found.append(Listed("question", self.language, path.removesuffix(".md"), f"{self.top}/{path}", stamp))

    def _kind(self, name: str, path: str, file: str) -> Kind | None:
        """What a file is for; None, and a finding, where nothing reads it."""
        if name.endswith(".md"):
            return "question"
        if name == CATEGORY_FILE:
            return "category"
        if path == SYNONYMS_FILE:
            return "synonyms"
        if path == GOLDEN_FILE:
            return "golden"
        if name.endswith(".yml") or name in MISSPELLED:
            self.findings.append(unknown_file(file, self.language))
        return None if name.endswith(".yml") else "other"

    def _add_file(self, entry: "os.DirEntry[str]", kind: Kind, path: str, file: str) -> None:
        is_link = entry.is_symlink()
        try:
            found = entry.stat()
        except OSError as error:
            if is_link or not isinstance(error, FileNotFoundError):
                fix = "put the file itself there" if is_link else "make the file readable"
                self._refuse(kind, path, unreadable(file, f"this file cannot be read: {error.strerror}", fix))
            return
        refusal = in_no_category(file, self.language, path) if kind == "question" and "/" not in path else None
        if is_link:
            refusal = self._leads_astray(entry, kind, file, found.st_mode) or refusal
        elif not S_ISREG(found.st_mode):
            refusal = no_ordinary_file(file)
        if refusal:
            self._refuse(kind, path, refusal)
        else:
            stamp = Stamp(found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)
            self.found.append(Listed(kind, self.language, _path(kind, path), file, stamp))

    def _refuse(self, kind: Kind, path: str, refusal: Finding) -> None:
        """A file that is not to be opened. Of pictures only a link to a folder is named: answers may lie behind it."""
        if kind != "other":
            listed = Listed(kind, self.language, _path(kind, path), f"{self.top}/{path}", None, refusal)
            self.found.append(listed)
        elif (self.project / self.top / path).is_dir():
            self.findings.append(refusal)

    def _leads_astray(self, entry: "os.DirEntry[str]", kind: Kind, file: str, mode: int) -> Finding | None:
        """A finding for a link to what nobody reviewed for publication, to a folder, or to what is no file."""
        if S_ISDIR(mode):
            message = "this is a link to a folder, which is not followed"
            return unreadable(file, message, "put the folder itself there")
        inside = f"{self.faq}/{self.language}/" if kind == "other" else f"{self.faq}/"
        if not os.path.realpath(entry.path).startswith(inside):
            return unreadable(file, "this is a link to a file outside faq/", "put the file itself there")
        return None if S_ISREG(mode) else no_ordinary_file(file)


def _path(kind: Kind, path: str) -> str:
    if kind == "question":
        return path.removesuffix(".md")
    return path.rpartition("/")[0] or "." if kind == "category" else path


def _other_languages(faq: Path, offered: tuple[str, ...]) -> Iterator[Finding]:
    try:
        with os.scandir(faq) as entries:
            names = sorted(entry.name for entry in entries if entry.is_dir())
    except OSError:
        return
    for name in names:
        if not name.startswith(".") and name not in offered and not is_unseen(name):
            yield of_no_language(name, offered)
