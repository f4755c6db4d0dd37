"""Dates of public holidays by country, subdivision or market, from the `holidays` package.

Knows nothing of opening hours: whether the desk closes on a holiday is the calendar's business.
"""

from collections.abc import Sequence
from datetime import date
from difflib import get_close_matches


def holiday_names(
    country: str, subdivision: str | None, market: str | None, years: Sequence[int]
) -> dict[date, tuple[str, ...]]:
    """The names, in English where the package has them, of each holiday in `years`.

    Raises ValueError for an unknown country, subdivision or market, with the nearest code.
    """
    # 200 ms to import: only where settings name holidays.
    import holidays  # noqa: PLC0415

    try:
        if market:
            found = holidays.financial_holidays(market, years=years, language="en_US")
        else:
            found = holidays.country_holidays(country, subdiv=subdivision, years=years, language="en_US")
    except NotImplementedError:
        # Only now: listing what is supported loads every country.
        countries = holidays.list_supported_countries()
        if market:
            raise _unknown(market, list(holidays.list_supported_financial()), "market") from None
        if country not in countries:
            raise _unknown(country, list(countries), "country") from None
        raise _unknown(subdivision or "", countries[country], f"subdivision of {country}") from None
    return {day: tuple(part.strip() for part in name.split(";")) for day, name in sorted(found.items())}


def _unknown(code: str, codes: list[str], what: str) -> ValueError:
    near = get_close_matches(code.upper(), codes, n=1, cutoff=0.4)
    return ValueError(
        f"'{code}' is no {what} that the holidays package knows" + (f"; did you mean {near[0]}?" if near else "")
    )
