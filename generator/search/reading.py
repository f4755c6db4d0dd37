"""The bytes of one shard -> words, spellings, cards and vectors, or an error where they are damaged.

Knows how a shard is written (shards.py writes it), not which shard a word is in, nor what anything is worth.
"""

import zlib
from collections.abc import Iterator, Sequence
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from desk.data import Data, UnreadableError, from_json
from generator.search.shards import ALIAS, RAW, SAME, Card
from generator.search.words import fold

Whole = NDArray[np.int64]

SHORT_NUMBER = 2  # digits
LONGEST_VARINT = 5
# A shard is a few kB. What claims to be more was made to fill the memory of who reads it.
LARGEST_SHARD = 1 << 24
# Lines of words have no empty ones among them, and no empty words.
_NOTHING_BETWEEN = ("\n\n", "\n ", "  ", " \n")


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


class Columns(Data, frozen=True, eq=False):
    """Where the entries of a shard stand: entry `n` has the `places` from `ends[n]` to `ends[n + 1]`, and `impacts` there.

    Of the `vectors`, each `length` bytes, the entries have those in order whose scale is not 0.
    """

    ends: Sequence[int]
    places: Whole
    impacts: NDArray[np.uint8]
    scales: bytes
    vectors: bytes
    length: int


class Words:
    """The entries of a shard by their folded stems, each made when it is first asked for: a query needs few of them."""

    def __init__(self, lines: Sequence[str], columns: Columns) -> None:
        self._lines, self._columns = lines, columns
        self._numbers: dict[str, list[int]] = {}
        for number, line in enumerate(lines):
            stem = line.partition(" ")[0]
            self._numbers.setdefault(stem if stem.isascii() else fold(stem), []).append(number)
        self._made: dict[int, Entry] = {}

    def __iter__(self) -> Iterator[Entry]:
        """All of them."""
        return map(self._entry, range(len(self._lines)))

    def of(self, key: str) -> list[Entry]:
        """Those with this key."""
        return [self._entry(number) for number in self._numbers.get(key, ())]

    def _entry(self, number: int) -> Entry:
        made = self._made.get(number)
        if made is None:
            made = self._made[number] = _entry(self._lines[number], self._columns, number)
        return made


def unpacked(data: bytes) -> bytes:
    """What `packed` was given, joined. Raises UnreadableError."""
    inflate = zlib.decompressobj(RAW)
    try:
        content = inflate.decompress(data, LARGEST_SHARD)
    except zlib.error as error:
        raise UnreadableError(str(error)) from error
    if not inflate.eof or inflate.unused_data:
        raise UnreadableError("a shard is cut off or too long")
    return content


def read_words(content: bytes, *, documents: int, size: int) -> Words:
    """The entries of a shard; `size` is 0 where the index has no meaning. Raises UnreadableError."""
    reader = _Reader(content)
    text = reader.text(reader.varint())
    if any(sign in f"\n{text}\n" for sign in _NOTHING_BETWEEN):
        raise UnreadableError("a shard of words is damaged")
    lines = text.split("\n")
    counts = reader.varints(len(lines)).tolist()
    if sum(counts) > len(content):
        raise UnreadableError("a shard of words lists more than it holds")
    ends = [0, *accumulate(counts)]
    places = _places(reader.varints(ends[-1]), np.array(ends), documents)
    impacts = np.frombuffer(reader.take(ends[-1]), np.uint8)
    scales = reader.take(len(lines)) if size else bytes(len(lines))
    length = (size + 1) // 2
    vectors = reader.take(length * (len(lines) - scales.count(0)))
    reader.end()
    return Words(lines, Columns(ends, places, impacts, scales, vectors, length))


def read_spelling(content: bytes) -> list[tuple[str, int]]:
    """The forms of a shard of spellings or endings. Raises UnreadableError."""
    rows = []
    for line in _Reader(content).text(len(content)).split("\n"):
        form, _, bits = line.partition(" ")
        if not (form and bits.isascii() and bits.isdecimal() and len(bits) <= SHORT_NUMBER):
            raise UnreadableError("a shard of spellings is damaged")
        rows.append((form, int(bits)))
    return rows


def read_group(content: bytes, *, documents: int, size: int) -> tuple[Whole, Whole]:
    """The documents of a group and their vectors. Raises UnreadableError."""
    reader = _Reader(content)
    count = reader.varint()
    if count > len(content):
        raise UnreadableError("a group lists more than it holds")
    places = _places(reader.varints(count), np.array([0, count]), documents)
    vectors = numbers(reader.take(count * ((size + 1) // 2)), size)
    reader.end()
    return places, vectors


def read_cards(content: bytes) -> list[Card]:
    """The cards of a shard. Raises UnreadableError."""
    return [Card(*row) for row in from_json(content, list[tuple[str, str, tuple[str, ...], str]])]


def numbers(data: bytes, size: int) -> Whole:
    """Vectors of one size, a row each: numbers from -7 to 7, two in a byte, the first in the high half."""
    halves = np.frombuffer(data, np.uint8).reshape(-1, max(1, (size + 1) // 2))
    found = np.empty((len(halves), 2 * halves.shape[1]), np.int64)
    found[:, ::2] = halves >> 4
    found[:, 1::2] = halves & 15
    found -= 8
    return found[:, :size]


def _entry(line: str, columns: Columns, number: int) -> Entry:
    stem, *forms = line.split(" ")
    alias = forms[0][1:] if forms and forms[0][0] == ALIAS else ""
    whole = () if alias else tuple([stem + form[1:] if form[0] == SAME else form for form in forms])
    here = slice(columns.ends[number], columns.ends[number + 1])
    scale, vector = columns.scales[number], b""
    if scale:
        at = columns.length * (number - columns.scales.count(0, 0, number))
        vector = columns.vectors[at : at + columns.length]
    return Entry(stem, whole, alias, columns.places[here], columns.impacts[here], scale, vector)


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
        short = self._content[self._at : self._at + count]
        if len(short) == count and short.isascii():
            self._at += count
            return np.frombuffer(short, np.uint8).astype(np.int64)
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
