"""What an import does to a text: edits at offsets, and notes for a person, which keep their place when lines move."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace what lies between two offsets. `what` is the name under which edits of this kind are counted."""

    start: int
    end: int
    new: str
    what: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """What a person must look at, at an offset of the original text. Becomes a finding in the new file."""

    at: int
    rule: str
    message: str
    fix: str


Change = Edit | Note


class Edited:
    """A text after its edits. An edit inside a stretch that another one replaces is left out."""

    def __init__(self, text: str, edits: Iterable[Edit]) -> None:
        self.made: list[Edit] = []
        pieces: list[str] = []
        at = 0
        for edit in sorted(edits, key=lambda edit: (edit.start, -edit.end)):
            if edit.start >= at:
                pieces += [text[at : edit.start], edit.new]
                at = edit.end
                self.made.append(edit)
        self.text = "".join([*pieces, text[at:]])
        self._newlines = [found.start() for found in re.finditer("\n", self.text)]
        self._ends = [edit.end for edit in self.made]
        self._shifts = [0, *accumulate(len(edit.new) - (edit.end - edit.start) for edit in self.made)]

    def line(self, at: int) -> int:
        """The line, counted from 1, to which an offset of the original text has moved."""
        before = bisect_right(self._ends, at)
        moved = at + self._shifts[before]
        # Inside a replaced stretch: the start of what replaced it.
        if before < len(self.made) and self.made[before].start < at:
            moved = self.made[before].start + self._shifts[before]
        return bisect_left(self._newlines, moved) + 1


class Stretches:
    """Parts of a text, which do not overlap, and the question whether an offset lies in one of them."""

    def __init__(self, stretches: Iterable[tuple[int, int]]) -> None:
        self._ends = dict(sorted(stretches))
        self._starts = list(self._ends)

    def __contains__(self, at: int) -> bool:
        before = bisect_right(self._starts, at)
        return before > 0 and at < self._ends[self._starts[before - 1]]
