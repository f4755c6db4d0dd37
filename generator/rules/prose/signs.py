"""A text -> the cheap signs of what may be in it, each worked out once: most answers hold nothing that is looked for.

A pattern reads a text letter by letter in some 20 ns each, a search for a word in one: so words are asked for first.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

# In Latin-1, where what it lacks is a question mark: digits, what may stand between those of a telephone number, the rest.
_DIGITS, _BETWEEN = b"0123456789", b" \t().-/?"
_MARKS = bytes(0x30 if byte in _DIGITS else 0x2D if byte in _BETWEEN else 0x20 for byte in range(256))
# These begin with a letter, which a pattern looks for as fast as a search for a word does.
_NUMBER = re.compile(b"00*")
_SEVEN = re.compile(b"0(?:-{0,3}0){6}")
# Hours have one digit or two, and the next hour is this near. Who is there all day is there "24 hours".
_LONGEST, _FURTHEST = 2, 60
# Before the first digit of a telephone number there may be "tel:+(".
_BEFORE = 6
_ALL_DAY = "24"
_SPACE = "&nbsp;"
# As long as "around the clock" and "midnight to noon" are at most.
_NEAR = 60


class Signs:
    """One text, the same in small letters, and the same with spaces for bold type, as passages have it."""

    __slots__ = ("lower", "marks", "plain", "text")

    def __init__(self, text: str) -> None:
        self.text, self.lower = text, text.lower()
        plain = text.replace("*", " ") if "*" in text else text
        self.plain = plain.replace(_SPACE, " " * len(_SPACE)) if _SPACE in plain else plain
        # One for each letter.
        self.marks = self.plain.encode("latin-1", "replace").translate(_MARKS)

    def near_seven_digits(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Where a pattern matches near so many digits, with no more between them than a telephone number has."""
        for digits in _SEVEN.finditer(self.marks):
            at, end = digits.span()
            yield from pattern.finditer(self.plain, max(0, at - _BEFORE), end + _FURTHEST)

    def matches(self, pattern: Callable[[], re.Pattern[str]], words: Sequence[str]) -> Iterator[re.Match[str]]:
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
            if word in self.lower:
                yield from self._around(word, pattern())

    def _around(self, word: str, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        lower = self.plain.lower()
        at = lower.find(word)
        while at >= 0:
            yield from pattern.finditer(self.plain, max(0, at - _NEAR), at + _NEAR)
            at = lower.find(word, at + len(word))
