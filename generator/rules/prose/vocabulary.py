"""The words by which a desk's own hours and promises are told from anybody else's: what each language brings for that.

Patterns only; `hours` and `response_times` do the looking. A language without a vocabulary is not searched for either.
"""

import re
import sys
from collections.abc import Iterator, Mapping

from desk.data import Data
from desk.duration import Unit

TIME = (
    r"(?:\d{1,2}(?:[:.h]\d{2})?(?:\s?h(?:rs?|oras|s)?\b)?"
    r"(?:\s{0,2}[ap]\.?\s{0,2}m\b\.?|\s+de\s+la\s+(?:mañana|tarde|noche))?|noon|midnight|mediod[ií]a|medianoche)"
)
ZONE = r"(?:\s*\(?\b(?:[ecmp][sd]?t|gmt|utc|ist|cet|bst|eastern|central|pacific)\b(?:\s+time)?\)?)?"


class Words:
    """A pattern for any letters, small or not; compiled when it is first used: a build after an edit needs few of dozens."""

    __slots__ = ("_compiled", "pattern")

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self._compiled: re.Pattern[str] | None = None

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Where it is first found."""
        return self._ready().search(text, start, end)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Wherever it is found."""
        return self._ready().finditer(text)

    def _ready(self) -> re.Pattern[str]:
        if self._compiled is None:
            self._compiled = re.compile(self.pattern, re.IGNORECASE)
        return self._compiled


# Compared by identity: there is one of each language.
class HoursWords(Data, frozen=True, kw_only=True, eq=False):
    """How hours are said. `days` and `spread` are patterns of a day and of what stands for several.

    `desk` says that a sentence with hours is about a desk, `always_desk` that one with "24/7" is; `others` that it is about
    somebody else, or about machines. `signs` are words, in the shape that Signs gives them, without which all hours begin with a
    digit.
    """

    day_numbers: Mapping[str, int]
    spread: Mapping[str, tuple[int, int]]
    through: str
    also: str
    before: str
    span: str
    always: Words
    desk: Words
    always_desk: Words
    bare: Words
    others: Words
    signs: tuple[bytes, ...]


class PromiseWords(Data, frozen=True, kw_only=True, eq=False):
    """How a time to answer is said. `answers` is a person of the desk who answers, `times` a span of time.

    `times` has the groups `within`, `amount`, `most`, `business`, `unit` and `next`. `label` names such a time: "response
    time"; `theirs` between the two says that the time is for something else. One of `signs` is in each of `answers` and `label`,
    one of `unit_signs`, in the shape that Signs gives it, in each of `times`.
    """

    answers: Words
    times: Words
    label: Words
    theirs: Words
    numbers: Mapping[str, int]
    units: Mapping[str, Unit]
    complaint: Words
    signs: tuple[str, ...]
    unit_signs: tuple[bytes, ...]


class Vocabulary(Data, frozen=True, kw_only=True, eq=False):
    """The words of one language. `channels` are what people do on each; `reach_us` stands before a number that is ours."""

    hours: HoursWords
    promise: PromiseWords
    channels: Mapping[str, Words]
    call_us: Words
    write_us: Words


def words(text: str) -> Words:
    """Any of these, as whole words: patterns in lines, or with a bar between two spaces."""
    patterns = (pattern.strip() for pattern in text.replace(" | ", "\n").split("\n"))
    return Words(rf"\b(?:{'|'.join(filter(None, patterns))})\b")


def apart(beginnings: str) -> tuple[bytes, ...]:
    """Each of these, as words begin."""
    return tuple(f" {word}".encode("latin-1") for word in beginnings.split())
