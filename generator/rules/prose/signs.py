"""A text -> the cheap signs of what may be in it, each worked out once: most answers hold nothing that is looked for.

A pattern reads a text letter by letter in some 20 ns each, a search for a word in one: so words are asked for first.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise

# In Latin-1, where what it lacks is a question mark: digits, what may stand between those of a telephone number, the rest.
_DIGITS, _BETWEEN = b"0123456789", b" \t().-/?"
_LATIN = map(chr, range(256))
_MARKS = bytes(0x30 if byte in _DIGITS else 0x2D if byte in _BETWEEN else 0x20 for byte in range(256))
# Small letters, one digit for all, one space for all; a hyphen stands for itself and for what Latin-1 lacks, dashes and spaces.
_SHAPE = bytes(
    ord("0" if sign.isdecimal() else " " if sign.isspace() else "-" if sign == "?" else sign.lower()) for sign in _LATIN
)
# These begin with a letter, which a pattern looks for as fast as a search for a word does.
_NUMBER = re.compile(b"00*")
_SEVEN = re.compile(b"0(?:-{0,3}0){6,}")
# Hours have one digit or two, and the next hour is this near. Who is there all day is there "24 hours".
_LONGEST, _FURTHEST = 2, 60
# Before the first digit of a telephone number there may be "tel:+("; what comes behind the last one is looked at too.
_BEFORE, _BEHIND = 6, 2
_ALL_DAY = "24"
_SPACE = "&nbsp;"
# As long as "around the clock" and "midnight to noon" are at most.
_NEAR = 60


class Signs:
    """One text, the same in small letters, and the same with spaces for bold type, as passages have it.

    Its `marks` and its `shape` have one sign for each letter.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        plain = text.replace("*", " ") if "*" in text else text
        self.plain = plain.replace(_SPACE, " " * len(_SPACE)) if _SPACE in plain else plain
        latin = self.plain.encode("latin-1", "replace")
        self.marks, self.shape = latin.translate(_MARKS), latin.translate(_SHAPE)

    @cached_property
    def lower(self) -> str:
        """The text in small letters."""
        return self.text.lower()

    def near_seven_digits(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Where a pattern matches near so many digits, with no more between them than a telephone number has."""
        for digits in _SEVEN.finditer(self.marks):
            at, end = digits.span()
            yield from pattern.finditer(self.plain, max(0, at - _BEFORE), end + _BEHIND)

    def matches(self, pattern: Callable[[], re.Pattern[str]], words: Sequence[bytes]) -> Iterator[re.Match[str]]:
        """Where a pattern matches in the plain text, that begins with an hour or has one of `words` in it.

        It is asked for only where it might: most texts need none, and it takes a while to compile.
        """
        plain = self.plain
        numbers = [found.span() for found in _NUMBER.finditer(self.marks)]
        for (at, end), (after, _) in pairwise((*numbers, (len(plain) + _FURTHEST, 0))):
            is_likely = end - at <= _LONGEST and (after - end <= _FURTHEST or plain[at:end] == _ALL_DAY)
            if is_likely and (found := pattern().match(plain, at)):
                yield found
        for word in words:
            for at in places(word, self.shape):
                yield from pattern().finditer(plain, max(0, at - _NEAR), at + _NEAR)


def places(sought: bytes, text: bytes) -> Iterator[int]:
    """Wherever a word begins."""
    at = text.find(sought)
    while at >= 0:
        yield at
        at = text.find(sought, at + 1)
