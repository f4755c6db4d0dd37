"""desk/profiles/<name>.yml -> a Profile, and its clocks with the holidays that they leave out.

Needs YAML and the calendars of countries: the build reads profiles, and the backend finds in the bundle what it needs of them.
"""

from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path

from desk.data import read_yaml, replace
from desk.holiday_dates import Source, holidays_of, years_around
from desk.kept import Kept
from desk.profiles.clocks import LegalClock
from desk.profiles.model import Profile, cited
from desk.profiles.regulator import Regulator
from desk.retention import NONE, Retention

# In the order in which they are offered.
PROFILES = ("nydfs", "california-dfal", "mica", "uk-disp", "spain-10-2025")


@cache
def read_profile(name: str) -> Profile:
    """One of PROFILES."""
    return read_yaml(Path(__file__).parent / f"{name}.yml", Profile)


def clocks_of(names: Iterable[str], today: date, kept: Kept | None = None) -> tuple[LegalClock, ...]:
    """Every clock of these profiles, complete."""
    return tuple(_complete(clock, name, today, kept) for name in names for clock in read_profile(name).clocks)


def _complete(clock: LegalClock, profile: str, today: date, kept: Kept | None) -> LegalClock:
    if not clock.country:
        return replace(clock, profile=profile)
    holidays = holidays_of(Source(clock.country, clock.subdivision), years_around(today), kept=kept)
    return replace(clock, profile=profile, days_off=tuple(sorted(holidays)))


def retention_asked(names: Iterable[str]) -> tuple[Retention, str]:
    """The longest time that one of these profiles has a record kept, its row and source; none and empty where none does."""
    asked = (read_profile(name).retention for name in names)
    longest = max((one for one in asked if one), key=lambda one: one.months, default=None)
    return (Retention(longest.months), f"{longest.row} ({cited(longest)})") if longest else (NONE, "")


def regulators_of(names: Iterable[str]) -> tuple[Regulator, ...]:
    """Whom customers may complain to as well, by the profiles in force."""
    found = (read_profile(name).regulator for name in names)
    return tuple(regulator for regulator in found if regulator)
