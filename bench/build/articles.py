"""The help articles of real writers -> blocks of Markdown that every builder reads alike.

Knows no builder and no corpus. `../shared/data/README.md` says where the texts come from.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "help-center"
# What each builder reads in its own way, or not at all: pictures, footnotes, tags of templates, HTML beyond keys and breaks.
_SHAPED = re.compile(r"!\[|\[\^|\{[{%<]|<(?!(?:/?(?:kbd|sup|br)\b[^>]*|https?:[^>]*)>)(?=[A-Za-z/!])")
_PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)(?:\{[^}\n]*\})?")
_LOCAL_LINK = re.compile(r"\[([^\]]*)\]\((?!https?:)[^)]*\)")
_ATTRIBUTES = re.compile(r"\{[.#:][^}\n]*\}")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TITLE = re.compile(r"^title: *(.+)$", re.MULTILINE)
_BLOCKS = re.compile(r"\n[ \t]*\n(?=\S)")
_FENCE = re.compile(r"^(?:```|~~~)", re.MULTILINE)
PROSE = 80  # characters
# The title is the only heading of the first order.
_FIRST_ORDER = re.compile(r"^#(?= )", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Original:
    """One article: its title, and its blocks (a paragraph, a list, a table, a heading) in their order."""

    title: str
    blocks: tuple[str, ...]


def originals(folder: Path = DATA) -> list[Original]:
    """All articles with at least one paragraph, in the order of their paths."""
    files = sorted(folder.rglob("*.md"), key=lambda file: file.as_posix())
    found = {one.title: one for one in map(_original, files) if any(map(is_prose, one.blocks))}
    return list(found.values())


def is_prose(block: str) -> bool:
    """A paragraph of some length, which can stand in another article as well."""
    return len(block) > PROSE and block[0].isalpha()


def _original(file: Path) -> Original:
    front, _, body = file.read_text(encoding="utf-8").replace("\r\n", "\n").removeprefix("---\n").partition("\n---\n")
    found = _TITLE.search(front)
    title = found[1].strip().strip("\"'") if found else file.stem.replace("-", " ")
    return Original(title, tuple(_blocks(body)))


def _blocks(body: str) -> Iterator[str]:
    text = _ATTRIBUTES.sub("", _LOCAL_LINK.sub(r"\1", _PICTURE.sub("", _COMMENT.sub("", body))))
    for block in _whole(_BLOCKS.split(text)):
        tidy = _FIRST_ORDER.sub("##", block.strip("\n").rstrip())
        if tidy.strip() and not _SHAPED.search(tidy):
            yield tidy


def _whole(pieces: Sequence[str]) -> Iterator[str]:
    """Pieces between empty lines, those of one fence together."""
    held = ""
    for piece in pieces:
        held = f"{held}\n\n{piece}" if held else piece
        if len(_FENCE.findall(held)) % 2 == 0:
            yield held
            held = ""
