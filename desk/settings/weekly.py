"""Read the days of a week, and the hours of a day.

Knows nothing of dates and calendars.
"""

import re
from itertools import pairwise

from desk.as_written import hours_as_written
from desk.calendar import MINUTES_A_DAY, WEEKDAYS, Hours
from desk.fields import Fields
from desk.yaml_lines import Listing, Text

LAST_MINUTE = 59
EXAMPLE = "weekly:\n  monday-friday: 09:00-17:00"

_SPAN = re.compile(r"(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})")
_ALL_DAY = ("24 hours", "24/7", "24h")

Week = tuple[tuple[Hours, ...], ...]
CLOSED_WEEK: Week = ((),) * 7


def read_weekly(fields: Fields) -> Week | None:
    """The hours of each weekday, Monday first; None where `weekly` is not there."""
    week: list[tuple[Hours, ...] | None] = [None] * 7
    written = fields.node("weekly")
    if isinstance(written, Text):
        meant = "24 hours" if written.text in _ALL_DAY else hours_as_written(written.text) or "09:00-17:00"
        fields.refuse("weekly", "'weekly' needs a line for each day, or for several", f"weekly:\n  daily: {meant}")
    inner = fields.inside("weekly") if written is not None and not isinstance(written, Text) else None
    if inner is None:
        return None
    for key, _ in inner.by_name(" 09:00-17:00"):
        days = _days(key)
        if not days:
            fix = "write a weekday, or several: monday-friday, saturday"
            inner.refuse(key, f"'{key}' names no weekday", fix)
        hours = read_hours(inner, key)
        for day in days:
            if week[day] is not None:
                inner.refuse(
                    key, f"the hours of {WEEKDAYS[day]} are set twice", f"leave {WEEKDAYS[day]} out of one of the two"
                )
            week[day] = hours
    return tuple(hours or () for hours in week)


def _days(key: str) -> list[int]:
    if key.lower() in {"daily", "every day"}:
        return list(range(7))
    found: list[int] = []
    for part in key.lower().split(","):
        first, _, last = (name.strip() for name in part.partition("-"))
        if first not in WEEKDAYS or (last and last not in WEEKDAYS):
            return []
        start, end = WEEKDAYS.index(first), WEEKDAYS.index(last or first)
        found += [day % 7 for day in range(start, end + 1 if end >= start else end + 8)]
    return found


def read_hours(fields: Fields, key: str) -> tuple[Hours, ...]:
    """The hours of one day: none, one or several, each with a text such as `09:00-13:00`."""
    example = f"{key}: 09:00-13:00, 14:00-17:00"
    refused = len(fields.findings)
    if isinstance(fields.node(key), Listing):
        parts = list(fields.texts(key, example))
    else:
        parts = (fields.optional_text(key, example) or "").split(",")
    if len(fields.findings) > refused:
        return ()
    parts = [part.strip() for part in parts if part.strip()]
    if [part.lower() for part in parts] == ["closed"]:
        return ()
    spans = [Hours(0, MINUTES_A_DAY) if part.lower() in _ALL_DAY else _span(part) for part in parts]
    good = sorted(span for span in spans if span is not None)
    if len(good) < len(spans) or not good:
        written = ", ".join(parts)
        meant = hours_as_written(written)
        fix = f"{key}: {meant}" if meant else f"{example}   (or: closed, or: 24 hours)"
        fields.refuse(key, f"'{written}' are no opening hours", fix)
    for one, other in pairwise(good):
        if other.opens < one.closes:
            fields.refuse(key, "two of these opening hours overlap", example)
    return tuple(good)


def _span(text: str) -> Hours | None:
    found = _SPAN.fullmatch(text)
    if found is None:
        return None
    first, last = (int(found[part]) * 60 + int(found[part + 1]) for part in (1, 3))
    if first >= MINUTES_A_DAY or last > MINUTES_A_DAY or max(int(found[2]), int(found[4])) > LAST_MINUTE:
        return None
    # 22:00-06:00 runs past midnight.
    return None if first == last else Hours(first, last if last > first else last + MINUTES_A_DAY)
