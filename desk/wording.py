"""Dates, times, hours and durations in the customer's language.

Dates and times come from Babel; the few words of a desk that no library has (business hours, closed) from Words.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, format_time, get_day_names, get_timezone_location
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent

from desk.calendar import MINUTES_A_DAY, WEEKDAYS, Calendar, Hours
from desk.duration import Duration
from desk.words import Words

# A language that says no country has the clock and the dates of most of its readers here: 5:00 p. m., not 17:00.
_READERS = {"es": "es-US"}
# Where CLDR has weekday, day and month only as a heading, with a comma that a sentence does not take.
_NEAR_DAYS = {"es": "EEEE d 'de' MMMM"}


@lru_cache(maxsize=32)
def locale_of(language: str) -> Locale:
    """The locale of a language code (`en`, `es`, `zh-Hant`); English for one that Babel lacks."""
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en")


def language_name(language: str) -> str:
    """A language in its own words: `Español`."""
    return _sentence(locale_of(language).get_display_name() or language)


def countries(codes: Sequence[str], language: str) -> str:
    """Countries (ISO 3166) in a sentence: `United States and Canada`, `Estados Unidos y Canadá`."""
    locale = locale_of(language)
    return format_list([locale.territories.get(code, code) for code in codes], locale=locale)


def direction(language: str) -> str:
    """`ltr` or `rtl`."""
    return locale_of(language).text_direction


@lru_cache(maxsize=512)
def place_of(zone: str, language: str) -> str:
    """The city of a time zone, in a language: `Nueva York`."""
    return get_timezone_location(ZoneInfo(zone), locale=locale_of(language), return_city=True)


# Every acknowledgement names some ten times of day, mostly the same ones.
@lru_cache(maxsize=4096)
def clock(minutes: int, language: str) -> str:
    """A local time of day: `8:00 AM`, `8:00 a. m.`, `8:00`."""
    minutes %= MINUTES_A_DAY
    return _plain(format_time(time(minutes // 60, minutes % 60), "short", locale=_readers_locale(language)))


@lru_cache(maxsize=4096)
def table_day(day: date, language: str) -> str:
    """A day with weekday and year, short enough for a column on a phone: `Tue, Nov 24, 2026`."""
    locale = _readers_locale(language)
    return _plain(format_date(day, locale.datetime_skeletons["yMMMEd"].pattern, locale=locale))


@lru_cache(maxsize=4096)
def plain_day(day: date, language: str) -> str:
    """A day without weekday: `November 24, 2026`."""
    return _plain(format_date(day, "long", locale=_readers_locale(language)))


def month(day: date, language: str, *, year: bool = True) -> str:
    """A month, as it stands within a sentence: `September 2026`, `julio`."""
    locale = _readers_locale(language)
    return _plain(format_skeleton("yMMMM", day, locale=locale) if year else format_date(day, "MMMM", locale=locale))


def number(value: float, language: str) -> str:
    """`1,204`, `1.5`."""
    return _plain(format_decimal(value, locale=_readers_locale(language)))


def percent(whole: int, language: str) -> str:
    """So many of a hundred: `92%`."""
    return format_percent(whole / 100, locale=_readers_locale(language))


@lru_cache(maxsize=512)
def near_day(day: date, language: str) -> str:
    """A day of the coming weeks: `Tuesday, November 24`, `martes 24 de noviembre`."""
    locale = _readers_locale(language)
    return _plain(format_date(day, _near_day_pattern(locale), locale=locale))


def instant(when: datetime, zone: str, words: Words) -> str:
    """An instant as the desk's clock shows it: `Tuesday, November 24, 5:00 PM (New York time)`."""
    return _instant(when, zone, words, near_day)


def dated_instant(when: datetime, zone: str, words: Words) -> str:
    """The same with the year, for what is read long afterwards: `November 24, 2026, 5:00 PM (New York time)`."""
    return _instant(when, zone, words, plain_day)


def interval(start: datetime, end: datetime, zone: str, words: Words) -> str:
    """From one instant to another, dated: `From November 24, 2026, 5:00 PM to November 25, 2026, 2:00 AM (New York time)`."""
    moments = (_local(when, zone, words, plain_day) for when in (start, end))
    first, last = (words("time.dated", day=day, time=at) for day, at in moments)
    return words("time.interval", first=first, last=last, place=place_of(zone, words.language))


def duration(value: Duration, words: Words) -> str:
    """`1 business day`, `4 horas hábiles`."""
    plural = locale_of(words.language).plural_form(value.amount)
    unit = value.unit.replace(" ", "-")
    pattern = words.get(f"duration.{unit}.{plural}", words.texts[f"duration.{unit}.other"])
    return pattern.format(amount=value.amount)


def spans(hours: Sequence[Hours], words: Words) -> str:
    """The hours of one day: `9:00 AM to 1:00 PM and 2:00 PM to 5:00 PM`, or `closed`."""
    if not hours:
        return words("hours.closed")
    if hours == (Hours(0, MINUTES_A_DAY),):
        return words("hours.all-day")
    parts = [
        words("hours.span", opens=clock(span.opens, words.language), closes=clock(span.closes, words.language))
        for span in hours
    ]
    return words("hours.and").join(parts)


