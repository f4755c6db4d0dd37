"""Dates and opening hours as people write them -> as they are read here; None where they could mean two things.

Only for what a finding offers: what is read stays strict. Knows neither settings nor front matter.
"""

import re
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_YEAR_FIRST = re.compile(r"(\d{4})\s*[./-]\s*(\d{1,2})\s*[./-]\s*(\d{1,2})")
_YEAR_LAST = re.compile(r"(\d{1,2})\s*[./-]\s*(\d{1,2})\s*[./-]\s*(\d{4})")
_DAY_NAMED = re.compile(r"(\d{1,2})(?:st|nd|rd|th|\.)?\s+([a-z]{3,9})\.?,?\s+(\d{4})")
_MONTH_NAMED = re.compile(r"([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_MONTHS_IN_YEAR = 12

_AND = re.compile(r"\s*(?:[,;&+]|\band\b)\s*")
_TIME = r"(\d{1,2})(?:[:.h](\d{2})|h)?\s*(?:([ap])\.?m\.?)?"
_SPAN = re.compile(rf"{_TIME}\s*(?:[-\u2013\u2014]|\bto\b|\buntil\b)\s*{_TIME}")
_NOON, _DAY = 12 * 60, 24 * 60
_HOUR = 60
# Without am and pm, "1-5" is more often the afternoon.
_EARLIEST_OPENING = 6 * _HOUR


def date_as_written(text: str) -> date | None:
    """`31.12.2026` and `11/21/2026` are one day each; `03/04/2026` may be two."""
    text = text.strip().lower()
    if found := _YEAR_FIRST.fullmatch(text):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _YEAR_LAST.fullmatch(text):
        one, other, year = (int(part) for part in found.groups())
        if one != other and max(one, other) <= _MONTHS_IN_YEAR:
            return None
        return _day(year, min(one, other), max(one, other))
    if found := _DAY_NAMED.fullmatch(text):
        return _day(int(found[3]), _month(found[2]), int(found[1]))
    if found := _MONTH_NAMED.fullmatch(text):
        return _day(int(found[3]), _month(found[1]), int(found[2]))
    return None


def _month(name: str) -> int:
    return _MONTHS.index(name[:3]) + 1 if name[:3] in _MONTHS else 0


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def hours_as_written(text: str) -> str | None:
    """`7am-9pm` as `07:00-21:00`; several with commas; None where one of them is unclear."""
    spans = [_span(part) for part in _AND.split(text.strip().lower())]
    return ", ".join(span for span in spans if span) if all(spans) else None


def _span(text: str) -> str | None:
    found = _SPAN.fullmatch(text)
    if found is None:
        return None
    first, last = _minutes(found[1], found[2], found[3]), _minutes(found[4], found[5], found[6])
    if found[6] and not found[3] and first is not None and last is not None:
        # "9-5pm" opens in the morning, "1-5pm" after noon.
        afternoon = _minutes(found[1], found[2], found[6])
        first = afternoon if afternoon is not None and afternoon < last else first
    past_midnight = bool(found[3] and found[6])
    plain = not found[3] and not found[6]
    if first is None or last is None or first == last:
        return None
    if (first > last and not past_midnight) or (plain and first < _EARLIEST_OPENING):
        return None
    return f"{_clock(first)}-{_clock(last)}"


def _minutes(hour: str, minute: str | None, half: str | None) -> int | None:
    """The minutes since midnight of `9`, `9:30` or `9` with `p` for pm."""
    hours, minutes = int(hour), int(minute or 0)
    if half and not 1 <= hours <= _NOON // _HOUR:
        return None
    if half:
        hours = hours % 12 + (12 if half == "p" else 0)
    total = hours * _HOUR + minutes
    return total if minutes < _HOUR and total <= _DAY else None


def _clock(minutes: int) -> str:
    return f"{minutes // _HOUR:02d}:{minutes % _HOUR:02d}"
