"""Dates of public holidays by country, subdivision or market, with their names, from the `holidays` package.

Knows nothing of opening hours: whether the desk closes on a holiday is the calendar's business.
"""

import re
from collections.abc import ItemsView, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from functools import cache, lru_cache
from pathlib import Path
from typing import Protocol

from desk.data import Data, field, packed, unpacked
from desk.installation import of_product
from desk.installed import version_of
from desk.kept import Kept, key_of

ENGLISH = "en_US"
# Where the package's name for a language is none of ours with its country or script left out or added.
_SCRIPTS = {"zh-Hans": "zh_CN", "zh-Hant": "zh_TW"}
# `Independence Day (observed)`, `Monday following All Saints' Day`: the same holiday, kept on another day.
_KEPT_ELSEWHEN = re.compile(r"^Monday following | \([^()]*\)$")


class Source(Data, frozen=True):
    """Where holidays are kept: a country, a subdivision of it, or a market instead."""

    country: str = ""
    subdivision: str = ""
    market: str = ""


class Holiday(Data, frozen=True, kw_only=True):
    """The holidays of one day by their English names, and how each is called in other languages, where that is known."""

    names: tuple[str, ...]
    translated: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def called(self, language: str, names: Sequence[str]) -> str:
        """Some of the names in a language, in English where there is no other."""
        return "; ".join(self.translated.get(language, {}).get(name, name) for name in names)


class _Dates(Protocol):
    supported_languages: tuple[str, ...]

    def items(self) -> ItemsView[date, str]: ...


def holidays_of(
    source: Source, years: Sequence[int], languages: Sequence[str] = (), kept: Kept | None = None
) -> dict[date, Holiday]:
    """The holidays of each day in `years`, in order; from what an earlier build kept, of this project or another.

    Raises ValueError for an unknown country, subdivision or market, with the nearest code.
    """
    if kept is None:
        return dict(_holidays_of(source, tuple(years), tuple(languages)))
    place = of_product(kept)
    key = key_of("holidays", *_made_by(), packed([source, tuple(years), tuple(languages)]))
    if found := place.get(key):
        return unpacked(found, dict[date, Holiday])
    dates = holidays_of(source, years, languages)
    place.put(key, packed(dates))
    return dates


def years_around(today: date) -> range:
    """The years whose holidays are worked out: the last one for old cases and reports, three ahead for promises."""
    return range(today.year - 1, today.year + 4)


def same_holiday(name: str) -> str:
    """The name of a holiday without what says that it is kept on another day than its own."""
    return _KEPT_ELSEWHEN.sub("", name)


@cache
def _made_by() -> tuple[bytes, bytes]:
    """The package, and this code."""
    return (version_of("holidays") or "").encode(), Path(__file__).read_bytes()


# Calendars often share a source; a country takes some milliseconds for each language.
@lru_cache(maxsize=32)
def _holidays_of(source: Source, years: tuple[int, ...], languages: tuple[str, ...]) -> Mapping[date, Holiday]:
    english = _dates(source, years, ENGLISH)
    days = {day: _parts(name) for day, name in sorted(english.items())}
    words = {language: _dictionary(source, years, language, english, days) for language in languages}
    return {
        day: Holiday(
            names=names,
            translated={
                language: {name: known[name] for name in names if name in known} for language, known in words.items()
            },
        )
        for day, names in days.items()
    }


def _dictionary(
    source: Source, years: tuple[int, ...], language: str, english: _Dates, days: Mapping[date, tuple[str, ...]]
) -> dict[str, str]:
    """The names of the holidays in a language by their English names; empty where the package has no such language."""
    code = _code(language, english.supported_languages)
    if not code or code == ENGLISH:
        return {}
    # Two holidays on one day come in another order in each language: only single ones tell which is which.
    return {
        days[day][0]: name
        for day, name in _dates(source, years, code).items()
        if len(days.get(day, ())) == len(_parts(name)) == 1
    }


def _code(language: str, supported: Sequence[str]) -> str | None:
    exact = _SCRIPTS.get(language, language.replace("-", "_"))
    near = (code for code in supported if "_" not in exact and code.partition("_")[0] == exact)
    return exact if exact in supported else next(near, None)


def _parts(name: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in name.split(";"))


def _dates(source: Source, years: tuple[int, ...], language: str) -> _Dates:
    # 200 ms to import: only where settings name holidays.
    import holidays  # noqa: PLC0415

    try:
        if source.market:
            found: _Dates = holidays.financial_holidays(source.market, years=years, language=language)
        else:
            subdivision = source.subdivision or None
            found = holidays.country_holidays(source.country, subdiv=subdivision, years=years, language=language)
    except NotImplementedError:
        # Only now: listing what is supported loads every country.
        countries = holidays.list_supported_countries()
        if source.market:
            raise _unknown(source.market, list(holidays.list_supported_financial()), "market") from None
        if source.country not in countries:
            raise _unknown(source.country, list(countries), "country") from None
        known = countries[source.country]
        raise _unknown(source.subdivision, known, f"subdivision of {source.country}") from None
    return found


def _unknown(code: str, codes: list[str], what: str) -> ValueError:
    near = get_close_matches(code.upper(), codes, n=1, cutoff=0.4)
    return ValueError(
        f"'{code}' is no {what} that the holidays package knows" + (f"; did you mean {near[0]}?" if near else "")
    )
