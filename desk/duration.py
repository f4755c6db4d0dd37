"""A duration as owners write it: "30 minutes", "4 business hours", "1 business day", "15 calendar days", "8 weeks"."""

import re
from math import ceil
from typing import Literal, get_args

from desk.data import Data

Unit = Literal["minutes", "hours", "business hours", "business days", "calendar days", "weeks", "months"]

UNITS: tuple[Unit, ...] = get_args(Unit)
EXAMPLE = "1 business day"
# Ten years of days: longer promises are typing mistakes, and would make the calendar count for long.
LARGEST = 3650

_WRITTEN = re.compile(r"(?P<amount>\d{1,5})\s+(?P<unit>[a-z]+(?: [a-z]+)?)")


class Duration(Data, frozen=True):
    """An amount of one unit. Business units count only open hours or days of a calendar; the others do not."""

    amount: int
    unit: Unit

    def __str__(self) -> str:
        return f"{self.amount} {self.unit.removesuffix('s') if self.amount == 1 else self.unit}"

    def times(self, factor: float) -> "Duration":
        """So many times as long: whole units, rounded up, and never more than may be written."""
        # Twenty times 1.1 are a little more than 22 for a computer.
        return Duration(min(LARGEST, ceil(round(self.amount * factor, 6))), self.unit)


def parse_duration(text: str) -> Duration:
    """Read a duration. Raises ValueError, which says what may be written instead."""
    found = _WRITTEN.fullmatch(text.strip().lower())
    unit = next((unit for unit in UNITS if found and found["unit"] in {unit, unit.removesuffix("s")}), None)
    if found is None or unit is None:
        raise ValueError(f"write a number and one of {', '.join(UNITS)}")
    amount = int(found["amount"])
    if not 1 <= amount <= LARGEST:
        raise ValueError(f"the number must be from 1 to {LARGEST}")
    return Duration(amount, unit)
