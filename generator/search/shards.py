"""Words, spellings, cards and vectors -> the bytes of one shard. docs/running/search-index.md describes each.

Knows how a shard is written (reading.py reads it), not which shard a word is in, nor what anything is worth.
"""

import zlib
from collections.abc import Iterable, Sequence

from desk.data import Data, to_json

ALIAS, BEGINNING, SAME = "=", "*", "-"
RAW = -zlib.MAX_WBITS
# Varints of one byte.
_SHORT = [bytes([number]) for number in range(1 << 7)]


def units(word: str) -> bytes:
    """What words are sorted by: UTF-16 code units, as `<` compares in JavaScript."""
    return word.encode("utf-16-be")


def packed(*sections: bytes) -> bytes:
    """Raw deflate. Each section has statistics of its own, and so a Huffman table of its own."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, RAW, 9)
    written = [deflate.compress(section) + deflate.flush(zlib.Z_BLOCK) for section in sections if section]
    return b"".join(written) + deflate.flush()


def words_sections(
    lines: Sequence[str],
    gaps: Sequence[bytes],
    impacts: Sequence[bytes],
    vectors: tuple[Sequence[int], Sequence[bytes]] | None,
) -> list[bytes]:
    """The parts of a shard of words, in their order; `vectors` are scales and halves of each line."""
    text = "\n".join(lines).encode()
    counts = b"".join([_SHORT[len(row)] if len(row) < len(_SHORT) else varint(len(row)) for row in impacts])
    sections = [varint(len(text)) + text, counts + b"".join(gaps), b"".join(impacts)]
    return [*sections, bytes(vectors[0]), b"".join(vectors[1])] if vectors else sections


def spelling_text(rows: Iterable[tuple[str, int]]) -> bytes:
    """A form and the bits of how many documents have it, a line each."""
    return "\n".join([f"{form} {bits}" for form, bits in rows]).encode()


class Card(Data, frozen=True):
    """What is shown of a question in a list of results."""

    path: str
    title: str
    crumbs: tuple[str, ...]
    summary: str


def cards_text(cards: Iterable[Card]) -> bytes:
    """JSON, a list for each card."""
    return to_json([[card.path, card.title, card.crumbs, card.summary] for card in cards])


def group_content(documents: bytes, vectors: Sequence[bytes]) -> bytes:
    """A group of documents: how many, their numbers as gaps, and their vectors."""
    return varint(len(vectors)) + documents + b"".join(vectors)


def varint(number: int) -> bytes:
    """Seven bits a byte, the lowest first."""
    written = bytearray()
    while number >= 1 << 7:
        written.append(number & 127 | 128)
        number >>= 7
    written.append(number)
    return bytes(written)


def line_of(stem: str, forms: Iterable[str]) -> str:
    """The line of a stem in the text of a shard."""
    start, line = len(stem), stem
    for form in forms:
        line += f" {SAME}{form[start:]}" if form.startswith(stem) else f" {form}"
    return line
