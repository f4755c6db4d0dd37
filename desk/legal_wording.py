"""Legal clocks -> the sentences in which a customer is told of them (row R5), in the customer's language.

They speak of what this desk does at the latest, and never of what a rule says: not every rule's own text was read.
"""

from collections.abc import Iterable

from desk.legal import legal_clocks
from desk.profiles.clocks import LegalDue
from desk.settings.model import KINDS, Settings
from desk.wording import duration, plain_day
from desk.words import Words


def clock_lines(settings: Settings, words: Words) -> list[str]:
    """One line for each clock that customers are told of: `Final answer to a complaint: within 8 weeks at the latest`."""
    lines = (
        words(f"legal.{clock.name}.{kind}", duration=duration(clock.duration, words))
        for kind in KINDS
        for clock in legal_clocks(settings, kind)
        if clock.told
    )
    return list(dict.fromkeys(lines))


def due_sentence(dues: Iterable[LegalDue], words: Words) -> str:
    """The clock that runs down first, of those that customers are told of; empty where there is none."""
    first = min((one for one in dues if one.told), key=lambda one: one.due, default=None)
    return words(f"legal.{first.name}.due", day=plain_day(first.last_day, words.language)) if first else ""
