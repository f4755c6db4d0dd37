"""What all finders have at hand: the settings, worked out once, and how a finding is worded."""

import re
from functools import lru_cache

from desk.data import Data, field
from desk.finding import Finding
from desk.place import Place
from desk.settings import Settings
from generator.rules.context import RuleContext
from generator.rules.prose.passages import Passage

# A paragraph with more numbers than this was not written by hand.
MOST_IN_A_PASSAGE = 100
_SHORTEST_LINE = 8


@lru_cache(maxsize=4)
def address_lines(about: RuleContext) -> list[tuple[str, re.Pattern[str]]]:
    """The lines of the postal address that say where: each with a number in it, and long enough to be no chance."""
    post = about.settings.channels.post
    lines = post.address if post else ()
    numbered = ((re.search(r"\d+", line), line) for line in lines if len(line) >= _SHORTEST_LINE)
    return [(number[0], _loosely(line)) for number, line in numbered if number]


class Desk(Data, frozen=True, eq=False, dict=True):
    """The settings, for one text. `seen` holds what was said of which line: a number and the link around it are one finding."""

    about: RuleContext
    seen: set[tuple[Place, str, str]] = field(default_factory=set)

    @property
    def settings(self) -> Settings:
        """Those of the site."""
        return self.about.settings

    def found(self, passage: Passage, offset: int, message: str, *, rule: str, tag: str, field: str) -> list[Finding]:
        """A warning for a place in a passage; one a line for each `tag`, which is to be written there.

        `field` is the same for a template.
        """
        place = passage.place(offset)
        if (place, rule, tag) in self.seen:
            return []
        self.seen.add((place, rule, tag))
        fix = _fix(passage, tag, field)
        return [Finding(place=place, rule=rule, message=message, fix=fix, severity="warning")]


def _fix(passage: Passage, tag: str, field: str) -> str:
    if passage.source == "template":
        return f"write {field}"
    if passage.source == "front matter":
        return f"leave it out here, where tags are not filled, and write {tag} in the answer"
    return f"write {tag}"


def _loosely(line: str) -> re.Pattern[str]:
    """A line with any commas and spaces in it."""
    words = r"[\s,.]+".join(map(re.escape, re.findall(r"[^\s,.]+", line)))
    return re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)


def shortened(text: str) -> str:
    """Words as a message quotes them."""
    return re.sub(r"\s+", " ", text).strip(" ,;:|(")[:80]
