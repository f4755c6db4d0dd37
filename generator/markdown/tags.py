"""Desk tags such as `{{ hours phone }}`: found in the Markdown, filled in the HTML.

Between the two they are placeholders, so that no dialect can mangle them and what stands in code stays as it was written.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from desk.finding import Finding, unknown_name
from desk.place import Place
from generator.markdown.allow_list import INSIDE_ELEMENT
from generator.markdown.tag_values import TAGS, Filled, TagContext, TagError

_TAG = re.compile(r"(?<!\\)\{\{[ \t]*([^{}\n]*?)[ \t]*\}\}")
_ELEMENT = re.compile(f"(<{INSIDE_ELEMENT}>)")
_ID = re.compile(r'(?<= id=")[^"]*')

Where = Literal["element", "code", "link", "prose"]


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag as its writer wrote it, and where."""

    source: str
    call: str
    line: int


@dataclass(frozen=True, slots=True)
class Hidden:
    """Markdown in which each tag is a placeholder word."""

    markdown: str
    tags: tuple[Tag, ...]
    key: str

    def placeholder(self, number: int) -> str:
        """The word that stands for a tag: letters and digits only, the same on every run."""
        return f"fdtag{number}x{self.key}"


def hide(markdown: str, first_line: int) -> Hidden:
    """Replace every `{{ ... }}` that has no backslash before it."""
    if "{{" not in markdown:
        return Hidden(markdown, (), "")
    key = hashlib.sha256(markdown.encode()).hexdigest()[:12]
    tags: list[Tag] = []

    def replaced(found: re.Match[str]) -> str:
        line = first_line + markdown.count("\n", 0, found.start())
        tags.append(Tag(found[0], found[1], line))
        return f"fdtag{len(tags) - 1}x{key}"

    text = _TAG.sub(replaced, markdown)
    return Hidden(text, tuple(tags), key)


def show(html: str, hidden: Hidden, file: str, context: TagContext, findings: list[Finding]) -> str:
    """Fill each placeholder: as written inside code, as plain text inside links and attributes, as HTML elsewhere."""
    if not hidden.tags:
        return html
    pattern = re.compile(f"fdtag(\\d+)x{hidden.key}")
    filled: dict[int, Filled] = {}

    def value(found: re.Match[str]) -> Filled:
        number = int(found[1])
        if number not in filled:
            tag = hidden.tags[number]
            filled[number] = _fill(tag, Place(file, tag.line), context, findings)
        return filled[number]

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


def _fill(tag: Tag, place: Place, context: TagContext, findings: list[Finding]) -> Filled:
    name, *arguments = tag.call.split() or [""]
    if name not in TAGS:
        given = " ".join(["{}", *arguments])
        finding = unknown_name(
            name, tuple(TAGS), place, what="a desk tag", rule="unknown-tag", write=f"{{{{{{{{ {given} }}}}}}}}"
        )
        literal = f"; to show the braces themselves, write \\{tag.source}"
        findings.append(Finding(place=place, rule=finding.rule, message=finding.message, fix=finding.fix + literal))
        return Filled.plain("")
    try:
        return TAGS[name](context, arguments)
    except TagError as error:
        findings.append(Finding(place=place, rule="bad-tag", message=f"{tag.source}: {error}", fix=error.fix))
        return Filled.plain("")
