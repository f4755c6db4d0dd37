"""How long the record of a case is kept, from the settings and the profiles (row N1).

Says when a record may go at the earliest, not that it has to.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime

from desk.data import Data

MONTHS_OF_A_YEAR = 12
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
        # Brings names of days and months in every language along, which who only records has no use for.
        from calendar import monthrange  # noqa: PLC0415

        years, month = divmod(instant.month - 1 + self.months, MONTHS_OF_A_YEAR)
        year = instant.year + years
        _, last_day = monthrange(year, month + 1)
        return instant.replace(year=year, month=month + 1, day=min(instant.day, last_day))


NONE = Retention(0)
# The shortest time that a profile asks for, and where that is written.
OF_PROFILES: Mapping[str, tuple[Retention, str]] = {
    "nydfs": (Retention(7 * MONTHS_OF_A_YEAR), "23 NYCRR 200.12"),
    "uk-disp": (Retention(3 * MONTHS_OF_A_YEAR), "DISP 1.9"),
}


def parse_retention(text: str) -> Retention:
    """Read "7 years" or "18 months". Raises ValueError, which says what may be written."""
    found = _WRITTEN.fullmatch(text.strip().lower())
    if not found:
        raise ValueError("write a number and one of months, years")
    months = int(found["amount"]) * (MONTHS_OF_A_YEAR if found["unit"] == "year" else 1)
    if months > LONGEST_YEARS * MONTHS_OF_A_YEAR:
        raise ValueError(f"the longest is {LONGEST_YEARS} years")
    return Retention(months)


def asked_by(profiles: Iterable[str]) -> tuple[Retention, str]:
    """The longest time that one of these profiles asks for, and its source; none and empty where none does."""
    return max((OF_PROFILES[name] for name in profiles if name in OF_PROFILES), default=(NONE, ""), key=_months)


def _months(found: tuple[Retention, str]) -> int:
    return found[0].months
