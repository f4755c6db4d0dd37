"""Split a Markdown text into prose and what is no prose: code, comments, tags, escaped characters.

Gives a masked copy, as long as the text, in which everything that must never be changed is blanked out: so a pattern
that is found in the copy stands in prose, at the same offset.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from generator.importing.blocks import Block, blocks

MASK = "\x00"

_ATTRIBUTE = r"\s+[A-Za-z_:][\w.:-]*(?:\s*=\s*(?:[^\s\"'=<>`]+|'[^']*'|\"[^\"]*\"))?"
_AUTOLINK = r"<[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*>|<[\w.!#$%&'*+/=?^`{|}~-]+@[\w.-]+>"
_TAG = rf"</?[A-Za-z][A-Za-z0-9-]*(?:{_ATTRIBUTE})*\s*/?>"
_IN_PROSE = re.compile(
    rf"(?P<escape>\\[!-/:-@\[-`{{-~])|(?P<opening>`+|<!--|<\?)|(?P<autolink>{_AUTOLINK})|(?P<tag>{_TAG})"
)
# Where Markdown is not read, a browser decides what a tag is, and it is generous: `<core_path>` is one.
_IN_HTML = re.compile(
    r"(?P<comment><!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z))|(?P<tag></?[A-Za-z][^\s<>/\"']*(?:\s(?:\"[^\"]*\"|'[^']*'|[^<>\"'])*)?/?>)",
    re.DOTALL,
)
_SILENT = re.compile(r"(<(script|style)\b[^<>]*>)(.*?)(?=</\2\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_ROW_OF_DASHES = re.compile(r"[ >]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_BACKTICKS = re.compile("`+")
_CELL_END = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
class Tag:
    """An HTML tag as written. `raw` where Markdown is not read around it."""

    start: int
    end: int
    source: str
    raw: bool

    @property
    def name(self) -> str:
        """The element, in lower case."""
        return self.source.strip("</>").split(maxsplit=1)[0].strip("/").lower()

    @property
    def closes(self) -> bool:
        """Whether it is an end tag."""
        return self.source.startswith("</")


@dataclass(frozen=True, slots=True)
class Autolink:
    """An address in angle brackets; the offsets include the brackets."""

    start: int
    end: int


class Prose:
    """A Markdown text taken apart. `masked` has no code, comments and escaped characters."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.blocks: tuple[Block, ...] = blocks(text)
        self.tags: list[Tag] = []
        self.autolinks: list[Autolink] = []
        pieces: list[str] = []
        at = 0
        for block in self.blocks:
            # Between blocks there is only white space and the markers of quotes and lists.
            pieces += [text[at : block.start], self._masked(block)]
            at = block.end
        self.masked = "".join([*pieces, text[at:]])

    @cached_property
    def unlinked(self) -> str:
        """The masked text without its tags and autolinks as well."""
        spans = sorted(
            [*((tag.start, tag.end) for tag in self.tags), *((one.start, one.end) for one in self.autolinks)]
        )
        return _blanked(self.masked, 0, len(self.masked), spans)

    def _masked(self, block: Block) -> str:
        if block.kind == "code":
            return MASK * (block.end - block.start)
        if block.kind == "html":
            return self._masked_html(block)
        spans = [span for start, end in self._runs(block) for span in self._no_prose(start, end)]
        return _blanked(self.text, block.start, block.end, spans)

    def _runs(self, block: Block) -> list[tuple[int, int]]:
        """The stretches in which a code span may begin and end: a paragraph, or one cell of a table."""
        lines: list[tuple[int, int]] = []
        at = block.start
        for line in self.text[block.start : block.end].split("\n"):
            lines.append((at, at + len(line)))
            at += len(line) + 1
        dashes = next((row for row in range(1, len(lines)) if self._is_row_of_dashes(*lines[row])), None)
        if dashes is None:
            return [(block.start, block.end)]
        runs = [(block.start, lines[dashes - 2][1])] if dashes > 1 else []
        return runs + [cell for line in lines[dashes - 1 :] for cell in self._cells(*line)]

    def _is_row_of_dashes(self, start: int, end: int) -> bool:
        line = self.text[start:end]
        return "|" in line and _ROW_OF_DASHES.fullmatch(line) is not None

    def _cells(self, start: int, end: int) -> list[tuple[int, int]]:
        ends = [found.start() for found in _CELL_END.finditer(self.text, start, end)]
        return list(zip([start, *(bar + 1 for bar in ends)], [*ends, end], strict=True))

    def _no_prose(self, start: int, end: int) -> list[tuple[int, int]]:
        spans: list[tuple[int, int]] = []
        # What was searched for to the end once, and not found, need not be searched for again.
        never_closed: set[str] = set()
        at = start
        while found := _IN_PROSE.search(self.text, at, end):
            at = found.end()
            if opening := found["opening"]:
                closed = -1 if opening in never_closed else self._closed(opening, at, end)
                if closed < 0:
                    never_closed.add(opening)
                    continue
                at = closed
            elif found["tag"]:
                self.tags.append(Tag(found.start(), at, found[0], raw=False))
                continue
            elif found["autolink"]:
                self.autolinks.append(Autolink(found.start(), at))
                continue
            spans.append((found.start(), at))
        return spans

    def _closed(self, opening: str, at: int, end: int) -> int:
        """Where a code span, comment or instruction ends; -1 where it does not."""
        if opening[0] == "`":
            runs = self._backticks.get(len(opening), [])
            first = bisect_left(runs, at)
            found = runs[first] if first < len(runs) and runs[first] < end else -1
            return found + len(opening) if found >= 0 else -1
        closing = "-->" if opening == "<!--" else "?>"
        found = self.text.find(closing, at, end)
        return found + len(closing) if found >= 0 else -1

    @cached_property
    def _backticks(self) -> Mapping[int, Sequence[int]]:
        """Where each run of backticks starts, by its length."""
        runs: defaultdict[int, list[int]] = defaultdict(list)
        for run in _BACKTICKS.finditer(self.text):
            runs[len(run[0])].append(run.start())
        return runs

    def _masked_html(self, block: Block) -> str:
        source = self.text[block.start : block.end]
        silent = [(found.start(3), found.end(3)) for found in _SILENT.finditer(source)]
        source = _SILENT.sub(lambda found: found[1] + MASK * len(found[3]), source)
        spans = [(block.start + start, block.start + end) for start, end in silent if start < end]
        for found in _IN_HTML.finditer(source):
            start, end = block.start + found.start(), block.start + found.end()
            if found["tag"]:
                self.tags.append(Tag(start, end, found[0], raw=True))
            else:
                spans.append((start, end))
        return _blanked(self.text, block.start, block.end, sorted(spans))


def _blanked(text: str, start: int, end: int, spans: list[tuple[int, int]]) -> str:
    pieces: list[str] = []
    for first, last in spans:
        # A script may lie inside of a comment, which is blanked already.
        if last > start:
            pieces += [text[start:first], MASK * (last - max(start, first))]
            start = last
    return "".join([*pieces, text[start:end]])
