"""The headings of a text: their words, their anchors, and the edits that make them fit below a page's title."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape

from generator.importing.changes import Change, Edit, Note
from generator.importing.inline import with_code, without_comments, without_emphasis
from generator.importing.prose import Prose

TOP_LEVEL = 2
LOWEST_LEVEL = 6

_ITEM = r"(?:[.#][\w:-]+|[\w-]+=(?:\"[^\"\n]*\"|'[^'\n]*'|[\w/.:-]+))"
# `{#id}`, `{: .class }`, `{target="_blank"}`: kramdown and Python-Markdown read them, GitHub shows them to the reader.
ATTRIBUTE_LIST = rf"\{{:?[ \t]*{_ITEM}(?:[ \t]+{_ITEM})*[ \t]*\}}"

_LAST = re.compile(rf"({ATTRIBUTE_LIST})\s*$")
_ID = re.compile(r"#([\w:.-]+)")
_LINK = re.compile(
    r"!?\[([^\[\]]*)\]\([^()\s]*(?:\([^()]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\)|!?\[([^\[\]]*)\]\[[^\[\]]*\]"
)
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
# Private characters: they keep an escaped one from being read as markup.
_PRIVATE = range(0xE000, 0xE080)
_HTML_HEADING = re.compile(r"h([1-6])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading between two offsets; `inner` to `outer` is what stands in it, without its attribute list."""

    start: int
    end: int
    level: int
    inner: int
    outer: int
    words: str
    own_id: str = ""
    attributed: bool = False
    underlined: bool = False


def headings(prose: Prose) -> tuple[Heading, ...]:
    """Every Markdown heading of a text in order."""
    found = []
    for block in prose.blocks:
        if block.kind == "heading":
            source = prose.text[block.inner : block.outer]
            attributes = _LAST.match(source, max(source.rfind("{"), 0))
            own = _ID.search(attributes[1]) if attributes else None
            outer = block.inner + len(source[: attributes.start()].rstrip()) if attributes else block.outer
            found.append(
                Heading(
                    start=block.start,
                    end=block.end,
                    level=block.level,
                    inner=block.inner,
                    outer=outer,
                    words=plain_words(prose.text[block.inner : outer]),
                    own_id=own[1] if own else "",
                    attributed=attributes is not None,
                    underlined=block.inner == block.start,
                )
            )
    return tuple(found)


def plain_words(markdown: str) -> str:
    """The words of a line as a reader sees them; a space before a tag or comment stays."""
    code: list[str] = []

    def kept(content: str) -> str:
        code.append(content.strip() or content)
        return f"\x00{len(code) - 1}\x01"

    text = with_code(markdown, kept)
    text = _ESCAPE.sub(lambda found: chr(_PRIVATE[0] + ord(found[1])), text)
    text = _LINK.sub(lambda found: found[1] or found[2] or "", text)
    text = without_emphasis(_TAG.sub("", without_comments(text)), "_").replace("**", "").replace("~~", "")
    text = without_emphasis(text, "*")
    text = "".join(chr(ord(mark) - _PRIVATE[0]) if ord(mark) in _PRIVATE else mark for mark in unescape(text))
    return re.sub("\x00(\\d+)\x01", lambda found: code[int(found[1])], text).replace("\n", " ")


def heading_changes(prose: Prose, found: Sequence[Heading], anchors: Sequence[str]) -> Iterator[Change]:
    """Start below the page's title, and turn `## Words {#id}` into what every dialect understands."""
    shift = _shift(prose, found)
    for heading, name in zip(found, anchors, strict=True):
        level = heading.level + shift
        if level > LOWEST_LEVEL:
            yield Note(
                heading.start, "deep-heading", f"this heading would be level {level}; it is 6", "shorten the outline"
            )
        inner = prose.text[heading.inner : heading.outer]
        if heading.own_id and heading.own_id != name:
            inner = f'<a id="{heading.own_id}"></a>{inner}'
        marks = "#" * min(level, LOWEST_LEVEL)
        if heading.underlined and (shift or heading.attributed):
            yield Edit(heading.inner, heading.end, f"{marks} {' '.join(inner.split())}", "headings changed")
        elif not heading.underlined and (shift or heading.attributed):
            # Edited in two places, so that a link inside the heading can be edited too.
            opening = f"{marks} " + (f'<a id="{heading.own_id}"></a>' if heading.own_id not in {"", name} else "")
            yield Edit(heading.start, heading.inner, opening, "headings changed")
            yield Edit(heading.outer, heading.end, "")
    if shift:
        yield from _shifted_html(prose, shift)


def _shift(prose: Prose, found: Sequence[Heading]) -> int:
    html = (_HTML_HEADING.fullmatch(tag.name) for tag in prose.tags)
    levels = [heading.level for heading in found] + [int(heading[1]) for heading in html if heading]
    return TOP_LEVEL - min(levels) if levels else 0


def _shifted_html(prose: Prose, shift: int) -> Iterator[Edit]:
    for tag in prose.tags:
        if heading := _HTML_HEADING.fullmatch(tag.name):
            number = tag.start + tag.source.lower().index("h") + 1
            yield Edit(number, number + 1, str(min(int(heading[1]) + shift, LOWEST_LEVEL)))
