"""Links and images as writers write them (`../fees/costs.md#cards`, `diagram.png`) -> addresses on the site.

Writers link to files, so that the links work in the pull request's preview too.
"""

import posixpath
import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from difflib import get_close_matches
from html import escape, unescape
from urllib.parse import quote, unquote, urlsplit

from desk.finding import Finding
from desk.place import Place
from generator.markdown.allow_list import INSIDE_ELEMENT

_LINKED = re.compile(rf'(<(a|img|source)\b{INSIDE_ELEMENT}?\s(href|src|srcset)=")([^"]*)(")')
_MISSING = re.compile(rf'<(?:img|source)\b{INSIDE_ELEMENT}?\sdata-missing=""{INSIDE_ELEMENT}>')
_ALT = re.compile(r'\salt="([^"]*)"')
# What answers may show or hand out; a file of another kind is not published by a link to it.
PUBLISHED_TYPES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg", ".pdf", ".txt", ".csv", ".mp4", ".zip")


@dataclass(frozen=True, slots=True)
class LinkContext:
    """What links may lead to.

    `known` are paths of questions and categories of the language, `files` all other files of faq/<language>; `root` leads
    from the page to the root of its language.
    """

    path: str
    file: str
    body: str
    body_line: int
    root: str
    known: Collection[str]
    files: Collection[str]


def rewritten(html: str, context: LinkContext, findings: list[Finding], used: set[str]) -> str:
    """The HTML with every relative address turned into one of the site. Files that are shown are added to `used`.

    A picture that is not there is a warning, and its text stands in for it: the answer can still be read. A link that leads
    nowhere is an error.
    """

    def one(found: re.Match[str]) -> str:
        address = unescape(found[4])
        target = _target(address, context, used)
        if target is not None:
            return f"{found[1]}{escape(target)}{found[5]}"
        if found[2] == "a":
            findings.append(_nowhere(address, context))
            return found[0]
        findings.append(_missing_picture(address, context))
        return f'{found[1]}{escape(address)}" data-missing=""'

    if "href=" in html or "src" in html:
        html = _LINKED.sub(one, html)
    return _MISSING.sub(_instead, html) if "data-missing" in html else html


def _instead(found: re.Match[str]) -> str:
    """The words of a missing picture."""
    words = _ALT.search(found[0])
    return f'<span class="fd-missing">{words[1]}</span>' if words and words[1] else ""


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


def _nowhere(address: str, context: LinkContext) -> Finding:
    path = urlsplit(address).path
    if path.startswith("/"):
        message = f"the link {address} starts at the root of the server"
        return _finding(address, context, "broken-link", message, "link to the .md file, as seen from this file")
    if _resolved(path, context) in context.files:
        message = f"the link {address} leads to a file of a kind that is not published"
        return _finding(address, context, "broken-link", message, f"use one of: {', '.join(PUBLISHED_TYPES)}")
    near = _nearest(_resolved(path, context), [name + ".md" for name in context.known])
    fix = (
        f"link to {posixpath.relpath(near, posixpath.dirname(context.path))}"
        if near
        else "correct the link, or take it out"
    )
    return _finding(address, context, "broken-link", f"the link {address} leads nowhere", fix)


def _missing_picture(address: str, context: LinkContext) -> Finding:
    path = urlsplit(address).path
    near = _nearest(_resolved(path, context), list(context.files))
    target = posixpath.relpath(near, posixpath.dirname(context.path)) if near else ""
    fix = f"use {target}" if near else "put the file there, or take the picture out"
    message = f"the picture {address} is not there; its text is shown instead"
    return replace(_finding(address, context, "missing-picture", message, fix), severity="warning")


def _nearest(path: str, names: list[str]) -> str | None:
    """The path whose last part is most like that of `path`: whole paths take long to compare, and their folders say little."""
    by_name = {posixpath.basename(name): name for name in sorted(names, reverse=True)}
    near = get_close_matches(posixpath.basename(path), by_name, n=1, cutoff=0.75)
    return by_name[near[0]] if near else None


def _finding(address: str, context: LinkContext, rule: str, message: str, fix: str) -> Finding:
    # Behind a bracket first: the end of a longer address is another link.
    spellings = (f"({address}", f"(<{unquote(address)}", address, unquote(address))
    at = next((found for text in spellings if (found := context.body.find(text)) >= 0), 0)
    line = context.body_line + context.body.count("\n", 0, at)
    return Finding(place=Place(context.file, line), rule=rule, message=message, fix=fix)
