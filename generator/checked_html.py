"""The built pages read again as a visitor would: links, anchors, ids, images.

Works on what is about to be written, in memory. The only module that knows selectolax.
"""

import posixpath
import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from itertools import chain
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborCSSSelector, LexborHTMLParser

from desk.data import Data
from desk.finding import Finding
from desk.place import Place
from generator.content.near_names import near_names

# An address of another site, of which there is nothing to say here.
_ELSEWHERE = re.compile(r"https?://[a-z0-9.-]+(?:[/?#]|\Z)|(?:mailto|tel|sms):[^/]", re.IGNORECASE | re.ASCII)
# Made ready once: that takes a fifth of the time in which a page is read.
_SELECTOR = LexborCSSSelector()  # type: ignore[no-untyped-call] # its stub says nothing of what it takes
# Not as a list of selectors, of which an element that fits two is found twice.
_OF_INTEREST = ":is([id], a, img)"
# Folders up, folders down, a file and an anchor, of signs that mean nothing in an address.
_PLAIN = re.compile(r"((?:\.\./)*)((?:[\w-]+/)*)([\w-]+\.\w+)?(?:#([\w-]*))?", re.ASCII)


class Read(Data, frozen=True):
    """What a page, or a part of one, links to and offers as anchors; each as often as it stands there."""

    links: tuple[str, ...]
    ids: tuple[str, ...]
    images_without_alt: tuple[str, ...]


class Source(Data, frozen=True):
    """The file that a person edits for a page, and its Markdown, in which lines are found."""

    file: str
    body: str = ""
    body_line: int = 1

    def place(self, text: str) -> Place:
        """The line in which `text` first stands; that of the body's start, where a tag or the theme brought it in."""
        at = self.body.find(text)
        return Place(self.file, self.body_line + self.body.count("\n", 0, max(at, 0)))


def read_page(html: str) -> Read:
    """One page, or what is poured into it."""
    links, ids, images = [], [], []
    root = LexborHTMLParser(html).root
    for node in _SELECTOR.find(_OF_INTEREST, root) if root is not None else ():
        has, name = node.attributes, node.tag
        if name == "img" and not has.get("alt"):
            images.append(has.get("src") or "")
        if name == "a" and (link := has.get("href")):
            links.append(link)
        if anchor := has.get("id") or ("id" not in has and name == "a" and has.get("name")):
            ids.append(anchor)
    return Read(tuple(links), tuple(ids), tuple(images))


def joined(parts: Iterable[Read]) -> Read:
    """A page from its parts: an id that stands in two of them stands twice."""
    read = tuple(parts)
    return Read(
        tuple(chain.from_iterable(part.links for part in read)),
        tuple(chain.from_iterable(part.ids for part in read)),
        tuple(chain.from_iterable(part.images_without_alt for part in read)),
    )


def check_pages(pages: Mapping[str, Read], source: Callable[[str], Source], files: Container[str]) -> Iterator[Finding]:
    """Findings for pages by their path (`account/close-it/index.html`); `files` are all other paths of the site.

    A page is read without its shell: what that adds is the same everywhere and checked by tests. `source` says what a
    person edits for a page: the page itself, where nobody does.
    """
    links = _Links(pages, files)
    for path, page in pages.items():
        for link, problem in links.wrong(path, page.links):
            written = _as_written(path, link, source)
            yield Finding(
                place=source(path).place(written),
                rule="broken-link",
                message=f"the link {written} {problem}",
                fix=_link_fix(path, link, written, pages),
            )
        for repeated in _repeated(page.ids):
            message = f"the id '{repeated}' stands twice on the page"
            yield Finding(
                place=source(path).place(repeated),
                rule="repeated-id",
                message=message,
                fix="rename one of the two",
                severity="warning",
            )
        for image in page.images_without_alt:
            written = _as_written(path, image, source)
            message = f"the picture {written} has no text for people who cannot see it"
            fix = f"![What the picture shows]({written})"
            yield Finding(
                place=source(path).place(written),
                rule="no-alt-text",
                message=message,
                fix=fix,
                severity="warning",
            )


