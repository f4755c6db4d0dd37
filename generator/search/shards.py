"""Words, spellings, cards and vectors <-> the bytes of one shard. docs/running/search-index.md describes each.

Knows how a shard is written, not which shard a word is in, nor what anything is worth.
"""

import zlib
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise

import numpy as np
from numpy.typing import NDArray

from desk.data import Data, UnreadableError, from_json, to_json

Whole = NDArray[np.int64]

ALIAS, BEGINNING, SAME = "=", "*", "-"
SHORT_NUMBER = 2  # digits
# Half a byte for each number; -8 is never written.
_NUMBERS = {format(number + 8, "x"): number for number in range(-8, 8)}
_RAW = -zlib.MAX_WBITS
LONGEST_VARINT = 5
# Varints of one byte.
_SHORT = [bytes([number]) for number in range(1 << 7)]
# A shard is a few kB. What claims to be more was made to fill the memory of who reads it.
LARGEST_SHARD = 1 << 24


class Entry(Data, frozen=True, eq=False):
    """An entry of the dictionary: a stem, the forms of it on the site or the stem it is an alias of, and where it stands.

    `vector` is as it lies in the file.
    """

    stem: str
    forms: tuple[str, ...]
    alias: str
    documents: Whole
    impacts: NDArray[np.uint8]
    scale: int
    vector: bytes


def units(word: str) -> bytes:
    """What words are sorted by: UTF-16 code units, as `<` compares in JavaScript."""
    return word.encode("utf-16-be")


def packed(*sections: bytes) -> bytes:
    """Raw deflate. Each section has statistics of its own, and so a Huffman table of its own."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, _RAW, 9)
    written = [deflate.compress(section) + deflate.flush(zlib.Z_BLOCK) for section in sections if section]
    return b"".join(written) + deflate.flush()


def unpacked(data: bytes) -> bytes:
    """What `packed` was given, joined. Raises UnreadableError."""
    inflate = zlib.decompressobj(_RAW)
    try:
        content = inflate.decompress(data, LARGEST_SHARD)
    except zlib.error as error:
        raise UnreadableError(str(error)) from error
    if not inflate.eof or inflate.unused_data:
        raise UnreadableError("a shard is cut off or too long")
    return content


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


def read_words(content: bytes, *, documents: int, size: int) -> list[Entry]:
    """The entries of a shard; `size` is 0 where the index has no meaning. Raises UnreadableError."""
    reader = _Reader(content)
    lines = reader.text(reader.varint()).split("\n")
    counts = [reader.varint() for _ in lines]
    if sum(counts) > len(content):
        raise UnreadableError("a shard of words lists more than it holds")
    ends = [0, *accumulate(counts)]
    found = _places(reader.varints(ends[-1]), np.array(ends), documents)
    read = np.frombuffer(reader.take(ends[-1]), np.uint8)
    places = [found[start:end] for start, end in pairwise(ends)]
    impacts = [read[start:end] for start, end in pairwise(ends)]
    scales = reader.take(len(lines)) if size else bytes(len(lines))
    vectors = [reader.take((size + 1) // 2) if scale else b"" for scale in scales]
    reader.end()
    rest = zip(places, impacts, scales, vectors, strict=True)
    return [_entry(line, *columns) for line, columns in zip(lines, rest, strict=True)]


def spelling_text(rows: Iterable[tuple[str, int]]) -> bytes:
    """A form and the bits of how many documents have it, a line each."""
    return "\n".join([f"{form} {bits}" for form, bits in rows]).encode()


def read_spelling(content: bytes) -> list[tuple[str, int]]:
    """The forms of a shard of spellings or endings. Raises UnreadableError."""
    rows = []
    for line in _Reader(content).text(len(content)).split("\n"):
        form, _, bits = line.partition(" ")
        if not (form and bits.isascii() and bits.isdecimal() and len(bits) <= SHORT_NUMBER):
            raise UnreadableError("a shard of spellings is damaged")
        rows.append((form, int(bits)))
    return rows


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


def read_group(content: bytes, *, documents: int, size: int) -> tuple[Whole, list[tuple[int, ...]]]:
    """The documents of a group and their vectors. Raises UnreadableError."""
    reader = _Reader(content)
    count = reader.varint()
    if count > len(content):
        raise UnreadableError("a group lists more than it holds")
    places = _places(reader.varints(count), np.array([0, count]), documents)
    vectors = [numbers(reader.take((size + 1) // 2), size) for _ in range(count)]
    reader.end()
    return places, vectors


def read_cards(content: bytes) -> list[Card]:
    """The cards of a shard. Raises UnreadableError."""
    return [Card(*row) for row in from_json(content, list[tuple[str, str, tuple[str, ...], str]])]


def numbers(data: bytes, size: int) -> tuple[int, ...]:
    """A vector: numbers from -7 to 7, two in a byte, the first in the high half."""
    return tuple([_NUMBERS[digit] for digit in data.hex()[:size]])


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
    start = len(stem)
    return " ".join([stem, *[SAME + form[start:] if form.startswith(stem) else form for form in forms]])


def _entry(line: str, places: Whole, impacts: NDArray[np.uint8], scale: int, vector: bytes) -> Entry:
    stem, *forms = line.split(" ")
    if not stem or not all(forms):
        raise UnreadableError("a shard of words is damaged")
    alias = forms[0][1:] if forms and forms[0][0] == ALIAS else ""
    whole = () if alias else tuple([stem + form[1:] if form[0] == SAME else form for form in forms])
    return Entry(stem, whole, alias, places, impacts, scale, vector)


def _places(gaps: Whole, ends: Whole, documents: int) -> Whole:
    """The numbers of documents, in stretches that each begin anew."""
    sums = np.concatenate([[0], np.cumsum(gaps + 1)])
    places: Whole = sums[1:] - 1 - np.repeat(sums[ends[:-1]], np.diff(ends))
    if places.max(initial=-1) >= documents:
        raise UnreadableError("a shard of words names a question that is not there")
    return places


class _Reader:
    """Reads on from where it stopped, and never beyond the end."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._at = 0

    def take(self, length: int) -> bytes:
        taken = self._content[self._at : self._at + length]
        if len(taken) != length:
            raise UnreadableError("a shard is too short")
        self._at += length
        return taken

    def text(self, length: int) -> str:
        try:
            return self.take(length).decode()
        except UnicodeDecodeError:
            raise UnreadableError("a shard holds no text") from None

    def varint(self) -> int:
        number = 0
        for shift in range(0, 7 * LONGEST_VARINT, 7):
            byte = self.take(1)[0]
            number |= (byte & 127) << shift
            if byte < 1 << 7:
                return number
        raise UnreadableError("a shard holds a number that is too long")

    def varints(self, count: int) -> Whole:
        """So many of them at once."""
        here = np.frombuffer(self._content, np.uint8, offset=self._at)[: count * LONGEST_VARINT]
        ends = np.flatnonzero(here < 1 << 7)[:count]
        starts = np.concatenate([[0], ends[:-1] + 1])[: len(ends)]
        longest = int((ends - starts).max(initial=-1)) + 1
        if len(ends) < count or longest > LONGEST_VARINT:
            raise UnreadableError("a shard holds a number that is too long")
        found: Whole = np.zeros(count, np.int64)
        for place in range(longest):
            there = np.flatnonzero(ends - starts >= place)
            found[there] |= (here[starts[there] + place].astype(np.int64) & 127) << 7 * place
        self._at += int(ends[-1]) + 1 if count else 0
        return found

    def end(self) -> None:
        if self._at != len(self._content):
            raise UnreadableError("a shard is too long")
