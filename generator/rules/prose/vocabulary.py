"""The words by which a desk's own hours and promises are told from anybody else's: what each language brings for that.

Patterns only; `hours` and `response_times` do the looking. A language without a vocabulary is not searched for either.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from desk.duration import Unit

TIME = (
    r"(?:\d{1,2}(?:[:.h]\d{2})?(?:\s?h(?:rs?|oras|s)?\b)?"
    r"(?:\s{0,2}[ap]\.?\s{0,2}m\b\.?|\s+de\s+la\s+(?:mañana|tarde|noche))?|noon|midnight|mediod[ií]a|medianoche)"
)
ZONE = r"(?:\s*\(?\b(?:[ecmp][sd]?t|gmt|utc|ist|cet|bst|eastern|central|pacific)\b(?:\s+time)?\)?)?"


# Compared by identity: there is one of each language.
@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class HoursWords:
    """How hours are said. `days` and `spread` are patterns of a day and of what stands for several.

    `desk` says that a sentence with hours is about a desk, `always_desk` that one with "24/7" is; `others` that it is about
    somebody else, or about machines.
    """

    day_numbers: Mapping[str, int]
    spread: Mapping[str, tuple[int, int]]
    through: str
    also: str
    before: str
    span: str
    always: re.Pattern[str]
    desk: re.Pattern[str]
    always_desk: re.Pattern[str]
    bare: re.Pattern[str]
    others: re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PromiseWords:
    """How a time to answer is said. `answers` is a person of the desk who answers, `times` a span of time.

    `times` has the groups `within`, `amount`, `most`, `business`, `unit` and `next`. `label` names such a time: "response
    time"; `theirs` between the two says that the time is for something else.
    """

    answers: re.Pattern[str]
    times: re.Pattern[str]
    label: re.Pattern[str]
    theirs: re.Pattern[str]
    numbers: Mapping[str, int]
    units: Mapping[str, Unit]
    complaint: re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Vocabulary:
    """The words of one language. `channels` are what people do on each; `reach_us` stands before a number that is ours."""

    hours: HoursWords
    promise: PromiseWords
    channels: Mapping[str, re.Pattern[str]]
    call_us: re.Pattern[str]
    write_us: re.Pattern[str]


def words(text: str) -> re.Pattern[str]:
    """Any of these, as whole words: patterns in lines, or with a bar between two spaces."""
    patterns = (pattern.strip() for pattern in re.split(r"\n| \| ", text))
    return re.compile(rf"(?i)\b(?:{'|'.join(filter(None, patterns))})\b")
