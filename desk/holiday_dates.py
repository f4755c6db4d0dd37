"""Dates of public holidays by country, subdivision or market, from the `holidays` package.

Knows nothing of opening hours: whether the desk closes on a holiday is the calendar's business.
"""

from collections.abc import Sequence
from datetime import date
from difflib import get_close_matches


def holiday_names(country: str, subdivision: str | None, market: str | None, years: Sequence[int]) -> dict[date, tuple[str, ...]]:
    """The names, in English where the package has them, of each holiday in `years`.

    Raises ValueError for an unknown country, subdivision or market, with the nearest code.
    """
    # 200 ms to import: only where settings name holidays.
    import holidays  # noqa: PLC0415

    if market:
        _known(market, holidays.list_supported_financial(), "market")
        found = holidays.financial_holidays(market, years=years, language="en_US")
    else:
        supported = holidays.list_supported_countries()
        _known(country, supported, "country")
        if subdivision:
            _known(subdivision, supported[country], f"subdivision of {country}")
        found = holidays.country_holidays(country, subdiv=subdivision, years=years, language="en_US")
    return {day: tuple(part.strip() for part in name.split(";")) for day, name in sorted(found.items())}


def _known(code: str, codes: Sequence[str] | dict[str, list[str]], what: str) -> None:
    if code not in codes:
        near = get_close_matches(code.upper(), list(codes), n=1, cutoff=0.4)
        raise ValueError(f"'{code}' is no {what} that the holidays package knows" + (f"; did you mean {near[0]}?" if near else ""))
