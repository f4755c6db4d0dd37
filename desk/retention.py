"""How long the record of a case is kept (row N1).

Says when a record may go at the earliest, not that it has to. Which profile asks for how long, desk.profiles knows.
"""

import re
from datetime import datetime

from desk.data import Data
from desk.months import MONTHS_OF_A_YEAR, months_later

LONGEST_YEARS = 50
EXAMPLE = "7 years"
_WRITTEN = re.compile(r"(?P<amount>\d{1,3})\s+(?P<unit>month|year)s?")


class Retention(Data, frozen=True):
    """A time in calendar months."""

    months: int

    def __str__(self) -> str:
        years, rest = divmod(self.months, MONTHS_OF_A_YEAR)
        amount, unit = (self.months, "month") if rest or not years else (years, "year")
        return f"{amount} {unit}{'' if amount == 1 else 's'}"

    def after(self, instant: datetime) -> datetime:
        """The same day and time so many months later; the last day of a month that is too short for it."""
        day = months_later(instant, self.months)
        return instant.replace(year=day.year, month=day.month, day=day.day)


NONE = Retention(0)


def parse_retention(text: str) -> Retention:
    """Read "7 years" or "18 months". Raises ValueError, which says what may be written."""
    found = _WRITTEN.fullmatch(text.strip().lower())
    if not found:
        raise ValueError("write a number and one of months, years")
    months = int(found["amount"]) * (MONTHS_OF_A_YEAR if found["unit"] == "year" else 1)
    if months > LONGEST_YEARS * MONTHS_OF_A_YEAR:
        raise ValueError(f"the longest is {LONGEST_YEARS} years")
    return Retention(months)