def week(calendar: Calendar, words: Words) -> list[tuple[str, str]]:
    """The week as rows of (days, hours), equal neighbouring days together: (`Monday to Friday`, `8:00 AM to 8:00 PM`).

    Of several desks each has its own rows, with its place, for its open days. One clock for all would be easier to read and
    wrong for some weeks of every year: clocks do not change on the same day everywhere.
    """
    if calendar.parts:
        return [row for part in calendar.parts for row in _rows_with_place(part, words)]
    return [(_sentence(_days(first, last, words)), spans(hours, words)) for first, last, hours in calendar.runs()]


def week_in_a_sentence(calendar: Calendar, words: Words) -> str:
    """The open days of the week in one line that can stand in a sentence, with the place whose clock is meant."""
    if calendar.parts:
        return "; ".join(week_in_a_sentence(part, words) for part in calendar.parts)
    rows = [(_every(first, last, words), spans(hours, words)) for first, last, hours in calendar.runs() if hours]
    listed = "; ".join(words("hours.row", days=days, hours=hours) for days, hours in rows)
    return words("hours.sentence", week=listed, place=place_of(calendar.time_zone, words.language))


def told_on(calendar: Calendar, words: Words) -> str:
    """The sentence that says on whose clock the week is told."""
    if calendar.parts:
        return words("hours.intro-places")
    return words("hours.intro", place=place_of(calendar.time_zone, words.language))


def holiday_name(name: str, words: Words) -> str:
    """A holiday in the page's language, where our words have it; else as the settings or the package name it."""
    return "; ".join(words.get(f"holiday.{part}", part) for part in name.split("; "))


@lru_cache(maxsize=32)
def _near_day_pattern(locale: Locale) -> str:
    """CLDR has day, month and weekday without a year only in short; the same order with the names written out."""
    if own := _NEAR_DAYS.get(locale.language):
        return own
    skeletons = locale.datetime_skeletons
    # Some languages need a word more between day and month when the month is written out: 24 de noviembre.
    short = (skeletons.get("MMMMEd") or skeletons["MMMEd"]).pattern
    return re.sub("E+", "EEEE", re.sub("M{3,}", "MMMM", re.sub("L{3,}", "LLLL", short)))


def _instant(when: datetime, zone: str, words: Words, written: Callable[[date, str], str]) -> str:
    day, at = _local(when, zone, words, written)
    return words("time.instant", day=day, time=at, place=place_of(zone, words.language))


def _local(when: datetime, zone: str, words: Words, written: Callable[[date, str], str]) -> tuple[str, str]:
    """Day and time of day of an instant."""
    local = when.astimezone(ZoneInfo(zone))
    at = clock(local.hour * 60 + local.minute, words.language)
    # In Spanish: a la 1:00 p. m., a las 2:00 p. m.
    at = words("time.clock.one" if re.match(r"0?1\b", at) else "time.clock.other", time=at)
    return written(local.date(), words.language), at


def _rows_with_place(part: Calendar, words: Words) -> Iterator[tuple[str, str]]:
    place = place_of(part.time_zone, words.language)
    for first, last, hours in part.runs():
        if hours:
            days = words("hours.at-place", days=_sentence(_days(first, last, words)), place=place)
            yield days, spans(hours, words)


def _days(first: int, last: int, words: Words) -> str:
    names = _day_names("stand-alone", locale_of(words.language))
    if first == last:
        return str(names[first])
    return words("hours.days" if last - first > 1 else "hours.two-days", first=names[first], last=names[last])


def _every(first: int, last: int, words: Words) -> str:
    """The days of a run as a sentence has them: `Monday to Friday`, `de lunes a viernes`, `los sábados`."""
    if last - first > 1:
        names = _day_names("format", _readers_locale(words.language))
        return words("hours.every-days", first=names[first], last=names[last])
    every = [words(f"hours.every.{WEEKDAYS[day]}") for day in (first, last)]
    return every[0] if first == last else words("hours.two-days", first=every[0], last=every[1])


@lru_cache(maxsize=64)
def _day_names(context: Literal["format", "stand-alone"], locale: Locale) -> Mapping[int, str]:
    return dict(get_day_names("wide", context=context, locale=locale))


def _readers_locale(language: str) -> Locale:
    """The locale whose clock and dates the readers of a language have here."""
    return locale_of(_READERS.get(language, language))


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _plain(text: str) -> str:
    """Narrow no-break spaces, which CLDR puts before AM and PM, are missing from many mail programs' fonts.

    Spanish writes a. m. and p. m. with a space (RAE) at which no line may end; CLDR leaves it out in some countries.
    """
    plain = text.replace("\u202f", " ").replace("\xa0", " ")
    return re.sub(r"\b([ap])\. ?m\.", "\\1.\xa0m.", plain)
