"""Words, spellings, cards and vectors <-> the bytes of one shard. docs/running/search-index.md describes each.

Knows how a shard is written, not which shard a word is in, nor what anything is worth.
"""

import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TypeVar

from desk.data import UnreadableError, from_json, to_json

ALIAS, BEGINNING, SAME = "=", "*", "-"
SHORT_NUMBER = 2  # digits
# Half a byte for each number; -8 is never written.
_DIGITS = {number: format(number + 8, "x") for number in range(-8, 8)}
_NUMBERS = {digit: number for number, digit in _DIGITS.items()}
_RAW = -zlib.MAX_WBITS
# A shard is a few kB. What claims to be more was made to fill the memory of who reads it.
LARGEST_SHARD = 1 << 24

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class WordRow:
    """One entry: a stem, the forms of it on the site or the stem it is an alias of, and where it stands."""

    key: str
    stem: str
    forms: Sequence[str] = ()
    alias: str = ""
    gaps: bytes = b""
    impacts: bytes = b""
    scale: int = 0
    vector: bytes = b""

    def line(self) -> str:
        """Its line in the text of a shard."""
        if self.alias:
            return f"{self.stem} {ALIAS}{self.alias}"
        return " ".join([self.stem, *(_shortened(form, self.stem) for form in self.forms)])


@dataclass(frozen=True, slots=True)
class Entry:
    """A WordRow as it is read back."""

    stem: str
    forms: tuple[str, ...]
    alias: str
    documents: tuple[int, ...]
    impacts: bytes
    scale: int
    vector: tuple[int, ...]


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


def split(
    rows: Sequence[Row], key: Callable[[Row], str], size: Callable[[Row], float], most: float
) -> list[Sequence[Row]]:
    """Shards of about `most`; rows of one key stay together."""
    shards, start, so_far = [], 0, 0.0
    for at, row in enumerate(rows):
        if so_far >= most and key(row) != key(rows[at - 1]):
            shards.append(rows[start:at])
            start, so_far = at, 0.0
        so_far += size(row)
    return [*shards, rows[start:]] if rows else []


def words_sections(rows: Sequence[WordRow], *, with_meaning: bool) -> list[bytes]:
    """The parts of a shard of words, in their order."""
    text = "\n".join(row.line() for row in rows).encode()
    counts = b"".join(varint(len(row.impacts)) for row in rows)
    sections = [
        varint(len(text)) + text,
        counts + b"".join(row.gaps for row in rows),
        b"".join(row.impacts for row in rows),
    ]
    if with_meaning:
        sections += [bytes(row.scale for row in rows), b"".join(row.vector for row in rows if row.scale)]
    return sections


def read_words(content: bytes, *, documents: int, size: int) -> list[Entry]:
    """The entries of a shard; `size` is 0 where the index has no meaning. Raises UnreadableError."""
    reader = _Reader(content)
    lines = reader.text(reader.varint()).split("\n")
    counts = [reader.varint() for _ in lines]
    if sum(counts) > len(content):
        raise UnreadableError("a shard of words lists more than it holds")
    places = [_places([reader.varint() for _ in range(count)], documents) for count in counts]
    impacts = [reader.take(count) for count in counts]
    scales = reader.take(len(lines)) if size else bytes(len(lines))
    vectors = [numbers(reader.take((size + 1) // 2), size) if scale else () for scale in scales]
    reader.end()
    rest = zip(places, impacts, scales, vectors, strict=True)
    return [_entry(line, *columns) for line, columns in zip(lines, rest, strict=True)]


def spelling_text(rows: Iterable[tuple[str, int]]) -> bytes:
    """A form and the bits of how many documents have it, a line each."""
    return "\n".join(f"{form} {bits}" for form, bits in rows).encode()


def read_spelling(content: bytes) -> list[tuple[str, int]]:
    """The forms of a shard of spellings or endings. Raises UnreadableError."""
    rows = []
    for line in _Reader(content).text(len(content)).split("\n"):
        form, _, bits = line.partition(" ")
        if not (form and bits.isascii() and bits.isdecimal() and len(bits) <= SHORT_NUMBER):
            raise UnreadableError("a shard of spellings is damaged")
        rows.append((form, int(bits)))
    return rows


@dataclass(frozen=True, slots=True)
class Card:
    """What is shown of a question in a list of results."""

    path: str
    title: str
    crumbs: tuple[str, ...]
    summary: str


def cards_text(cards: Iterable[Card]) -> bytes:
    """JSON, a list for each card."""
    return to_json([[card.path, card.title, card.crumbs, card.summary] for card in cards])


def read_cards(content: bytes) -> list[Card]:
    """The cards of a shard. Raises UnreadableError."""
    return [Card(*row) for row in from_json(content, list[tuple[str, str, tuple[str, ...], str]])]


def halves(vector: Sequence[int]) -> bytes:
    """Numbers from -7 to 7, two in a byte."""
    digits = "".join([_DIGITS[number] for number in vector])
    return bytes.fromhex(digits + _DIGITS[0] * (len(digits) % 2))


def numbers(data: bytes, size: int) -> tuple[int, ...]:
    """What `halves` was given."""
    return tuple([_NUMBERS[digit] for digit in data.hex()[:size]])


def varint(number: int) -> bytes:
    """Seven bits a byte, the lowest first."""
    written = bytearray()
    while number >= 1 << 7:
        written.append(number & 127 | 128)
        number >>= 7
    written.append(number)
    return bytes(written)


def _shortened(form: str, stem: str) -> str:
    return SAME + form[len(stem) :] if form.startswith(stem) else form


def _entry(line: str, places: tuple[int, ...], impacts: bytes, scale: int, vector: tuple[int, ...]) -> Entry:
    stem, *forms = line.split(" ")
    if not stem or not all(forms):
        raise UnreadableError("a shard of words is damaged")
    alias = forms[0][1:] if forms and forms[0][0] == ALIAS else ""
    whole = () if alias else tuple(stem + form[1:] if form[0] == SAME else form for form in forms)
    return Entry(stem, whole, alias, places, impacts, scale, vector)


def _places(gaps: Sequence[int], documents: int) -> tuple[int, ...]:
    places = tuple(place - 1 for place in accumulate(gap + 1 for gap in gaps))
    if places and places[-1] >= documents:
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
        for shift in range(0, 35, 7):
            byte = self.take(1)[0]
            number |= (byte & 127) << shift
            if byte < 1 << 7:
                return number
        raise UnreadableError("a shard holds a number that is too long")

    def end(self) -> None:
        if self._at != len(self._content):
            raise UnreadableError("a shard is too long")
