"""The built pages read again as a visitor would: links, anchors, ids, images.

Works on what is about to be written, in memory. The only module that knows selectolax.
"""

import posixpath
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser

from desk.finding import Finding
from desk.place import Place
from generator.content.near_names import near_names


@dataclass(frozen=True, slots=True)
class Read:
    """What one page links to and offers as anchors."""

    links: tuple[str, ...]
    ids: frozenset[str]
    repeated_ids: tuple[str, ...]
    images_without_alt: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """The file that a person edits for a page, and its Markdown, in which lines are found."""

    file: str
    body: str = ""
    body_line: int = 1

    def place(self, text: str) -> Place:
        """The line in which `text` first stands; that of the body's start, where a tag or the theme brought it in."""
        at = self.body.find(text)
        return Place(self.file, self.body_line + self.body.count("\n", 0, max(at, 0)))


def check_pages(
    mains: Mapping[str, str], sources: Mapping[str, Source], files: Mapping[str, bytes]
) -> Iterator[Finding]:
    """Findings for pages by their path (`account/close-it/index.html`).

    `mains` is the part of each page that is its own: what the shell adds is the same everywhere and checked by tests.
    """
    read = {path: _read(html) for path, html in mains.items()}
    for path, page in read.items():
        source = sources.get(path) or Source(path)
        for link in page.links:
            problem = _problem(path, link, read, files)
            if problem:
                written = _as_written(path, link, sources)
                yield Finding(
                    place=source.place(written),
                    rule="broken-link",
                    message=f"the link {written} {problem}",
                    fix=_link_fix(path, link, written, read),
                )
        for repeated in page.repeated_ids:
            message = f"the id '{repeated}' stands twice on the page"
            yield Finding(
                place=source.place(repeated),
                rule="repeated-id",
                message=message,
                fix="rename one of the two",
                severity="warning",
            )
        for image in page.images_without_alt:
            written = _as_written(path, image, sources)
            message = f"the picture {written} has no text for people who cannot see it"
            fix = f"![What the picture shows]({written})"
            yield Finding(
                place=source.place(written),
                rule="no-alt-text",
                message=message,
                fix=fix,
                severity="warning",
            )


def _read(html: str) -> Read:
    tree = LexborHTMLParser(html)
    # Each kind apart: a node that fits two selectors of one list is found twice.
    ids = [*_values(tree, "[id]", "id"), *_values(tree, "a[name]:not([id])", "name")]
    repeated = [name for name, times in Counter(ids).items() if times > 1]
    images = [node.attributes.get("src") or "" for node in tree.css("img") if not node.attributes.get("alt")]
    return Read(tuple(_values(tree, "a[href]", "href")), frozenset(ids), tuple(repeated), tuple(images))


def _values(tree: LexborHTMLParser, selector: str, attribute: str) -> list[str]:
    return [value for node in tree.css(selector) if (value := node.attributes.get(attribute))]


def _as_written(page: str, link: str, sources: Mapping[str, Source]) -> str:
    """A link of a built page as its author wrote it: from the Markdown file, which lies one folder higher than the page."""
    path, mark, fragment = link.partition("#")
    if not path or ":" in path or path.startswith("/"):
        return link
    folder = posixpath.dirname(page)
    target = posixpath.normpath(posixpath.join(folder, path))
    written = posixpath.relpath(target, posixpath.dirname(folder))
    if sources.get(f"{target}/index.html", Source("")).file.endswith(".md"):
        written += ".md"
    elif path.endswith("/"):
        written = f"../{posixpath.basename(target)}/" if written == "." else f"{written}/"
    return f"{written}{mark}{fragment}"


def _link_fix(path: str, link: str, written: str, pages: Mapping[str, Read]) -> str:
    """The link with the heading that was probably meant."""
    before, _, fragment = link.partition("#")
    target = _target(path, unquote(before))
    near = near_names(pages[target].ids).nearest(unquote(fragment)) if fragment and target in pages else None
    return f"link to {written.partition('#')[0]}#{near}" if near else "correct the link, or take it out"


def _target(path: str, link: str) -> str:
    """The file of the site that a link without its anchor leads to."""
    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), link)) if link else path
    if link.endswith("/") or target == "." or not posixpath.splitext(target)[1]:
        target = posixpath.normpath(posixpath.join(target, "index.html"))
    return target


def _problem(path: str, link: str, pages: Mapping[str, Read], files: Mapping[str, bytes]) -> str | None:
    try:
        parts = urlsplit(link)
    except ValueError:
        return "is no valid address"
    if parts.scheme or parts.netloc or parts.path.startswith("/"):
        return None
    target = _target(path, unquote(parts.path))
    if target.startswith(".."):
        return "leaves the site"
    if target not in files and target not in pages:
        return "leads nowhere"
    fragment = unquote(parts.fragment)
    if fragment and target in pages and fragment not in pages[target].ids and fragment not in {"main", "top"}:
        return f"leads to no heading '#{fragment}'"
    return None
