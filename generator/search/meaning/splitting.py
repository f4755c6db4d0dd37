"""Words -> the numbers of their pieces, as the vocabulary of the general vectors has them: all words at once.

The same as the authors' tokenizer, of which loading alone takes longer than this. Knows nothing of vectors.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from desk.data import Data, from_json
from generator.search.meaning.sums import Whole, starts_of

START = "▁"
SHORTEST_WORD = 3
# Words that have a piece of their own: the frequent ones of the language.
_FREQUENT = re.compile(rf"^{START}([a-z]{{{SHORTEST_WORD},}})$", re.MULTILINE)
_BITS = 16
# Greater than the number of any piece: two pieces that make none together, and a sign that is none.
_NEVER = (1 << _BITS) - 1

Numbers = NDArray[np.uint16]


class _Model(Data):
    vocab: dict[str, int]


class _Described(Data):
    model: _Model


def vocabulary_in(described: bytes) -> Mapping[str, int]:
    """The number of each piece, from the model's tokenizer.json. A piece with a smaller number was joined earlier."""
    return from_json(described, _Described).model.vocab


def frequent_words(vocabulary: Mapping[str, int]) -> list[str]:
    """Those of three letters and more, sorted."""
    return sorted(_FREQUENT.findall("\n".join(vocabulary)))


class Splitter(Data, frozen=True):
    """What takes words to pieces.

    `signs` ascend, each with its piece; so do `pairs`, two pieces in one number, each with the piece that both make together.
    `bytes` are the pieces of signs that have none of their own.
    """

    signs: NDArray[np.uint32]
    pairs: NDArray[np.uint32]
    sign_pieces: Numbers
    pair_pieces: Numbers
    bytes: Numbers

    def split(self, words: Sequence[str]) -> tuple[Whole, Whole]:
        """The pieces of all words, and where those of each begin; no word is without."""
        text = "".join([START + word for word in words])
        signs = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
        of = np.repeat(np.arange(len(words)), np.fromiter(map(len, words), np.int64, len(words)) + 1)
        known = _found(self.signs, self.sign_pieces, signs)
        done = [(of[:0], known[:0]), *self._joined(of, known.copy())]
        of, pieces = (np.concatenate(column) for column in zip(*done, strict=True))
        order = np.argsort(of, kind="stable")
        unknown = [text[place] for place in np.flatnonzero(known == _NEVER)]
        of, pieces = self._in_bytes(of[order], pieces[order], unknown)
        return pieces.astype(np.int64), starts_of(of)

    def _joined(self, of: Whole, pieces: Numbers) -> Iterator[tuple[Whole, Numbers]]:
        """Of all neighbors in a word that make a piece together, those with the smallest number are joined, from the left.

        Again and again, in all words; those come out in which no neighbors are left to join.
        """
        made = np.full(len(pieces), _NEVER, np.uint16)
        self._make(made, np.arange(len(pieces)), of, pieces)
        while len(pieces):
            starts = starts_of(of)
            least, lengths = np.minimum.reduceat(made, starts), np.diff(starts, append=len(of))
            least = np.repeat(least, lengths)
            is_done = least == _NEVER
            yield of[is_done], pieces[is_done]
            at = np.flatnonzero((made == least) & ~is_done)
            at = at[starts_of(of[at])]
            pieces[at] = made[at]
            kept = ~is_done
            kept[at + 1] = False
            at = np.cumsum(kept)[at] - 1
            of, pieces, made = of[kept], pieces[kept], made[kept]
            self._make(made, np.concatenate([at, at[at > 0] - 1]), of, pieces)

    def _make(self, made: Numbers, places: Whole, of: Whole, pieces: Numbers) -> None:
        """What the pieces at these places make with the next one of their word."""
        made[places] = _NEVER
        places = places[places + 1 < len(of)]
        places = places[of[places] == of[places + 1]]
        pairs = pieces[places].astype(np.uint32) << np.uint32(_BITS) | pieces[places + 1]
        made[places] = _found(self.pairs, self.pair_pieces, pairs)

    def _in_bytes(self, of: Whole, pieces: Numbers, unknown: Sequence[str]) -> tuple[Whole, Numbers]:
        """With signs that are no piece in the bytes of which they are made."""
        if not unknown:
            return of, pieces
        encoded = [sign.encode("utf-8", "surrogatepass") for sign in unknown]
        lengths = np.ones(len(pieces), np.int64)
        lengths[pieces == _NEVER] = list(map(len, encoded))
        of, found = np.repeat(of, lengths), np.repeat(pieces, lengths)
        found[found == _NEVER] = self.bytes[np.frombuffer(b"".join(encoded), np.uint8)]
        return of, found


def splitter_of(vocabulary: Mapping[str, int]) -> Splitter:
    """What takes words to the pieces of a vocabulary."""
    signs = sorted((ord(piece), number) for piece, number in vocabulary.items() if len(piece) == 1)
    pairs = sorted(
        (one << _BITS | other, number)
        for piece, number in vocabulary.items()
        for at in range(1, len(piece))
        if (one := vocabulary.get(piece[:at])) is not None and (other := vocabulary.get(piece[at:])) is not None
    )
    return Splitter(
        signs=np.array([sign for sign, _ in signs], np.uint32),
        pairs=np.array([pair for pair, _ in pairs], np.uint32),
        sign_pieces=np.array([number for _, number in signs], np.uint16),
        pair_pieces=np.array([number for _, number in pairs], np.uint16),
        bytes=np.array([vocabulary[f"<0x{byte:02X}>"] for byte in range(1 << 8)], np.uint16),
    )


def splitter_from(columns: Sequence[bytes | memoryview]) -> Splitter:
    """A splitter from the bytes of its columns, in their order: the widest numbers come first, where they lie well."""
    signs, pairs = (np.frombuffer(column, np.uint32) for column in columns[:2])
    sign_pieces, pair_pieces, own_bytes = (np.frombuffer(column, np.uint16) for column in columns[2:])
    return Splitter(signs, pairs, sign_pieces, pair_pieces, own_bytes)


def _found(keys: NDArray[np.uint32], values: Numbers, wanted: NDArray[np.uint32]) -> Numbers:
    places = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where(keys[places] == wanted, values[places], _NEVER).astype(np.uint16)
