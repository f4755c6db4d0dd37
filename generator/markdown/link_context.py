"""An address as somebody wrote it, and the place of the answer it stands in -> the page or file that is meant."""

import posixpath
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from urllib.parse import quote, unquote, urlsplit

from desk.data import Data, field

# What answers may show or hand out; a file of another kind is not published by a link to it.
PUBLISHED_TYPES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg", ".pdf", ".txt", ".csv", ".mp4", ".zip")


class LinkContext(Data, frozen=True):
    """What links may lead to.

    `known` are paths of questions and categories of the language, `files` all other files of faq/<language>; `root` leads
    from the page to the root of its language. `drafts` are paths too; `pending` are those that wait for their translation, with
    the address of the page in another language, from `root`. `own_address` is that root in full; `folders` are those of `known`.
    """

    path: str
    file: str
    body: str
    body_line: int
    root: str
    known: Collection[str]
    files: Collection[str]
    drafts: Collection[str] = ()
    pending: Mapping[str, str] = field(default_factory=dict)
    own_address: str = ""
    folders: Collection[str] = ()

    def resolved(self, path: str) -> str:
        """A path from the root of the language."""
        return posixpath.normpath(posixpath.join(posixpath.dirname(self.path), unquote(path)))

    def page(self, path: str) -> str:
        """The question or category that the path would lead to."""
        return self.resolved(path).removesuffix(".md")

    @property
    def own_host(self) -> str:
        """The site's own host, in small letters; empty where it is not known."""
        return _host_and_path(self.own_address)[0]

    def own_target(self, address: str) -> str | None:
        """What an address in full names below the root of the own language; None where it leads to another site."""
        host, folder = _host_and_path(self.own_address)
        if not host or host not in address.lower():
            return None
        try:
            parts = urlsplit(address)
        except ValueError:
            return None
        if parts.netloc.lower() != host or not parts.path.startswith(folder):
            return None
        return unquote(parts.path[len(folder) :]).removesuffix("index.html").rstrip("/")

    def as_written(self, target: str, address: str) -> str:
        """A page or file as a writer links to it, with the heading that `address` names."""
        written = posixpath.relpath(target, posixpath.dirname(self.path))
        if target in self.known:
            written = f"../{posixpath.basename(target)}" if written == "." else written
            written += "/" if target in self.folders else ".md"
        fragment = urlsplit(address).fragment
        return quote(written) + (f"#{fragment}" if fragment else "")


def folders_of(paths: Iterable[str]) -> frozenset[str]:
    """Every folder that one of the paths is in."""
    return frozenset(path.rpartition("/")[0] for path in paths)


@lru_cache(maxsize=32)
def _host_and_path(address: str) -> tuple[str, str]:
    parts = urlsplit(address)
    return parts.netloc.lower(), parts.path
