"""Words -> the numbers of their pieces, as the vocabulary of the general vectors has them.

The same as the authors' tokenizer, of which loading alone takes longer than this. Knows nothing of vectors.
"""

import re
from collections.abc import Mapping, Sequence
from operator import add

from desk.data import Data, from_json

START = "▁"
SHORTEST_WORD = 3
_NEVER = 1 << 30
# Words that have a piece of their own: the frequent ones of the language.
_FREQUENT = re.compile(rf"^{START}([a-z]{{{SHORTEST_WORD},}})$", re.MULTILINE)


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


def pieces_of(word: str, vocabulary: Mapping[str, int]) -> Sequence[int]:
    """The pieces of a word, none of which is without; a sign that no piece has is its bytes."""
    whole = vocabulary.get(START + word)
    if whole is not None:
        return (whole,)
    found: list[int] = []
    for part in _joined(START + word, vocabulary):
        number = vocabulary.get(part)
        found += (
            [number]
            if number is not None
            else [vocabulary[f"<0x{byte:02X}>"] for byte in part.encode("utf-8", "surrogatepass")]
        )
    return found


def _joined(word: str, vocabulary: Mapping[str, int]) -> list[str]:
    """Of all neighbors that make a piece together, those with the smallest number are joined first, from the left."""
    parts = list(word)
    get = vocabulary.get
    numbers = [get(pair, _NEVER) for pair in map(add, parts, parts[1:])]
    while numbers and (least := min(numbers)) < _NEVER:
        at = numbers.index(least)
        parts[at] += parts.pop(at + 1)
        del numbers[at]
        if at:
            numbers[at - 1] = get(parts[at - 1] + parts[at], _NEVER)
        if at < len(numbers):
            numbers[at] = get(parts[at] + parts[at + 1], _NEVER)
    return parts
