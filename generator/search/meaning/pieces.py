"""Texts -> the numbers of their pieces, by the vocabulary that a model was taught with.

The only module that knows `tokenizers`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tokenizers import Tokenizer


@dataclass(frozen=True, slots=True)
class Pieces:
    """What takes texts to pieces; `marked` sets the model's own signs at both ends."""

    tokenizer: Tokenizer
    marked: bool = False

    def of(self, texts: Sequence[str]) -> list[list[int]]:
        """The pieces of each text."""
        return [found.ids for found in self.tokenizer.encode_batch(list(texts), add_special_tokens=self.marked)]


def pieces_from(described: bytes, *, marked: bool = False, longest: int = 0) -> Pieces:
    """From the model's tokenizer.json; texts are cut after `longest` pieces."""
    tokenizer = Tokenizer.from_buffer(described)
    tokenizer.no_padding()
    if longest:
        tokenizer.enable_truncation(longest)
    return Pieces(tokenizer, marked)
