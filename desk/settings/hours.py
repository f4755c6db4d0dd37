"""Read the named calendars below `hours:`."""

import re
from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from desk.as_written import hours_as_written
from desk.calendar import Calendar, Hours, SpecialDay
from desk.fields import Fields
from desk.finding import unknown_name
from desk.holiday_dates import holiday_names
from desk.yaml_lines import Listing, Text

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# Holidays are worked out when settings are read: last year for reports, three years ahead for promises.
YEARS_BEFORE, YEARS_AHEAD = 1, 3

LAST_MINUTE = 59

_SPAN = re.compile(r"(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})")
_EXAMPLE = """hours:
  office:
    time_zone: America/New_York
    weekly:
      monday-friday: 09:00-17:00"""


def read_calendars(fields: Fields, languages: tuple[str, ...], today: date) -> dict[str, Calendar]:
    """Every calendar by its name."""
    inner = fields.inside("hours")
    if inner is None or not inner.table.entries:
        fields.missing("hours", _EXAMPLE)
        return {}
    calendars = {}
    for name, _ in inner.by_name("\n  time_zone: America/New_York\n  weekly:\n    monday-friday: 09:00-17:00"):
        below = inner.inside(name)
        calendars[name] = _calendar(name, below, languages, today) if below else _unread(name)
    # So that a channel which names an empty calendar is not blamed as well.
    return {name: calendars.get(name) or _unread(name) for name in inner.table.entries}


def _unread(name: str) -> Calendar:
    return Calendar(name=name, time_zone="UTC", weekly=((),) * 7)


def _calendar(name: str, fields: Fields, languages: tuple[str, ...], today: date) -> Calendar:
    said = len(fields.findings)
    zone = _time_zone(fields)
    weekly = _weekly(fields)
    days = _holidays(fields, languages, today) | _exceptions(fields, languages)
    fields.close()
    calendar = Calendar(name=name, time_zone=zone, weekly=weekly, special_days=dict(sorted(days.items())))
    never_open = not any(weekly) and not any(day.hours for day in days.values())
    if never_open and len(fields.findings) == said:
        fields.refuse("weekly", f"the calendar '{name}' is never open", "weekly:\n  monday-friday: 09:00-17:00")
    return calendar


def _time_zone(fields: Fields) -> str:
    example = "time_zone: America/New_York"
    zone = fields.text("time_zone", example)
    if zone and not _is_zone(zone):
        # Listing all zones reads hundreds of files: only to find the nearest name.
        known = sorted(available_timezones())
        finding = unknown_name(
            zone, known, fields.place("time_zone"), what="a time zone", rule="bad-value", write="time_zone: {}"
        )
        fix = finding.fix if finding.fix.startswith("write") else example
        fields.refuse("time_zone", finding.message, fix)
        return "UTC"
    return zone or "UTC"


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def _weekly(fields: Fields) -> tuple[tuple[Hours, ...], ...]:
    week: list[tuple[Hours, ...] | None] = [None] * 7
    inner = fields.inside("weekly")
    if inner is None:
        fields.missing("weekly", "weekly:\n  monday-friday: 09:00-17:00")
        return ((),) * 7
    for key, _ in inner.by_name(" 09:00-17:00"):
        days = _days(key)
        if not days:
            fix = "write a weekday, or several: monday-friday, saturday"
            inner.refuse(key, f"'{key}' names no weekday", fix)
        hours = _hours(inner, key)
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


def _hours(fields: Fields, key: str) -> tuple[Hours, ...]:
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
    spans = [Hours(0, 24 * 60) if part.lower() == "24 hours" else _span(part) for part in parts]
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
    if first >= 24 * 60 or last > 24 * 60 or max(int(found[2]), int(found[4])) > LAST_MINUTE or first == last:
        return None
    # 22:00-06:00 runs past midnight.
    return Hours(first, last if last > first else last + 24 * 60)


def _holidays(fields: Fields, languages: tuple[str, ...], today: date) -> dict[date, SpecialDay]:
    inner = fields.inside("holidays")
    if inner is None:
        return {}
    market = inner.optional_text("market", "market: XNYS")
    country = inner.optional_text("country", "country: US")
    subdivision = inner.optional_text("subdivision", "subdivision: NY")
    if not market and not country:
        inner.missing("country", "country: US")
        return {}
    observe = inner.items("observe", "observe: [Christmas Day]")
    inner.close()
    years = range(today.year - YEARS_BEFORE, today.year + YEARS_AHEAD + 1)
    try:
        named = holiday_names(country or "", subdivision, market, years)
    except ValueError as error:
        key = "market" if market else "subdivision" if "subdivision" in str(error) else "country"
        inner.refuse(key, str(error), f"{key}: {'XNYS' if market else 'NY' if key == 'subdivision' else 'US'}")
        return {}
    _check_observed(inner, observe, named)
    wanted = {item.text for item in observe}
    days = {}
    for day, names in named.items():
        kept = [name for name in names if not wanted or _plain(name) in wanted]
        if kept:
            days[day] = SpecialDay(day=day, name=dict.fromkeys(languages, "; ".join(kept)))
    return days


def _plain(name: str) -> str:
    return name.removesuffix(" (observed)").removesuffix(" (estimated)")


def _check_observed(fields: Fields, observe: tuple[Text, ...], named: Mapping[date, tuple[str, ...]]) -> None:
    known = sorted({_plain(name) for names in named.values() for name in names})
    for item in observe:
        if item.text not in known:
            fields.findings.append(unknown_name(item.text, known, item.place, what="a holiday there", rule="bad-value"))


def _exceptions(fields: Fields, languages: tuple[str, ...]) -> dict[date, SpecialDay]:
    example = "exceptions:\n  - date: 2026-12-24\n    hours: 09:00-13:00\n    reason: Christmas Eve"
    days: dict[date, SpecialDay] = {}
    for item in fields.tables("exceptions", example):
        item.text("date", "date: 2026-12-24")
        day = item.date("date", "date: 2026-12-24")
        item.text("hours", "hours: closed")
        hours = _hours(item, "hours") if item.node("hours") else ()
        reason = item.by_language("reason", languages, "reason: ...", required=False)
        item.close()
        if day in days:
            item.refuse("date", f"{day} has two exceptions", "delete one of the two")
        if day:
            days[day] = SpecialDay(day=day, hours=hours, name=reason)
    return days
