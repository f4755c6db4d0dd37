"""Split a Markdown text into its blocks: prose, headings, code and raw HTML, each with its offsets.

Follows CommonMark's rules for block structure, line by line: quotes, list items and footnotes contain, fences and
indentation make code, a tag at the start of a line makes raw HTML. Knows nothing of what stands inside a line.
"""

import re
from dataclasses import dataclass, replace
from typing import Literal

from generator.importing.elements import BLOCKS, ELEMENTS, LITERAL

Kind = Literal["text", "heading", "code", "html"]

_QUOTE = re.compile(r" {0,3}> ?")
_ITEM = re.compile(r" {0,3}(?:[-+*]|(\d{1,9})[.)])(?= |$)")
_FOOTNOTE = re.compile(r" {0,3}\[\^[^\]\s]+\]: *")
_BREAK = re.compile(r" {0,3}(?:(?:\* *){3,}|(?:- *){3,}|(?:_ *){3,})$")
_HEADING = re.compile(r" {0,3}(#{1,6})(?= |$)")
_UNDERLINE = re.compile(r" {0,3}(=+|-+) *$")
_FENCE = re.compile(r" {0,3}(`{3,}(?=[^`]*$)|~{3,})")
_TAG_NAME = re.compile(r" {0,3}</?([A-Za-z][A-Za-z0-9-]*)(?=[ />]|$)")
_LONE_TAG = re.compile(
    r" {0,3}</?[A-Za-z][A-Za-z0-9-]*(?: +[^\s\"'<>/=]+(?: *= *(?:\"[^\"]*\"|'[^']*'|[^\s\"'<>`]+))?)* */?> *$"
)
# A list item's text may stand this far from its marker; further away, it is code inside the item.
_WIDEST_GAP = 4
_TAB = 4
_CODE_INDENT = 4
# More would be refused by the build.
_MOST_CONTAINERS = 100


@dataclass(frozen=True, slots=True)
class Block:
    """Offsets into the text. A heading's own text lies between `inner` and `outer`; `level` is 1 to 6, 0 elsewhere."""

    kind: Kind
    start: int
    end: int
    level: int = 0
    inner: int = 0
    outer: int = 0


def blocks(text: str) -> tuple[Block, ...]:
    """Every block of a text in order; blank lines, rules between sections and markers of lists belong to none."""
    scanner = _Scanner()
    offset = 0
    for raw in text.split("\n"):
        scanner.take(_Line(raw, offset))
        offset += len(raw) + 1
    scanner.close()
    return tuple(scanner.found)


class _Line:
    """A line with its tabs widened, so that columns can be counted; `at` leads from a column back to the text."""

    def __init__(self, raw: str, offset: int) -> None:
        self.raw, self.offset = raw, offset
        self.text = raw.expandtabs(_TAB) if "\t" in raw else raw
        self.end = offset + len(raw)

    def at(self, column: int) -> int:
        if self.text is self.raw:
            return self.offset + column
        width = 0
        for index, mark in enumerate(self.raw):
            if width >= column:
                return self.offset + index
            width += _TAB - width % _TAB if mark == "\t" else 1
        return self.end


