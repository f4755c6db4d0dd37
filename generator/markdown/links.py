"""Links and images as writers write them (`../fees/costs.md#cards`, `diagram.png`) -> addresses on the site.

Writers link to files, so that the links work in the pull request's preview too.
"""

import posixpath
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape, unescape
from urllib.parse import quote, unquote, urlsplit

from desk.data import replace
from desk.finding import Finding
from desk.place import Place
from generator.content.near_names import near_names
from generator.markdown.elements import attributes, changed

_LINKED = re.compile(r'(<(a|img|source)\b(?:[^">]|"[^"]*")*?\s(?:href|src|srcset)=")([^"]*)(")')
# What answers may show or hand out; a file of another kind is not published by a link to it.
PUBLISHED_TYPES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg", ".pdf", ".txt", ".csv", ".mp4", ".zip")
# To look for the line and for what was meant takes time; nobody reads so many findings of one answer.
MOST_NAMED = 100


@dataclass(frozen=True, slots=True)
class LinkContext:
    """What links may lead to.

    `known` are paths of questions and categories of the language, `files` all other files of faq/<language>; `root` leads
    from the page to the root of its language. `drafts` are paths too; `pending` are those that wait for their translation, with
    the address of the page in another language, from `root`. `own_address` is that root in full.
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


Problem = Callable[[str, LinkContext], Finding]


def rewritten(html: str, context: LinkContext, findings: list[Finding], used: set[str]) -> str:
    """The HTML with every relative address turned into one of the site. Files that are shown are added to `used`.

    A picture that is not there is a warning, and its text stands in for it: the answer can still be read. A link that leads
    nowhere is an error. A link to a question that is not translated yet leads to its page in another language.
    """
    blamed: set[tuple[str, str]] = set()

    def blame(element: str, address: str, problem: Problem) -> None:
        if (element, address) not in blamed and len(blamed) < MOST_NAMED:
            blamed.add((element, address))
            findings.append(problem(address, context))

    def one(element: str) -> str:
        found = _LINKED.match(element)
        if found is None:
            return element
        address = unescape(found[3])
        target = _target(address, context, used)
        if target is not None:
            if found[2] == "a" and (doubt := _doubt(address, context)):
                blame(found[2], address, doubt)
            return f"{found[1]}{escape(target)}{element[found.start(4) :]}"
        blame(found[2], address, _nowhere if found[2] == "a" else _missing_picture)
        return element if found[2] == "a" else _instead(element)

    return changed(html, {"a", "img", "source"}, one) if "href=" in html or "src" in html else html


def _instead(element: str) -> str:
    """The words of a missing picture."""
    words = attributes(element).get("alt")
    return f'<span class="fd-missing">{words}</span>' if words else ""


def _target(address: str, context: LinkContext, used: set[str]) -> str | None:
    """Where an address leads on the site; itself where it leads to another; None where it leads nowhere."""
    parts = urlsplit(address) if _splits(address) else None
    if parts is None or parts.scheme or parts.netloc or not parts.path:
        return address
    if parts.path.startswith("/"):
        return None
    found = _resolved(parts.path, context)
    anchor = f"#{parts.fragment}" if parts.fragment else ""
    page = found.removesuffix(".md")
    if page in context.known:
        return f"{context.root}{page}/{anchor}"
    if page in context.pending:
        # Its headings have other words in another language.
        return f"{context.root}{context.pending[page]}"
    if found in context.files and found.lower().endswith(PUBLISHED_TYPES):
        used.add(found)
        return f"{context.root}{quote(found)}{anchor}"
    return None


def _resolved(path: str, context: LinkContext) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(context.path), unquote(path)))


def _splits(address: str) -> bool:
    try:
        urlsplit(address)
    except ValueError:
        return False
    return True


def _doubt(address: str, context: LinkContext) -> Problem | None:
    """What is to be said of a link that leads somewhere."""
    if not _splits(address):
        return None
    parts = urlsplit(address)
    if parts.netloc:
        return _own_address if _own_target(address, context) else None
    return _not_translated if _page(parts.path, context) in context.pending else None


def _own_target(address: str, context: LinkContext) -> str | None:
    """The page or file of the own language that an address in full leads to."""
    parts, own = urlsplit(address), urlsplit(context.own_address)
    if parts.netloc.lower() != own.netloc.lower() or not parts.path.startswith(own.path):
        return None
    target = unquote(parts.path[len(own.path) :]).removesuffix("index.html").rstrip("/")
    return target if target in context.known or target in context.files else None


def _own_address(address: str, context: LinkContext) -> Finding:
    written = _as_written(_own_target(address, context) or "", address, context)
    message = f"the link {address} names the site's own address, and is not checked when the site is built"
    return replace(_finding(address, context, "own-address", message, f"link to {written}"), severity="warning")


def _not_translated(address: str, context: LinkContext) -> Finding:
    message = (
        f"the link {address} leads to a question that is not translated yet, and so to its page in another language"
    )
    language = context.file.split("/")[1]
    fix = f"write faq/{language}/{_page(urlsplit(address).path, context)}.md; nothing has to be changed here"
    return replace(_finding(address, context, "missing-translation", message, fix), severity="warning")


def _nowhere(address: str, context: LinkContext) -> Finding:
    path = urlsplit(address).path
    known = frozenset(context.known)
    if path.startswith("/"):
        message = f"the link {address} starts at the root of the server"
        found = unquote(path).strip("/")
        near = found if found in known else near_names(known).nearest(found)
        fix = (
            f"link to {_as_written(near, address, context)}" if near else "link to the .md file, as seen from this file"
        )
        return _finding(address, context, "broken-link", message, fix)
    if _page(path, context) in context.drafts:
        message = f"the link {address} leads to a question that is still a draft"
        return _finding(address, context, "broken-link", message, "take it out until that is published")
    if _resolved(path, context) in context.files:
        message = f"the link {address} leads to a file of a kind that is not published"
        return _finding(address, context, "broken-link", message, f"use one of: {', '.join(PUBLISHED_TYPES)}")
    near = near_names(known).nearest(_page(path, context))
    fix = f"link to {_as_written(near, address, context)}" if near else "correct the link, or take it out"
    return _finding(address, context, "broken-link", f"the link {address} leads nowhere", fix)


def _page(path: str, context: LinkContext) -> str:
    return _resolved(path, context).removesuffix(".md")


def _as_written(target: str, address: str, context: LinkContext) -> str:
    """A page or file as a writer links to it, with the heading that `address` names."""
    written = posixpath.relpath(target, posixpath.dirname(context.path))
    if target in context.known:
        is_category = target in _folders(frozenset(context.known))
        written = f"../{posixpath.basename(target)}" if written == "." else written
        written += "/" if is_category else ".md"
    fragment = urlsplit(address).fragment
    return quote(written) + (f"#{fragment}" if fragment else "")


@lru_cache(maxsize=32)
def _folders(paths: frozenset[str]) -> frozenset[str]:
    return frozenset(map(posixpath.dirname, paths))


def _missing_picture(address: str, context: LinkContext) -> Finding:
    near = near_names(frozenset(context.files)).nearest(_resolved(urlsplit(address).path, context))
    fix = f"use {_as_written(near, '', context)}" if near else "put the file there, or take the picture out"
    message = f"the picture {address} is not there; its text is shown instead"
    return replace(_finding(address, context, "missing-picture", message, fix), severity="warning")


def _finding(address: str, context: LinkContext, rule: str, message: str, fix: str) -> Finding:
    # Behind a bracket first: the end of a longer address is another link.
    spellings = (f"({address}", f"(<{unquote(address)}", address, unquote(address))
    at = next((found for text in spellings if (found := context.body.find(text)) >= 0), 0)
    line = context.body_line + context.body.count("\n", 0, at)
    return Finding(place=Place(context.file, line), rule=rule, message=message, fix=fix)
