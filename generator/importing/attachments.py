"""Images and downloads of articles: which files come along, under which names, and which are missing or elsewhere.

One object for a whole import, because two articles may show the same file. Copies nothing itself.
"""

import posixpath
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from urllib.parse import quote, unquote, urlsplit

from generator.importing.article import Placed
from generator.importing.changes import Change, Edit, Note
from generator.importing.library import numbered_address
from generator.importing.naming import free, slug
from generator.importing.references import Reference
from generator.markdown.link_context import PUBLISHED_TYPES

IMAGES = frozenset({"image", "html image"})


@dataclass(slots=True)
class Attachments:
    """`files` leads from the new path, below faq/<language>, to the file that is copied there."""

    root: Path
    new_root: str
    files: dict[str, Path] = field(default_factory=dict)
    elsewhere: Counter[str] = field(default_factory=Counter)

    def claims(self, reference: Reference) -> bool:
        """Whether a reference is an image, or a download that lies beside the articles."""
        if reference.kind in IMAGES:
            return True
        path = reference.address.partition("#")[0].partition("?")[0]
        return numbered_address(reference.address) is None and path.lower().endswith(PUBLISHED_TYPES)

    def changes(self, reference: Reference, here: Placed) -> Iterator[Change]:
        """What happens to one image or download."""
        if reference.kind in IMAGES and not reference.named:
            message = "this image has no text for people who cannot see it"
            fix = '<img src="..." alt="what it shows">' if reference.kind == "html image" else "![what it shows](...)"
            yield Note(reference.at, "no-alt-text", message, fix)
        if reference.address.startswith("data:"):
            message = "an image written into the page itself (data:) is not shown"
            yield Note(
                reference.start, "dropped-html", message, "save the image as a file beside this one, and show that"
            )
        elif parts := numbered_address(reference.address):
            yield from self._elsewhere(reference, parts.netloc.lower())
        elif reference.address:
            yield from self._relative(reference, here)

    def _elsewhere(self, reference: Reference, host: str) -> Iterator[Note]:
        """One note a host, at its first image; the count stands in place of the address and is filled in at the end."""
        self.elsewhere[host] += 1
        if self.elsewhere[host] == 1:
            message = f"images are still shown from {host}"
            fix = "before that site is switched off: copy them here, and show the copies"
            yield Note(reference.start, "image-elsewhere", message, fix)

    def _relative(self, reference: Reference, here: Placed) -> Iterator[Change]:
        try:
            path = unquote(urlsplit(reference.address).path)
        except ValueError:
            path = reference.address
        found = self._find(path, here)
        what = "image" if reference.kind in IMAGES else "file"
        if found is None:
            wanted = posixpath.normpath(f"{self.new_root}/{posixpath.dirname(here.path)}/{path.lstrip('/')}")
            fix = f"put it at {wanted}, or take it out here" if wanted.startswith(self.new_root) else "take it out here"
            message = f"the {what} {reference.address} is not among the imported files"
            yield Note(reference.start, f"missing-{what}", message, fix)
        elif not found.name.lower().endswith(PUBLISHED_TYPES):
            message = f"the {what} {reference.address} is of a kind that the site does not publish"
            yield Note(reference.start, f"missing-{what}", message, f"use one of: {' '.join(PUBLISHED_TYPES)}")
        else:
            new = self._name(found, path, posixpath.dirname(here.path))
            address = quote(posixpath.relpath(new, posixpath.dirname(here.path)))
            if address != reference.address:
                yield Edit(reference.start, reference.end, address)

    def _find(self, path: str, here: Placed) -> Path | None:
        folder = self.root if path.startswith("/") else self.root / here.article.source.parent
        try:
            found = (folder / path.lstrip("/")).resolve()
            inside = found.is_relative_to(self.root) and found.is_file()
        except (OSError, ValueError):
            return None
        return found if inside else None

    def _name(self, found: Path, path: str, category: str) -> str:
        """The new path of a file: below its category, in folders of the same names as far as they lead down."""
        written = PurePosixPath(path.lstrip("/"))
        folders = [slug(part) for part in written.parent.parts if part not in {".", ".."} and slug(part)]
        stem, suffix = slug(written.stem) or "image", written.suffix.lower()
        parent = "/".join([category, *folders])
        others = {
            posixpath.basename(new).removesuffix(suffix)
            for new, file in self.files.items()
            if posixpath.dirname(new) == parent and new.endswith(suffix) and file != found
        }
        new = f"{parent}/{free(stem, others)}{suffix}"
        self.files[new] = found
        return new