def _repeated(ids: tuple[str, ...]) -> list[str]:
    return [] if len(set(ids)) == len(ids) else [name for name, times in Counter(ids).items() if times > 1]


class _Links:
    """Which links are wrong. Pages beside one another share most of theirs, and each of these is followed once."""

    def __init__(self, pages: Mapping[str, Read], files: Container[str]) -> None:
        self._pages, self._files = pages, files
        # Links that are right from everywhere, and those that are right from all pages whose folders lie in one.
        self._elsewhere: set[str] = set()
        self._right: dict[str | None, set[str]] = {}
        self._ids: dict[str, frozenset[str]] = {}

    def wrong(self, path: str, links: Iterable[str]) -> Iterator[tuple[str, str]]:
        """The links of a page that are wrong, each with what is."""
        folder = path.rpartition("/")[0]
        right = self._right.setdefault(folder.rpartition("/")[0] if folder else None, set())
        for link in links:
            if link in right or link in self._elsewhere or (link[0] == "#" and link[1:] in self._anchors(path)):
                continue
            if _ELSEWHERE.match(link):
                self._elsewhere.add(link)
            elif problem := self._problem(path, link):
                yield link, problem
            elif link.startswith("../"):
                right.add(link)

    def _problem(self, path: str, link: str) -> str | None:
        target, fragment = _plain_target(path, link)
        if target in self._pages or (target and not fragment and target in self._files):
            return self._fragment_problem(target, fragment)
        try:
            parts = urlsplit(link)
        except ValueError:
            return "is no valid address"
        if parts.scheme or parts.netloc or parts.path.startswith("/"):
            return None
        target = _target(path, unquote(parts.path))
        if target.startswith(".."):
            return "leaves the site"
        if target not in self._files and target not in self._pages:
            return "leads nowhere"
        return self._fragment_problem(target, unquote(parts.fragment))

    def _fragment_problem(self, target: str, fragment: str) -> str | None:
        if fragment and target in self._pages and fragment not in self._anchors(target):
            return f"leads to no heading '#{fragment}'"
        return None

    def _anchors(self, path: str) -> frozenset[str]:
        if path not in self._ids:
            self._ids[path] = frozenset({*self._pages[path].ids, "main", "top"})
        return self._ids[path]


def _as_written(page: str, link: str, source: Callable[[str], Source]) -> str:
    """A link of a built page as its author wrote it: from the Markdown file, which lies one folder higher than the page."""
    path, mark, fragment = link.partition("#")
    if not path or ":" in path or path.startswith("/"):
        return link
    folder = posixpath.dirname(page)
    target = posixpath.normpath(posixpath.join(folder, path))
    written = posixpath.relpath(target, posixpath.dirname(folder))
    if source(f"{target}/index.html").file.endswith(".md"):
        written += ".md"
    elif path.endswith("/"):
        written = f"../{posixpath.basename(target)}/" if written == "." else f"{written}/"
    return f"{written}{mark}{fragment}"


def _link_fix(path: str, link: str, written: str, pages: Mapping[str, Read]) -> str:
    """The link with the heading that was probably meant."""
    before, _, fragment = link.partition("#")
    target = _target(path, unquote(before))
    near = near_names(frozenset(pages[target].ids)).nearest(unquote(fragment)) if fragment and target in pages else None
    return f"link to {written.partition('#')[0]}#{near}" if near else "correct the link, or take it out"


def _plain_target(path: str, link: str) -> tuple[str, str]:
    """The same, and the anchor, for a link as nearly all are, without looking at it as an address; two empty texts for others."""
    found = _PLAIN.fullmatch(link)
    if not found:
        return "", ""
    up, below, file, fragment = found.groups("")
    if not (up or below or file):
        return path, fragment
    folders = path.split("/")[:-1]
    kept = len(folders) - len(up) // len("../")
    if kept < 0:
        return "", ""
    return "/".join([*folders[:kept], below + (file or "index.html")]), fragment


def _target(path: str, link: str) -> str:
    """The file of the site that a link without its anchor leads to."""
    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), link)) if link else path
    if link.endswith("/") or target == "." or not posixpath.splitext(target)[1]:
        target = posixpath.normpath(posixpath.join(target, "index.html"))
    return target
