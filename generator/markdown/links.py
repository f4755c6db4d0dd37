"""Links and images as writers write them (`../fees/costs.md#cards`, `diagram.png`) -> addresses on the site.

Writers link to files, so that the links work in the pull request's preview too.
"""

import re
from collections.abc import Callable
from html import escape, unescape
from urllib.parse import quote, urlsplit

from desk.data import Data, field
from desk.finding import Finding
from generator.markdown.elements import attributes
from generator.markdown.link_context import PUBLISHED_TYPES, LinkContext
from generator.markdown.wrong_links import missing_picture, not_translated, nowhere, own_address

_LINKED = re.compile(r'(<(a|img|source)\b(?:[^">]|"[^"]*")*?\s(?:href|src|srcset)=")([^"]*)(")')
# A link to another site, unless that is one's own, with nothing in it that would be written otherwise.
_OTHER_SITE = re.compile(r"""<a href="https?://[^"&'<>]*">""")
_ELSEWHERE = ("https://", "http://", "mailto:", "tel:", "#")
# What needs no further look to be a path, with a heading or without.
_PATH = re.compile(r"(?!//)([\w./-]+)(?:#([\w-]*))?", re.ASCII)
# To look for the line and for what was meant takes time; nobody reads so many findings of one answer.
MOST_NAMED = 100


class Linked(Data):
    """What the links of one answer came to: files that are shown, all that was looked up, and whether any name may matter.

    Where nothing of `looked_up` leads elsewhere than before, nothing of the answer changes, unless it asks for `whole`.
    """

    files: set[str] = field(default_factory=set)
    looked_up: set[str] = field(default_factory=set)
    whole: bool = False


def rewriting(context: LinkContext, findings: list[Finding], linked: Linked) -> Callable[[str], str]:
    """What turns the relative address in a tag into one of the site. What is found on the way is added to `linked`.

    A picture that is not there is a warning, and its text stands in for it: the answer can still be read. A link that leads
    nowhere is an error. A link to a question that is not translated yet leads to its page in another language.
    """
    blamed: set[tuple[str, str]] = set()
    own_host = context.own_host

    def blame(element: str, address: str, problem: Callable[[str, LinkContext], Finding]) -> None:
        if (element, address) not in blamed and len(blamed) < MOST_NAMED:
            blamed.add((element, address))
            findings.append(problem(address, context))

    def one(tag: str) -> str:
        if _OTHER_SITE.fullmatch(tag) and not (own_host and own_host in tag.lower()):
            return tag
        found = _LINKED.match(tag)
        if found is None:
            return tag
        address = unescape(found[3])
        parts = _split(address)
        target = _target(*parts, context, linked) if parts else address
        if target is None:
            # The name that was probably meant is said beside it: any of all.
            linked.whole = True
            blame(found[2], address, nowhere if found[2] == "a" else missing_picture)
            return tag if found[2] == "a" else _instead(tag)
        if found[2] == "a":
            if parts is None and _is_own(address, context, linked):
                blame("a", address, own_address)
            if parts and context.pending and context.page(parts[0]) in context.pending:
                blame("a", address, not_translated)
        return f"{found[1]}{escape(target)}{tag[found.start(4) :]}"

    return one


def _instead(element: str) -> str:
    """The words of a missing picture."""
    words = attributes(element).get("alt")
    return f'<span class="fd-missing">{words}</span>' if words else ""


def _split(address: str) -> tuple[str, str] | None:
    """Path and heading of an address on this site; None where it leads to another, or to another place on the page."""
    if address.startswith(_ELSEWHERE):
        return None
    if found := _PATH.fullmatch(address):
        return found[1], found[2] or ""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return None if parts.scheme or parts.netloc or not parts.path else (parts.path, parts.fragment)


def _target(path: str, fragment: str, context: LinkContext, linked: Linked) -> str | None:
    """Where a path leads on the site; None where it leads nowhere."""
    if path.startswith("/"):
        return None
    found = context.resolved(path)
    linked.looked_up.add(found)
    anchor = f"#{fragment}" if fragment else ""
    page = found.removesuffix(".md")
    if page in context.known:
        return f"{context.root}{page}/{anchor}"
    if page in context.pending:
        # Its headings have other words in another language.
        return f"{context.root}{context.pending[page]}"
    if found in context.files and found.lower().endswith(PUBLISHED_TYPES):
        linked.files.add(found)
        return f"{context.root}{quote(found)}{anchor}"
    return None


def _is_own(address: str, context: LinkContext, linked: Linked) -> bool:
    """Whether an address in full leads to a page or file of the own language."""
    target = context.own_target(address)
    if target is None:
        return False
    linked.looked_up.add(target)
    return target in context.known or target in context.files
