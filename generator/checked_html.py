"""The built pages read again as a visitor would: links, anchors, ids, images.

Works on what is about to be written, in memory. The only module that knows selectolax.
"""

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser

from desk.finding import Finding
from desk.place import Place


@dataclass(frozen=True, slots=True)
class Read:
    """What one page links to and offers as anchors."""

    links: tuple[str, ...]
    ids: frozenset[str]
    repeated_ids: tuple[str, ...]
    images_without_alt: tuple[str, ...]


def check_pages(mains: Mapping[str, str], sources: Mapping[str, str], files: Mapping[str, bytes]) -> Iterator[Finding]:
    """Findings for pages by their path (`account/close-it/index.html`).

    `mains` is the part of each page that is its own: what the shell adds is the same everywhere and checked by tests.
    `sources` names the file that a person edits for it; pages without one are ours and have no findings.
    """
    read = {path: _read(html) for path, html in mains.items()}
    for path, page in read.items():
        place = Place(sources.get(path, path))
        for link in page.links:
            problem = _problem(path, link, read, files)
            if problem:
                yield Finding(
                    place=place,
                    rule="broken-link",
                    message=f"the link {link} {problem}",
                    fix="correct the link, or take it out",
                )
        for repeated in page.repeated_ids:
            message = f"the id '{repeated}' stands twice on the page"
            yield Finding(
                place=place, rule="repeated-id", message=message, fix="rename one of the two", severity="warning"
            )
        for source in page.images_without_alt:
            message = f"the image {source} has no text for people who cannot see it"
            fix = f"![What the picture shows]({source})"
            yield Finding(place=place, rule="no-alt-text", message=message, fix=fix, severity="warning")


def _read(html: str) -> Read:
    tree = LexborHTMLParser(html)
    ids: list[str] = []
    links: list[str] = []
    images: list[str] = []
    for node in tree.css("[id], a[href], a[name], img"):
        attributes = node.attributes
        name = attributes.get("id") or (attributes.get("name") if node.tag == "a" else None)
        if name:
            ids.append(name)
        if node.tag == "a" and attributes.get("href"):
            links.append(attributes["href"] or "")
        if node.tag == "img" and not attributes.get("alt"):
            images.append(attributes.get("src") or "")
    seen: set[str] = set()
    repeated = [name for name in ids if name in seen or seen.add(name)]  # type: ignore[func-returns-value]
    return Read(tuple(links), frozenset(ids), tuple(dict.fromkeys(repeated)), tuple(images))


def _problem(path: str, link: str, pages: Mapping[str, Read], files: Mapping[str, bytes]) -> str | None:
    try:
        parts = urlsplit(link)
    except ValueError:
        return "is no valid address"
    if parts.scheme or parts.netloc or parts.path.startswith("/"):
        return None
    folder = posixpath.dirname(path)
    target = posixpath.normpath(posixpath.join(folder, unquote(parts.path))) if parts.path else path
    if parts.path.endswith("/") or target == "." or not posixpath.splitext(target)[1]:
        target = posixpath.normpath(posixpath.join(target, "index.html"))
    if target.startswith(".."):
        return "leaves the site"
    if target not in files and target not in pages:
        return "leads nowhere"
    fragment = unquote(parts.fragment)
    if fragment and target in pages and fragment not in pages[target].ids and fragment not in {"main", "top"}:
        return f"leads to no heading '#{fragment}'"
    return None
