"""Find every address in a text: links, images, definitions, HTML attributes, and addresses that stand alone."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from typing import Literal

from generator.importing.changes import Stretches
from generator.importing.prose import MASK, Prose, Tag

Kind = Literal["link", "image", "definition", "autolink", "html link", "html image"]

_DESTINATION = re.compile(
    r"\(\s*+(?:<(?P<angle>[^<>\n]*)>|(?P<bare>[^\s()<]*(?:\([^\s()]*\)[^\s()]*)*))"
    r"(?:\s++(?:\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\)))?\s*+\)"
)
_BRACKET = re.compile(r"!?\[|\]")
_DEFINITION = re.compile(r"^[ >]{0,9}\[(?!\^)[^\[\]\n]+\]:[ \t]*(?:<([^<>\n]*)>|(\S+))", re.MULTILINE)
_ADDRESS = re.compile(r"https?://[^\s<>\"\x00]+")
_ATTRIBUTE = re.compile(r"\s(href|src)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>`]+))", re.IGNORECASE)
# alt="" is a statement too: the image says nothing that the text does not say.
_ALT = re.compile(r"\salt\s*=", re.IGNORECASE)
_SPACE = re.compile(r"\s*")
_UNESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """An address between two offsets (an autolink's include its brackets). `at` is where the whole link starts.

    `named` tells whether an image has a text for those who do not see it, and a link words to click.
    """

    kind: Kind
    at: int
    start: int
    end: int
    address: str
    named: bool = True


def references(prose: Prose) -> list[Reference]:
    """Every address of a text, sorted."""
    found = [*_links(prose), *_definitions(prose), *_html(prose)]
    found += [
        Reference(
            kind="autolink",
            at=span.start,
            start=span.start,
            end=span.end,
            address=prose.text[span.start + 1 : span.end - 1],
        )
        for span in prose.autolinks
    ]
    used = Stretches(_outermost((reference.at, reference.end) for reference in found))
    found += [reference for reference in _plain_addresses(prose) if reference.start not in used]
    return sorted(found, key=lambda reference: (reference.start, reference.end))


def _outermost(stretches: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Without those that lie inside another, as an image lies in a link."""
    reached = -1
    for start, end in sorted(stretches, key=lambda one: (one[0], -one[1])):
        if end > reached:
            reached = end
            yield start, end


def _links(prose: Prose) -> Iterator[Reference]:
    for block in prose.blocks:
        if block.kind not in {"text", "heading"}:
            continue
        opened: list[tuple[int, bool]] = []
        for bracket in _BRACKET.finditer(prose.masked, block.start, block.end):
            if bracket[0] != "]":
                opened.append((bracket.start(), bracket[0] == "!["))
            elif opened:
                at, image = opened.pop()
                destination = _DESTINATION.match(prose.text, bracket.end(), block.end)
                if destination:
                    yield _link(prose, at, bracket.start(), destination, image=image)
                elif (
                    image
                    and prose.text[bracket.end() : bracket.end() + 1] == "["
                    and _blank(prose, at + 2, bracket.start())
                ):
                    yield Reference(kind="image", at=at, start=at, end=at, address="", named=False)


def _link(prose: Prose, at: int, close: int, destination: re.Match[str], *, image: bool) -> Reference:
    part = "angle" if destination["angle"] is not None else "bare"
    start, end = destination.span(part)
    start, end = (start - 1, end + 1) if part == "angle" else (start, end)
    named = not _blank(prose, at + (2 if image else 1), close)
    kind: Kind = "image" if image else "link"
    return Reference(
        kind=kind, at=at, start=start, end=end, address=_UNESCAPE.sub(r"\1", destination[part]), named=named
    )


def _blank(prose: Prose, start: int, end: int) -> bool:
    space = _SPACE.match(prose.text, start, end)
    return space is not None and space.end() == end


def _definitions(prose: Prose) -> Iterator[Reference]:
    for block in prose.blocks:
        if block.kind == "text":
            for found in _DEFINITION.finditer(prose.masked, prose.masked.rfind("\n", 0, block.start) + 1, block.end):
                part = 1 if found[1] is not None else 2
                start, end = found.span(part)
                start, end = (start - 1, end + 1) if part == 1 else (start, end)
                address = prose.text[found.start(part) : found.end(part)]
                yield Reference(kind="definition", at=found.start(), start=start, end=end, address=address)


def _html(prose: Prose) -> Iterator[Reference]:
    for tag in prose.tags:
        for found in _ATTRIBUTE.finditer(tag.source):
            part = next(part for part in (2, 3, 4) if found[part] is not None)
            wanted = {"a": "href", "img": "src", "area": "href"}.get(tag.name)
            if wanted == found[1].lower():
                yield _attribute(prose, tag, found, part)


def _attribute(prose: Prose, tag: Tag, found: re.Match[str], part: int) -> Reference:
    kind: Kind = "html image" if tag.name == "img" else "html link"
    named = _ALT.search(tag.source) is not None if kind == "html image" else _has_words(prose, tag)
    start, end = (tag.start + edge for edge in found.span(part))
    return Reference(kind=kind, at=tag.start, start=start, end=end, address=unescape(found[part]), named=named)


def _has_words(prose: Prose, tag: Tag) -> bool:
    behind = prose.text[tag.end : tag.end + 200].lstrip()
    return not behind.lower().startswith("</a")


def _plain_addresses(prose: Prose) -> Iterator[Reference]:
    for block in prose.blocks:
        if block.kind in {"text", "heading"}:
            for found in _ADDRESS.finditer(prose.unlinked, block.start, block.end):
                address = found[0].split(MASK)[0].rstrip("?!.,:;*_~'\"|]")
                if address.endswith(")") and address.count(")") > address.count("("):
                    address = address.rstrip(")")
                end = found.start() + len(address)
                yield Reference(kind="autolink", at=found.start(), start=found.start(), end=end, address=address)
