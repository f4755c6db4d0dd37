"""Links and images as writers write them (`../fees/costs.md#cards`, `diagram.png`) -> addresses on the site.

Writers link to files, so that the links work in the pull request's preview too.
"""

import posixpath
import re
from collections.abc import Collection
from dataclasses import dataclass
from difflib import get_close_matches
from html import escape, unescape
from urllib.parse import quote, unquote, urlsplit

from desk.finding import Finding
from desk.place import Place

_LINKED = re.compile(r'(<(a|img|source)\b[^>]*?\s(href|src|srcset)=")([^"]*)(")')
IMAGE_TYPES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg", ".pdf", ".txt", ".csv", ".mp4", ".zip")


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
    """The HTML with every relative address turned into one of the site. Files that are shown are added to `used`."""

    def one(found: re.Match[str]) -> str:
        address = unescape(found[4])
        target = _target(address, context, findings, used)
        return f"{found[1]}{escape(target)}{found[5]}"

    return _LINKED.sub(one, html) if "href=" in html or "src" in html else html


def _target(address: str, context: LinkContext, findings: list[Finding], used: set[str]) -> str:
    parts = urlsplit(address) if _splits(address) else None
    if parts is None or parts.scheme or parts.netloc or not parts.path:
        return address
    if parts.path.startswith("/"):
        findings.append(
            _broken(
                address, context, f"the link {address} starts at the root of the server", "link to the .md file instead"
            )
        )
        return address
    folder = posixpath.dirname(context.path)
    found = posixpath.normpath(posixpath.join(folder, unquote(parts.path)))
    anchor = f"#{parts.fragment}" if parts.fragment else ""
    if found.endswith(".md") and found.removesuffix(".md") in context.known:
        return f"{context.root}{found.removesuffix('.md')}/{anchor}"
    if found in context.known and not found.endswith(".md"):
        return f"{context.root}{found}/{anchor}"
    if found in context.files and found.lower().endswith(IMAGE_TYPES):
        used.add(found)
        return f"{context.root}{quote(found)}{anchor}"
    findings.append(_nowhere(address, found, context))
    return address


def _splits(address: str) -> bool:
    try:
        urlsplit(address)
    except ValueError:
        return False
    return True


def _nowhere(address: str, found: str, context: LinkContext) -> Finding:
    folder = posixpath.dirname(context.path)
    near = get_close_matches(found.removesuffix(".md"), [*context.known, *context.files], n=1, cutoff=0.6)
    if near:
        target = near[0] if near[0] in context.files else near[0] + ".md"
        fix = f"link to {posixpath.relpath(target, folder)}"
    else:
        fix = "correct the link, or take it out"
    return _broken(address, context, f"the link {address} leads nowhere", fix)


def _broken(address: str, context: LinkContext, message: str, fix: str) -> Finding:
    at = context.body.find(address)
    line = context.body_line + context.body.count("\n", 0, max(at, 0))
    return Finding(place=Place(context.file, line), rule="broken-link", message=message, fix=fix)
