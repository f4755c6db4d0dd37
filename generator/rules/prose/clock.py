"""Hours as people write them in a sentence ("9 to 5", "de 9:00 a. m. a 5:00 p. m.") -> minutes since midnight."""

import re

from desk.calendar import MINUTES_A_DAY

_TIME = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2}))?(?:\s?h(?:rs?|oras|s)?\b)?"
    r"(?:\s{0,2}(?P<half>[ap])\.?\s{0,2}m\b|\s+de\s+la\s+(?P<part>mañana|tarde|noche))?"
    r"|(?P<noon>noon|mediod[ií]a)|(?P<midnight>midnight|medianoche)",
    re.IGNORECASE,
)
_HOUR, _NOON = 60, 12 * 60

Span = tuple[int, int]


def span_as_said(text: str) -> Span | None:
    """The two times of a span; one past midnight ends after 24 hours. None where they are no times of a day."""
    times = [_minutes(found) for found in _TIME.finditer(text)][:2]
    if len(times) != 2 or None in times:  # noqa: PLR2004 - a span has two ends
        return None
    (opens, opens_half), (closes, closes_half) = (time for time in times if time)
    if not opens_half and closes_half:
        # "1 to 5 PM" opens after noon, "9 to 5 PM" before.
        opens += _NOON if closes > _NOON and opens + _NOON < closes else 0
    if closes <= opens and not closes_half:
        # "9 to 5"
        closes += _NOON
    if closes <= opens:
        closes += MINUTES_A_DAY if closes_half else _NOON
    return opens, closes


def says_when(text: str) -> bool:
    """Whether a span can be nothing but times of a day: one of its ends has minutes, or says which half of the day."""
    return any(found["minute"] or found["half"] or found["part"] or found["noon"] for found in _TIME.finditer(text))


def _minutes(found: re.Match[str]) -> tuple[int, bool] | None:
    if found["noon"]:
        return _NOON, True
    if found["midnight"]:
        return 0, True
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    half = (found["half"] or "").lower() or {"mañana": "a", "tarde": "p", "noche": "p"}.get(
        (found["part"] or "").lower(), ""
    )
    if half and 1 <= hour <= _NOON // _HOUR:
        hour = hour % 12 + (12 if half == "p" else 0)
    total = hour * _HOUR + minute
    return (total, bool(half)) if minute < _HOUR and total <= MINUTES_A_DAY else None
