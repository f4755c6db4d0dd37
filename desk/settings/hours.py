"""Read the named calendars below `hours:`, also those that build on another one, or are made of several.

Knows neither channels nor instants.
"""

from collections.abc import Mapping
from datetime import date, timedelta

from desk.calendar import Calendar, Hours
from desk.fields import Fields
from desk.finding import unknown_name
from desk.kept import Kept
from desk.settings.weekly import CLOSED_WEEK, EXAMPLE
from desk.settings.written_hours import WrittenHours, read_written_hours

_EXAMPLE = """hours:
  office:
    time_zone: America/New_York
    weekly:
      monday-friday: 09:00-17:00"""
_FEWEST_PARTS = 2
_LONGEST_CLOSURE = timedelta(days=366)
# Who plans a year without opening further ahead than this has mistyped a date, or time to change the file again.
_AHEAD = timedelta(days=3660)
_OF_ITS_OWN = ("extends", "weekly", "holidays", "exceptions")


def read_calendars(
    fields: Fields, languages: tuple[str, ...], today: date, kept: Kept | None = None
) -> dict[str, Calendar]:
    """Every calendar by its name; holidays may be `kept`."""
    inner = fields.inside("hours")
    if inner is None or not inner.table.entries:
        fields.missing("hours", _EXAMPLE)
        return {}
    written: dict[str, WrittenHours] = {}
    for name, _ in inner.by_name("\n  time_zone: America/New_York\n  weekly:\n    monday-friday: 09:00-17:00"):
        below = inner.inside(name)
        if below:
            written[name] = read_written_hours(below, languages, today, kept)
    # A calendar that cannot be read keeps its name, so that a channel which names it is not blamed as well.
    calendars = {name: Calendar(name=name, time_zone="UTC", weekly=CLOSED_WEEK) for name in inner.table.entries}
    calendars |= {name: _single(name, written, today) for name, found in written.items() if found.any_of is None}
    calendars |= {
        name: _several(name, written, calendars) for name, found in written.items() if found.any_of is not None
    }
    return calendars


def _single(name: str, written: Mapping[str, WrittenHours], today: date) -> Calendar:
    """A calendar with hours of its own, or with those of the one that it extends."""
    own = written[name]
    base = _extended(name, written)
    below = base or own
    if own.extends is None and own.zone is None:
        own.fields.missing("time_zone", "time_zone: America/New_York")
    if own.extends is None and own.weekly is None:
        own.fields.missing("weekly", EXAMPLE)
    weekly = (below.weekly if own.weekly is None else own.weekly) or CLOSED_WEEK

    def hours_on(day: date) -> tuple[Hours, ...]:
        return weekly[day.weekday()]

    holidays = (below.holidays if own.holidays is None else own.holidays) or {}
    days = own.exceptions.over(holidays, hours_on, taken_over=base.exceptions if base else None)
    zone = own.zone or below.zone or "UTC"
    calendar = Calendar(name=name, time_zone=zone, weekly=weekly, special_days=dict(sorted(days.items())))
    if not (own.faulty or below.faulty or own.fields.blamed):
        _check_open(own.fields, calendar, today)
    return calendar


def _check_open(fields: Fields, calendar: Calendar, today: date) -> None:
    """Where nobody comes for longer than a year, no date can be estimated."""
    if not any(calendar.weekly) and not any(day.hours for day in calendar.special_days.values()):
        fields.refuse("weekly", f"the calendar '{calendar.name}' is never open", EXAMPLE)
        return
    last = min(max([today, *calendar.special_days]), today + _AHEAD)
    opened = today
    for number in range((last + _LONGEST_CLOSURE - today).days + 2):
        day = today + timedelta(days=number)
        if calendar.hours_on(day):
            opened = day
        if day - opened > _LONGEST_CLOSURE:
            message = f"the calendar '{calendar.name}' is closed for more than a year after {opened}"
            fields.refuse("weekly", message, f"{EXAMPLE}   (or shorten the exceptions)")
            return


def _extended(name: str, written: Mapping[str, WrittenHours]) -> WrittenHours | None:
    """The calendar that another one builds on; None where there is none, with a finding where it cannot be."""
    own = written[name]
    if own.extends is None:
        return None
    chain = [name]
    while chain[-1] in written and chain[-1] not in chain[:-1] and (step := written[chain[-1]].extends):
        chain.append(step)
    base = written.get(own.extends)
    if base is None:
        allowed = [other for other, found in written.items() if other != name and found.any_of is None]
        what, place = "a calendar below 'hours:'", own.fields.place("extends")
        found = unknown_name(own.extends, allowed, place, what=what, rule="bad-value", write="extends: {}")
        own.fields.refuse("extends", found.message, found.fix if allowed else "delete 'extends'")
    elif chain[-1] in chain[:-1]:
        fix = "delete 'extends' in one of them, and write out there what it took over"
        own.fields.refuse("extends", f"'{name}' builds on itself: {' -> '.join(chain)}", fix)
    elif base.extends is not None:
        own.fields.refuse("extends", f"'{own.extends}' builds on another calendar itself", f"extends: {chain[-1]}")
    elif base.any_of is not None:
        fix = f"extends: {base.any_of[0].text}" if base.any_of else "delete 'extends'"
        own.fields.refuse("extends", f"'{own.extends}' is made of several calendars", fix)
    else:
        return base
    return None


def _several(name: str, written: Mapping[str, WrittenHours], calendars: Mapping[str, Calendar]) -> Calendar:
    """A calendar that is open when any of its parts is."""
    own = written[name]
    named = own.any_of or ()
    for key in _OF_ITS_OWN:
        if key in own.fields.table.entries:
            message = f"'{name}' is made of several calendars, and has no '{key}' of its own"
            own.fields.refuse(key, message, f"delete '{key}', or write it below one of the calendars in 'any_of'")
    single = [other for other, found in written.items() if found.any_of is None]
    for number, item in enumerate(named):
        if item.text in (before.text for before in named[:number]):
            own.fields.refuse("any_of", f"'{item.text}' is named twice", "delete one of the two", place=item.place)
        elif item.text not in single:
            what = "a calendar below 'hours:' with hours of its own"
            own.fields.findings.append(unknown_name(item.text, single, item.place, what=what, rule="bad-value"))
    if len(named) < _FEWEST_PARTS:
        fix = f"extends: {named[0].text}" if named else "any_of: [new-york, madrid]"
        own.fields.refuse("any_of", "'any_of' takes two calendars or more", fix)
    parts = tuple(calendars[item.text] for item in named if item.text in single)
    zone = own.zone or (parts[0].time_zone if parts else "UTC")
    return Calendar(name=name, time_zone=zone, parts=parts)
