"""Marks inside a line that come in pairs (code, comments, emphasis), taken out in one pass.

Each search that was in vain is remembered: a pattern would try again from every mark, which takes hours for some lines.
"""

import re
from collections.abc import Callable

_RUN = re.compile("`+")
_OPENING = {"_": re.compile(r"(?<!\w)_{1,3}(?=\S)"), "*": re.compile(r"(?<!\w)\*(?=\S)")}
_BEHIND = {"_": r"(?!\w)", "*": ""}


def with_code(text: str, shown: Callable[[str], str]) -> str:
    """The text with each code span replaced by what `shown` makes of its content."""
    runs = list(_RUN.finditer(text))
    following: dict[int, re.Match[str]] = {}
    closing: dict[int, re.Match[str]] = {}
    for run in reversed(runs):
        if len(run[0]) in following:
            closing[run.start()] = following[len(run[0])]
        following[len(run[0])] = run
    pieces: list[str] = []
    at = 0
    for run in runs:
        closes = closing.get(run.start())
        if closes and run.start() >= at:
            pieces += [text[at : run.start()], shown(text[run.end() : closes.start()])]
            at = closes.end()
    return "".join([*pieces, text[at:]])


def without_comments(text: str) -> str:
    """The text without `<!-- ... -->`."""
    pieces: list[str] = []
    at = 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start + len("<!--"))) >= 0:
        pieces.append(text[at:start])
        at = end + len("-->")
    return "".join([*pieces, text[at:]])


def without_emphasis(text: str, mark: str) -> str:
    """The text with `_so_` without its marks, line by line."""
    return "\n".join(_without_emphasis(line, mark) for line in text.split("\n"))


def _without_emphasis(line: str, mark: str) -> str:
    pieces: list[str] = []
    never_closed: set[int] = set()
    at = 0
    for opening in _OPENING[mark].finditer(line):
        for size in range(len(opening[0]), 0, -1):
            inner = opening.start() + size
            if opening.start() < at or size in never_closed:
                continue
            closing = re.compile(rf"(?<=\S){re.escape(mark * size)}{_BEHIND[mark]}").search(line, inner + 1)
            if closing:
                pieces += [line[at : opening.start()], line[inner : closing.start()]]
                at = closing.end()
                break
            never_closed.add(size)
    return "".join([*pieces, line[at:]])
