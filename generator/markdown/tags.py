"""Desk tags such as `{{ hours phone }}`: found in the Markdown, filled in the HTML.

Between the two they are placeholders, so that no dialect can mangle them and what stands in code stays as it was written.
"""

import hashlib
import re
from collections.abc import Iterator
from functools import cache, partial
from typing import Literal

from desk.data import Data, replace
from desk.finding import Finding, unknown_name
from desk.place import Place
from generator.markdown.tag_values import TAGS, Filled, TagContext, TagError

_TAG = re.compile(r"(?<!\\)\{\{([^{}\n]*)\}\}")
_ELEMENT = re.compile(r'(<[^">]*(?:"[^"]*"[^">]*)*>)')
_ID = re.compile(r'(?<= id=")[^"]*')

Where = Literal["element", "code", "link", "prose"]


class Tag(Data, frozen=True):
    """One tag as its writer wrote it, and where."""

    source: str
    call: str
    line: int


class Hidden(Data, frozen=True):
    """Markdown in which each tag is a placeholder word."""

    markdown: str
    tags: tuple[Tag, ...]
    key: str


def hide(markdown: str, first_line: int) -> Hidden:
    """Replace every `{{ ... }}` that has no backslash before it."""
    if "{{" not in markdown:
        return Hidden(markdown, (), "")
    key = hashlib.sha256(markdown.encode()).hexdigest()[:12]
    tags: list[Tag] = []
    pieces: list[str] = []
    line, at = first_line, 0
    for number, found in enumerate(_TAG.finditer(markdown)):
        line += markdown.count("\n", at, found.start())
        tags.append(Tag(found[0], found[1].strip(" \t"), line))
        pieces += [markdown[at : found.start()], f"fdtag{number}x{key}"]
        at = found.end()
    return Hidden("".join([*pieces, markdown[at:]]), tuple(tags), key)


def show(html: str, hidden: Hidden, file: str, context: TagContext, findings: list[Finding]) -> str:
    """Fill each placeholder: as written inside code, as plain text inside links and attributes, as HTML elsewhere."""
    if not hidden.tags:
        return html
    pattern = re.compile(f"fdtag(\\d+)x{hidden.key}")
    meant = cache(partial(_meant, context=context))
    blamed: set[int] = set()

    def value(found: re.Match[str]) -> Filled:
        number = int(found[1])
        tag = hidden.tags[number]
        filled = meant(tag.source, tag.call)
        if isinstance(filled, Filled):
            return filled
        if number not in blamed:
            blamed.add(number)
            findings.append(replace(filled, place=Place(file, tag.line)))
        return Filled.plain("")

    def written(found: re.Match[str]) -> str:
        return hidden.tags[int(found[1])].source

    def one(part: str, place: Where) -> str:
        if place == "code":
            return pattern.sub(lambda found: _escaped(written(found)), part)
        if place == "prose":
            return pattern.sub(lambda found: value(found).html, part)
        if place == "element":
            part = _ID.sub(lambda of: pattern.sub(lambda found: _anchor(written(found)), of[0]), part)
        return pattern.sub(lambda found: value(found).text, part)

    return "".join(one(part, place) for part, place in _places(html))


def _escaped(source: str) -> str:
    return source.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def _anchor(source: str) -> str:
    """A tag in a heading as GitHub anchors it: the same in every language, and without spaces."""
    return re.sub(r"[^\w -]", "", source.lower()).replace(" ", "-")


def _places(html: str) -> Iterator[tuple[str, Where]]:
    """The HTML in pieces, each with where it stands."""
    in_code = in_link = 0
    for part in _ELEMENT.split(html):
        if part.startswith("<"):
            in_code += _nesting(part, ("code", "pre"))
            in_link += _nesting(part, ("a",))
            yield part, "element"
        else:
            yield part, "code" if in_code else "link" if in_link else "prose"


def _nesting(element: str, names: tuple[str, ...]) -> int:
    name = element.strip("</>").split(maxsplit=1)[0].lower() if element.strip("</>") else ""
    if name not in names:
        return 0
    return -1 if element.startswith("</") else 1


def _meant(source: str, call: str, context: TagContext) -> Filled | Finding:
    """What a tag says; a finding, whose place is yet to be told, where it says nothing."""
    place = Place("")
    name, *arguments = call.split() or [""]
    if name not in TAGS:
        given = " ".join(["{}", *arguments])
        finding = unknown_name(
            name, tuple(TAGS), place, what="a desk tag", rule="unknown-tag", write=f"{{{{{{{{ {given} }}}}}}}}"
        )
        return replace(finding, fix=f"{finding.fix}; to show the braces themselves, write \\{source}")
    try:
        return TAGS[name](context, arguments)
    except TagError as error:
        return Finding(place=place, rule="bad-tag", message=f"{source}: {error}", fix=error.fix)
