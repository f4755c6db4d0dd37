"""`2026-Q3`, `2026-H2`, `2026-07` or `2026` -> the days of it. Days are those of UTC, as seals and lists of cases have them."""

import re
from datetime import UTC, date, datetime, time, timedelta

from desk.data import Data
from desk.months import MONTHS_OF_A_YEAR, months_later

EXAMPLE = "2026-Q3"
QUARTER = 3
HALF_YEAR = 6

_WRITTEN = re.compile(r"(?P<year>\d{4})(?:-(?:[Qq](?P<quarter>[1-4])|[Hh](?P<half>[12])|(?P<month>0[1-9]|1[0-2])))?")


class Period(Data, frozen=True, kw_only=True):
    """From one day to another; both belong to it."""

    since: date
    until: date

    @property
    def start(self) -> datetime:
        """Its first instant."""
        return datetime.combine(self.since, time(), UTC)

    @property
    def end(self) -> datetime:
        """The first instant after it."""
        return datetime.combine(self.until + timedelta(days=1), time(), UTC)


def parse_period(text: str) -> Period:
    """A year, a quarter or a month. Raises ValueError."""
    found = _WRITTEN.fullmatch(text.strip())
    if found is None or not 1 < int(found["year"]) < date.max.year:
        raise ValueError(f"write a quarter ({EXAMPLE}), a month (2026-07), half a year (2026-H2) or a year (2026)")
    year = int(found["year"])
    if found["quarter"]:
        return _months(year, QUARTER * int(found["quarter"]) - QUARTER + 1, QUARTER)
    if found["half"]:
        return _months(year, HALF_YEAR * int(found["half"]) - HALF_YEAR + 1, HALF_YEAR)
    return _months(year, int(found["month"]), 1) if found["month"] else _months(year, 1, MONTHS_OF_A_YEAR)


def named(period: Period) -> str:
    """How a period is written; two days where it is none of those that have a name."""
    year = f"{period.since.year:04}"
    parts = ("", *(f"-H{half}" for half in (1, 2)), *(f"-Q{quarter}" for quarter in range(1, 5)))
    names = [*(year + part for part in parts), f"{year}-{period.since.month:02}"]
    return next((name for name in names if parse_period(name) == period), f"{period.since}..{period.until}")


def last_quarter(today: date) -> Period:
    """The quarter that was over last."""
    before = date(today.year, (today.month - 1) // QUARTER * QUARTER + 1, 1) - timedelta(days=1)
    return _months(before.year, before.month - QUARTER + 1, QUARTER)


def _months(year: int, month: int, count: int) -> Period:
    first = date(year, month, 1)
    return Period(since=first, until=months_later(first, count) - timedelta(days=1))
