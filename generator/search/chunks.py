"""Texts -> which forms stand in each of them, and how often, in columns of numbers.

A million words at once: bytes are cut where no word goes on, and each different piece is taken apart only once. Knows nothing
of questions and fields.
"""

from array import array
from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from generator.search.words import LONGEST_FORM, forms_of, forms_of_run, utf8_of

Whole = NDArray[np.int64]

# In bytes; what is cut at once takes about forty times as much memory, and memory that is new has to be filled with zeros.
_BLOCK = 1 << 17
_BITS = 32
# A byte that no text has.
_END = b"\xff"
# Of ASCII only letters, digits, `_` and hyphens can be part of a word; beyond, whole letters have to be looked at.
_CUT = bytes(sign if sign > 127 or chr(sign).isalnum() or sign in b"-_" else 32 for sign in range(256))  # noqa: PLR2004 - ASCII


class Forms(dict[str, int]):
    """Numbers forms as they come; those that are there already keep theirs."""

    def __missing__(self, form: str) -> int:
        number = self[form] = len(self)
        return number


class _Pieces(dict[bytes, int]):
    """A piece that is one form has the form's number; any other -1 - its place among those that are several forms, or none.

    `lengths` tells how many forms each of these has, `numbers` which, one piece after the other. Place 0 is the end of a text.
    """

    def __init__(self, forms: Forms) -> None:
        super().__init__({_END: -1})
        self._forms = forms
        self.lengths = array("q", [0])
        self.numbers = array("q")

    def __missing__(self, piece: bytes) -> int:
        # Of ASCII letters alone, and these without capitals within, as nearly all pieces are.
        if piece.isalpha() and (piece.islower() or piece.istitle() or piece.isupper()):
            number = self[piece] = self._forms[piece[:LONGEST_FORM].decode().lower()]
            return number
        text = piece.decode("utf-8", "surrogatepass")
        # Letters alone are one run.
        numbers = [self._forms[form] for form in (forms_of_run(text) if text.isalpha() else forms_of(text))]
        if len(numbers) == 1:
            self[piece] = numbers[0]
            return numbers[0]
        number = self[piece] = -1 - len(self.lengths)
        self.lengths.append(len(numbers))
        self.numbers.extend(numbers)
        return number


def occurrences(texts: Iterable[str], forms: Forms) -> tuple[Whole, Whole, Whole]:
    """Columns: number of the text, ascending; number of a form; how often it stands there."""
    pieces = _Pieces(forms)
    found = [(np.zeros(0, np.int64),) * 2]
    before = 0
    for block in _blocks(texts):
        keys, times = _counted(block, pieces)
        found.append((keys + (before << _BITS), times))
        before += len(block)
    keys, times = (np.concatenate(column) for column in zip(*found, strict=True))
    return keys >> _BITS, keys & ((1 << _BITS) - 1), times


def _blocks(texts: Iterable[str]) -> Iterator[list[bytes]]:
    block: list[bytes] = []
    size = 0
    for text in texts:
        block.append(utf8_of(text))
        size += len(block[-1])
        if size > _BLOCK:
            yield block
            block, size = [], 0
    if block:
        yield block


def _counted(block: list[bytes], pieces: _Pieces) -> tuple[Whole, Whole]:
    """Text and form as one number, ascending, each once; and how often."""
    cut = (b" " + _END + b" ").join(block).translate(_CUT).split()
    found = np.fromiter(map(pieces.__getitem__, cut), np.int64, len(cut))
    texts = np.cumsum(found == -1) << _BITS
    single = found >= 0
    keys = np.concatenate([(texts | found)[single], _taken_apart(texts[~single], -1 - found[~single], pieces)])
    keys.sort()
    first = np.flatnonzero(np.diff(keys, prepend=-1))
    return keys[first], np.diff(first, append=len(keys))


def _taken_apart(texts: Whole, places: Whole, pieces: _Pieces) -> Whole:
    """The keys of pieces that are several forms, or none."""
    lengths, numbers = (np.array(column, np.int64) for column in (pieces.lengths, pieces.numbers))
    starts = np.cumsum(lengths) - lengths
    return np.repeat(texts, lengths[places]) | numbers[spread(starts[places], lengths[places])]


def spread(starts: Whole, lengths: Whole) -> Whole:
    """The places of stretches that begin at `starts`, one stretch after the other."""
    ends = np.cumsum(lengths)
    total = int(ends[-1]) if len(ends) else 0
    places: Whole = np.arange(total) + np.repeat(starts - (ends - lengths), lengths)
    return places
