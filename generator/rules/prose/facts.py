"""Facts of the settings (fees, limits, days) whose value stands in prose, where the tag should."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import islice

from desk.data import Data
from desk.finding import Finding
from generator.rules.context import RuleContext
from generator.rules.prose.desk_values import MOST_IN_A_PASSAGE, Desk, shortened
from generator.rules.prose.passages import Passage
from generator.rules.prose.signs import Signs

# "free", "18", "24 hours" and "3 business days" stand in many sentences that are about something else.
_SHORTEST = 8
_MOST_WORDS = 4
_DURATION = re.compile(
    r"(?:(?:about|up to|de|unos|unas|hasta)\s+)?\d+(?:\s*(?:to|a|-|–)\s*\d+)?"
    r"\s+(?:(?:business|working|calendar)\s+)?[^\W\d]+(?:\s+(?:hábil(?:es)?|laborables?))?",
    re.IGNORECASE,
)


def may_hold_fact(signs: Signs, language: str, about: RuleContext) -> bool:
    """Whether a value is in a text."""
    known = _known(about, language)
    if known is None:
        return False
    return any(word in signs.lower for word in known.words) and bool(known.pattern.search(signs.plain))


def written_fact(passage: Passage, desk: Desk) -> Iterator[Finding]:
    """A value that is long and particular enough to be no chance, and the value of one fact only."""
    known = _known(desk.about, passage.language)
    for found in islice(known.pattern.finditer(passage.text), MOST_IN_A_PASSAGE) if known else ():
        name = known.names.get(_plain(found[0])) if known else None
        # Two letters may be the same to a pattern, and not in lower case.
        if name is None:
            continue
        message = f"'{shortened(found[0])}' is the fact '{name}', written out: it will not change with site_config.yml"
        tag = f"{{{{ fact {name} }}}}"
        yield from desk.found(
            passage,
            found.start(),
            message,
            rule="prose-fact",
            tag=tag,
            field="the sentence without it: templates know no facts",
        )


class _Known(Data, frozen=True):
    """The values that are looked for: a word of each, one pattern for all, and the fact of each."""

    words: tuple[str, ...]
    pattern: re.Pattern[str]
    names: Mapping[str, str]


@lru_cache(maxsize=16)
def _known(desk: RuleContext, language: str) -> _Known | None:
    values: dict[str, list[str]] = {}
    for name, texts in desk.settings.facts.items():
        text = texts.get(language, "")
        if _is_particular(text):
            values.setdefault(_plain(text), []).append(name)
    names = {value: found[0] for value, found in values.items() if len(found) == 1}
    if not names:
        return None
    written = "|".join(_as_written(value) for value in sorted(names, key=len, reverse=True))
    pattern = re.compile(rf"(?<![\w$€£.,])(?:{written})(?![\w%]|[.,]\d)", re.IGNORECASE)
    return _Known(tuple(map(_rarest, names)), pattern, names)


def _rarest(value: str) -> str:
    """The word that other texts are least likely to have: a long number, else the longest."""
    return max(value.split(), key=lambda word: (len(word) > 2 and bool(re.search(r"\d", word)), len(word)))  # noqa: PLR2004 - "16"


def _is_particular(value: str) -> bool:
    enough = re.search(r"\d", value) and len(value) >= _SHORTEST
    return bool(enough or len(value.split()) > _MOST_WORDS) and not _DURATION.fullmatch(value)


def _plain(text: str) -> str:
    return re.sub(r"\s(?:an?|per|each|every|al|por|cada)\s", " a ", re.sub(r"\s+", " ", text.lower()))


def _as_written(plain: str) -> str:
    """A day, per day and each day are the same."""
    parts = (re.escape(part).replace(r"\ ", r"\s+") for part in plain.split(" a "))
    return r"\s+(?:an?|per|each|every|al?|por|cada)\s+".join(parts)