class _Scanner:
    """Takes line after line. `containers` holds a list item's indentation, or None for a quote."""

    def __init__(self) -> None:
        self.found: list[Block] = []
        self.containers: list[int | None] = []
        self.leaf: Block | None = None
        # What closes the open fence or HTML block; None where a blank line does.
        self.closing: re.Pattern[str] | None = None

    def close(self) -> None:
        if self.leaf:
            self.found.append(self.leaf)
        self.leaf = None

    def take(self, line: _Line) -> None:
        column, depth = self._continued(line.text)
        if self.leaf and self.leaf.kind in {"code", "html"}:
            if depth == len(self.containers):
                self._literal(line, column)
                return
            self.close()
        lazy = depth < len(self.containers)
        while depth < _MOST_CONTAINERS:
            rest = line.text[column:]
            opened = self._container(rest, interrupts=self.leaf is not None and not lazy)
            if opened is None:
                break
            container, width = opened
            self._leave(depth)
            self.containers.append(container)
            column, depth, lazy = column + width, depth + 1, False
        self._take_leaf(line, column, depth, lazy=lazy)

    def _continued(self, text: str) -> tuple[int, int]:
        """How far the line's start repeats the open containers: the column behind them, and how many."""
        column = 0
        for depth, container in enumerate(self.containers):
            rest = text[column:]
            if container is None:
                quote = _QUOTE.match(rest)
                if quote is None:
                    return column, depth
                column += quote.end()
            elif rest[:container].strip():
                return column, depth
            elif rest.strip():
                column += container
        return column, len(self.containers)

    def _container(self, rest: str, *, interrupts: bool) -> tuple[int | None, int] | None:
        """The container that starts here, and the width of its marker."""
        if quote := _QUOTE.match(rest):
            return None, quote.end()
        if footnote := _FOOTNOTE.match(rest):
            return _CODE_INDENT, footnote.end()
        item = _ITEM.match(rest)
        if item is None or _BREAK.match(rest):
            return None
        behind = rest[item.end() :]
        if interrupts and (not behind.strip() or item[1] not in {None, "1"}):
            return None
        gap = len(behind) - len(behind.lstrip(" "))
        gap = gap if behind.strip() and gap <= _WIDEST_GAP else 1
        return item.end() + gap, min(item.end() + gap, len(rest))

    def _leave(self, depth: int) -> None:
        self.close()
        del self.containers[depth:]

    def _take_leaf(self, line: _Line, column: int, depth: int, *, lazy: bool) -> None:
        rest = line.text[column:]
        indent = len(rest) - len(rest.lstrip(" "))
        start = line.at(column + indent)
        if not rest.strip():
            self._leave(depth)
        elif indent >= _CODE_INDENT and self.leaf is None:
            self._leave(depth)
            self.found.append(Block("code", start, line.end))
        elif self.leaf and not lazy and (underline := _UNDERLINE.match(rest)):
            leaf = self.leaf
            self.leaf = replace(
                leaf,
                kind="heading",
                end=line.end,
                level=1 if underline[1][0] == "=" else 2,
                inner=leaf.start,
                outer=leaf.end,
            )
            self.close()
        elif indent < _CODE_INDENT and self._starts(line, column, depth, start):
            return
        elif self.leaf:
            self.leaf = replace(self.leaf, end=line.end)
        else:
            self._leave(depth)
            self.leaf = Block("text", start, line.end)

    def _starts(self, line: _Line, column: int, depth: int, start: int) -> bool:
        """Whether a heading, a rule, a fence or raw HTML starts here."""
        rest = line.text[column:]
        if heading := _HEADING.match(rest):
            self._leave(depth)
            inner, outer = (line.at(column + edge) for edge in _inside(rest, heading.end()))
            self.found.append(Block("heading", start, line.end, len(heading[1]), inner, outer))
        elif _BREAK.match(rest):
            self._leave(depth)
        elif fence := _FENCE.match(rest):
            self._leave(depth)
            self.leaf = Block("code", start, line.end)
            self.closing = re.compile(rf" {{0,3}}{fence[1][0]}{{{len(fence[1])},}} *$")
        elif self._starts_html(rest):
            self._leave(depth)
            self.leaf = Block("html", start, line.end)
            if self.closing and self.closing.search(rest):
                self.close()
        else:
            return False
        return True

    def _starts_html(self, rest: str) -> bool:
        stripped = rest.lstrip(" ")
        for opening, closing in (("<!--", "-->"), ("<?", r"\?>"), ("<![CDATA[", r"\]\]>")):
            if stripped.startswith(opening):
                self.closing = re.compile(closing)
                return True
        tag = _TAG_NAME.match(rest)
        name = tag[1].lower() if tag else ""
        if name in LITERAL and not stripped.startswith("</"):
            self.closing = re.compile(rf"</{name}>", re.IGNORECASE)
            return True
        self.closing = None
        # A tag that is no HTML element is a placeholder: the import escapes it, and then it is prose.
        return name in BLOCKS or (name in ELEMENTS and self.leaf is None and _LONE_TAG.match(rest) is not None)

    def _literal(self, line: _Line, column: int) -> None:
        """One more line of an open fence or HTML block."""
        leaf, rest = self.leaf, line.text[column:]
        if leaf is None:
            return
        if self.closing is None and not rest.strip():
            self.close()
            return
        self.leaf = replace(leaf, end=line.end)
        found = self.closing and (self.closing.match(rest) if leaf.kind == "code" else self.closing.search(rest))
        if found:
            self.close()


def _inside(line: str, at: int) -> tuple[int, int]:
    """Where the words of a heading stand, behind its marks and before those that may close it."""
    words = line[at:].rstrip(" ")
    unclosed = words.rstrip("#")
    if not unclosed or unclosed.endswith(" "):
        words = unclosed.rstrip(" ")
    if not words:
        return len(line), len(line)
    return at + len(words) - len(words.lstrip(" ")), at + len(words)
