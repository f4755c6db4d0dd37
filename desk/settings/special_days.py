"""Read holidays and dated exceptions of a calendar, and lay them over its week.

Knows nothing of calendars that build on each other, nor of instants.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

from desk.calendar import Hours, SpecialDay
from desk.data import Data, field
from desk.fields import Fields
from desk.finding import unknown_name
from desk.holiday_dates import Holiday, Source, holidays_of, same_holiday, years_around
from desk.kept import Kept
from desk.settings.weekly import read_hours
from desk.yaml_lines import Listing, Text

# Longer than a year is no exception but another week.
LONGEST_RANGE = timedelta(days=366)

_HOLIDAYS = "holidays:\n  - country: US\n    subdivision: NY\n  - market: XNYS"
_EXCEPTIONS = "exceptions:\n  - date: 2026-12-24\n    hours: 09:00-13:00\n    reason: Christmas Eve"

Days = Mapping[date, SpecialDay]


class Range(Data, frozen=True, kw_only=True):
    """Other hours from the first to the last day, for those days on which the desk would be open."""

    first: date
    last: date
    hours: tuple[Hours, ...]
    reason: Mapping[str, str]


class Exceptions(Data, frozen=True, kw_only=True):
    """Dated exceptions: single days, and ranges of days. A single day comes before a range that holds it."""

    days: Days = field(default_factory=dict)
    ranges: tuple[Range, ...] = ()

    def over(
        self, holidays: Days, hours_on: Callable[[date], tuple[Hours, ...]], taken_over: "Exceptions | None" = None
    ) -> dict[date, SpecialDay]:
        """`holidays` with the exceptions `taken_over`, then these, laid over them; `hours_on` tells the hours of other days."""
        found = taken_over.over(holidays, hours_on) if taken_over else dict(holidays)
        for some in self.ranges:
            for number in range((some.last - some.first).days + 1):
                day = some.first + timedelta(days=number)
                # A range opens no day on which the desk is closed: shorter hours in August mean neither Sundays nor holidays.
                # But a day that only an exception taken over closes is the range's own: on the same day its own one counts.
                usual = holidays[day].hours if day in holidays else hours_on(day)
                if usual or (day in found and found[day].hours):
                    found[day] = SpecialDay(day=day, hours=some.hours, name=some.reason)
        return found | dict(self.days)


def read_holidays(
    fields: Fields, languages: tuple[str, ...], today: date, kept: Kept | None = None
) -> dict[date, SpecialDay] | None:
    """The days on which the desk is closed because of a holiday, from one source or several; None where none is named."""
    found = fields.node("holidays")
    if found is None:
        return None
    if isinstance(found, Text):
        message = "'holidays' needs a country or a market below it"
        fields.refuse("holidays", message, f"holidays:\n  country: {found.text}")
        return {}
    one = None if isinstance(found, Listing) else fields.inside("holidays")
    sources = fields.tables("holidays", _HOLIDAYS) if isinstance(found, Listing) else [one] if one else []
    days: dict[date, SpecialDay] = {}
    for source in sources:
        for day, names in _one_source(source, languages, today, kept).items():
            days[day] = _together(days[day], names) if day in days else SpecialDay(day=day, name=names)
    return dict(sorted(days.items()))


def _together(known: SpecialDay, names: Mapping[str, str]) -> SpecialDay:
    """A day that two sources name: both names, each once."""
    joined = {
        language: "; ".join(dict.fromkeys([*known.name[language].split("; "), *name.split("; ")]))
        for language, name in names.items()
    }
    return SpecialDay(day=known.day, name=joined)


def _one_source(
    fields: Fields, languages: tuple[str, ...], today: date, kept: Kept | None
) -> dict[date, Mapping[str, str]]:
    source = Source(
        market=fields.optional_text("market", "market: XNYS") or "",
        country=fields.optional_text("country", "country: US") or "",
        subdivision=fields.optional_text("subdivision", "subdivision: NY") or "",
    )
    observe = fields.items("observe", "observe: [Christmas Day]")
    fields.close()
    if not source.market and not source.country:
        fields.missing("country", "country: US")
        return {}
    if source.market and source.country:
        fix = "holidays:\n  - country: US\n  - market: XNYS"
        fields.refuse("market", "a country and a market are two sources of holidays", fix)
    try:
        named = holidays_of(source, years_around(today), languages, kept)
    except ValueError as error:
        key = "market" if source.market else "subdivision" if "subdivision" in str(error) else "country"
        example = {"market": "XNYS", "subdivision": "NY", "country": "US"}[key]
        fields.refuse(key, str(error), f"{key}: {example}")
        return {}
    wanted = _observed(fields, observe, named)
    days: dict[date, Mapping[str, str]] = {}
    for day, holiday in named.items():
        names = [name for name in holiday.names if not observe or {name, same_holiday(name)} & wanted]
        if names:
            days[day] = {language: holiday.called(language, names) for language in languages}
    return days


def _observed(fields: Fields, observe: Sequence[Text], named: Mapping[date, Holiday]) -> set[str]:
    """The English names of the holidays that are observed; a finding for a name that no holiday has in any language."""
    known: dict[str, str] = {}
    for holiday in named.values():
        for name in holiday.names:
            known |= {said: name for words in holiday.translated.values() if (said := words.get(name))}
    plain = {same_holiday(name) for holiday in named.values() for name in holiday.names}
    known |= {name: name for holiday in named.values() for name in holiday.names} | {name: name for name in plain}
    for item in observe:
        if item.text not in known:
            fields.findings.append(
                unknown_name(item.text, sorted(plain), item.place, what="a holiday there", rule="bad-value")
            )
    return {known[item.text] for item in observe if item.text in known}


def read_exceptions(fields: Fields, languages: tuple[str, ...]) -> Exceptions:
    """The dated exceptions in the order of the file."""
    days: dict[date, SpecialDay] = {}
    ranges: list[Range] = []
    for item in fields.tables("exceptions", _EXCEPTIONS):
        single = item.node("date") is not None or (item.node("from") is None and item.node("to") is None)
        first, last = (_day(item, "date"),) * 2 if single else (_day(item, "from"), _day(item, "to"))
        item.text("hours", "hours: closed")
        hours = read_hours(item, "hours") if item.node("hours") else ()
        reason = item.by_language("reason", languages, "reason: ...", required=False)
        refused = len(item.findings)
        _check(item, first, last, single=single)
        item.close()
        if first is None or last is None or len(item.findings) > refused:
            continue
        if single:
            if first in days:
                item.refuse("date", f"{first} has two exceptions", "delete one of the two")
            days[first] = SpecialDay(day=first, hours=hours, name=reason)
            continue
        both = next((some for some in ranges if some.first <= last and first <= some.last), None)
        if both:
            item.refuse(
                "from",
                f"this overlaps the exception from {both.first} to {both.last}",
                "let one of the two end earlier or begin later",
            )
        ranges.append(Range(first=first, last=last, hours=hours, reason=reason))
    return Exceptions(days=days, ranges=tuple(ranges))


def _day(item: Fields, key: str) -> date | None:
    example = f"{key}: 2026-12-{'31' if key == 'to' else '24'}"
    item.text(key, example)
    return item.date(key, example)


def _check(item: Fields, first: date | None, last: date | None, *, single: bool) -> None:
    if single and (item.node("from") is not None or item.node("to") is not None):
        item.refuse("date", "an exception has either a date, or from and to", "delete 'date', or 'from' and 'to'")
    if first and last and last < first:
        item.refuse("to", f"{last} is before {first}", f"from: {last}\nto: {first}")
    if first and last and last - first > LONGEST_RANGE:
        longest = first + LONGEST_RANGE
        item.refuse("to", "an exception is for a year at most", f"to: {longest}   (or change the weekly hours)")
