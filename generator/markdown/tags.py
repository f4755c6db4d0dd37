"""Desk tags such as `{{ hours phone }}`: found in the Markdown, filled in the HTML.

Between the two they are placeholders, so that no dialect can mangle them and what stands in code stays as it was written.
"""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass

from desk.finding import Finding, unknown_name
from desk.place import Place
from generator.markdown.allow_list import INSIDE_ELEMENT
from generator.markdown.tag_values import TAGS, Filled, TagContext, TagError

_TAG = re.compile(r"(?<!\\)\{\{[ \t]*([^{}\n]*?)[ \t]*\}\}")
_ELEMENT = re.compile(f"(<{INSIDE_ELEMENT}>)")
_ID = re.compile(r'(?<= id=")[^"]*')


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

    def literal(found: re.Match[str]) -> str:
        return hidden.tags[int(found[1])].source.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")

    def anchor(found: re.Match[str]) -> str:
        """As GitHub anchors a heading that holds the tag: the same in every language, and without spaces."""
        return re.sub(r"[^\w -]", "", hidden.tags[int(found[1])].source.lower()).replace(" ", "-")

    html = _ID.sub(lambda found: pattern.sub(anchor, found[0]), html)
    return "".join(_parts(html, pattern, value, literal))


def _parts(
    html: str,
    pattern: re.Pattern[str],
    value: Callable[[re.Match[str]], Filled],
    literal: Callable[[re.Match[str]], str],
) -> list[str]:
    in_code = in_link = 0
    parts = []
    for part in _ELEMENT.split(html):
        if part.startswith("<"):
            in_code += _nesting(part, ("code", "pre"))
            in_link += _nesting(part, ("a",))
            parts.append(pattern.sub(lambda found: value(found).text, part))
        elif in_code:
            parts.append(pattern.sub(literal, part))
        elif in_link:
            parts.append(pattern.sub(lambda found: value(found).text, part))
        else:
            parts.append(pattern.sub(lambda found: value(found).html, part))
    return parts


def _nesting(element: str, names: tuple[str, ...]) -> int:
    name = element.strip("</>").split(maxsplit=1)[0].lower() if element.strip("</>") else ""
    if name not in names:
        return 0
    return -1 if element.startswith("</") else 1


def _fill(tag: Tag, place: Place, context: TagContext, findings: list[Finding]) -> Filled:
    name, *arguments = tag.call.split() or [""]
    if name not in TAGS:
        finding = unknown_name(name, tuple(TAGS), place, what="a desk tag", rule="unknown-tag", write="{{{{ {} }}}}")
        literal = f"; to show the braces themselves, write \\{tag.source}"
        findings.append(Finding(place=place, rule=finding.rule, message=finding.message, fix=finding.fix + literal))
        return Filled.plain("")
    try:
        return TAGS[name](context, arguments)
    except TagError as error:
        findings.append(Finding(place=place, rule="bad-tag", message=f"{tag.source}: {error}", fix=error.fix))
        return Filled.plain("")
