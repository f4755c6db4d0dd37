"""Dates, hours and durations as customers read them, in English and in Spanish (row W3)."""

from datetime import date

import pytest

from desk.calendar import Calendar, Hours
from desk.duration import parse_duration
from desk.holiday_dates import Source, holidays_of
from desk.wording import (
    clock,
    direction,
    duration,
    holiday_name,
    instant,
    language_name,
    near_day,
    place_of,
    plain_day,
    table_day,
    told_on,
    week,
    week_in_a_sentence,
)
from tests.desk.sample import TODAY, at, calendar, every_day, words_in

MORNING, AFTERNOON, SATURDAY = Hours(9 * 60, 13 * 60), Hours(14 * 60, 17 * 60), Hours(10 * 60, 16 * 60)
LUNCH = calendar(weekdays=[MORNING, AFTERNOON], saturday=[SATURDAY])
AROUND_THE_CLOCK = every_day(Hours(0, 24 * 60))
NIGHTS = calendar(weekdays=[Hours(22 * 60, 30 * 60)])
WEEKEND = calendar(saturday=[SATURDAY], sunday=[SATURDAY])


@pytest.mark.parametrize(
    ("desk", "language", "rows"),
    [
        (
            LUNCH,
            "en",
            [
                ("Monday to Friday", "9:00 AM to 1:00 PM and 2:00 PM to 5:00 PM"),
                ("Saturday", "10:00 AM to 4:00 PM"),
                ("Sunday", "closed"),
            ],
        ),
        (
            LUNCH,
            "es",
            [
                ("Lunes a viernes", "de 9:00 a.\xa0m. a 1:00 p.\xa0m. y de 2:00 p.\xa0m. a 5:00 p.\xa0m."),
                ("Sábado", "de 10:00 a.\xa0m. a 4:00 p.\xa0m."),
                ("Domingo", "cerrado"),
            ],
        ),
        (AROUND_THE_CLOCK, "en", [("Monday to Sunday", "24 hours")]),
        (AROUND_THE_CLOCK, "es", [("Lunes a domingo", "las 24 horas")]),
        (NIGHTS, "en", [("Monday to Friday", "10:00 PM to 6:00 AM"), ("Saturday and Sunday", "closed")]),
        (WEEKEND, "es", [("Lunes a viernes", "cerrado"), ("Sábado y domingo", "de 10:00 a.\xa0m. a 4:00 p.\xa0m.")]),
    ],
)
def test_equal_neighboring_days_are_one_row(desk: Calendar, language: str, rows: list[tuple[str, str]]) -> None:
    """Three days are a run, two are named both; closed days are told too (row P2)."""
    assert week(desk, words_in(language)) == rows


@pytest.mark.parametrize(
    ("desk", "language", "sentence"),
    [
        (
            LUNCH,
            "en",
            (
                "Monday to Friday, 9:00 AM to 1:00 PM and 2:00 PM to 5:00 PM; "
                "Saturday, 10:00 AM to 4:00 PM (New York time)"
            ),
        ),
        (
            LUNCH,
            "es",
            (
                "de lunes a viernes, de 9:00 a.\xa0m. a 1:00 p.\xa0m. y de 2:00 p.\xa0m. a 5:00 p.\xa0m.; "
                "los sábados, de 10:00 a.\xa0m. a 4:00 p.\xa0m. (hora de Nueva York)"
            ),
        ),
        (AROUND_THE_CLOCK, "en", "Monday to Sunday, 24 hours (New York time)"),
        (AROUND_THE_CLOCK, "es", "de lunes a domingo, las 24 horas (hora de Nueva York)"),
        (WEEKEND, "en", "Saturday and Sunday, 10:00 AM to 4:00 PM (New York time)"),
        (WEEKEND, "es", "los sábados y los domingos, de 10:00 a.\xa0m. a 4:00 p.\xa0m. (hora de Nueva York)"),
    ],
)
def test_a_week_fits_in_a_sentence(desk: Calendar, language: str, sentence: str) -> None:
    """Only the open days, and the place whose clock is meant; after a verb it makes a sentence."""
    assert week_in_a_sentence(desk, words_in(language)) == sentence


def test_the_week_of_several_desks_is_told_on_the_clock_of_each() -> None:
    """Only the open days, each with its place; a single desk's clock is named once (row P2)."""
    tokyo = calendar(weekdays=[MORNING], zone="Asia/Tokyo")
    desk = Calendar(name="several", time_zone="America/New_York", parts=(LUNCH, tokyo))
    english, spanish = words_in("en"), words_in("es")
    assert week(desk, english) == [
        ("Monday to Friday (New York)", "9:00 AM to 1:00 PM and 2:00 PM to 5:00 PM"),
        ("Saturday (New York)", "10:00 AM to 4:00 PM"),
        ("Monday to Friday (Tokyo)", "9:00 AM to 1:00 PM"),
    ]
    assert week_in_a_sentence(desk, spanish) == (
        "de lunes a viernes, de 9:00 a.\xa0m. a 1:00 p.\xa0m. y de 2:00 p.\xa0m. a 5:00 p.\xa0m.; "
        "los sábados, de 10:00 a.\xa0m. a 4:00 p.\xa0m. (hora de Nueva York); "
        "de lunes a viernes, de 9:00 a.\xa0m. a 1:00 p.\xa0m. (hora de Tokio)"
    )
    assert told_on(desk, english) == "Each time is on the clock of the place that is named beside it."
    assert told_on(tokyo, spanish) == "Todas las horas corresponden a la hora local de Tokio."


@pytest.mark.parametrize(
    ("zone", "language", "text"),
    [
        ("America/New_York", "en", "Tuesday, November 24, 5:00 PM (New York time)"),
        ("America/New_York", "es", "martes 24 de noviembre a las 5:00 p.\xa0m. (hora de Nueva York)"),
        ("Europe/Madrid", "en", "Tuesday, November 24, 11:00 PM (Madrid time)"),
        ("Australia/Lord_Howe", "es", "miércoles 25 de noviembre a las 9:00 a.\xa0m. (hora de Lord Howe)"),
        ("America/Los_Angeles", "es", "martes 24 de noviembre a las 2:00 p.\xa0m. (hora de Los Ángeles)"),
        ("Pacific/Honolulu", "es", "martes 24 de noviembre a las 12:00 p.\xa0m. (hora de Honolulú)"),
        ("America/Anchorage", "es", "martes 24 de noviembre a la 1:00 p.\xa0m. (hora de Anchorage)"),
    ],
)
def test_an_instant_is_told_on_the_clock_of_the_desk(zone: str, language: str, text: str) -> None:
    """With the weekday, with the article that the hour takes, and with the place whose clock is meant."""
    assert instant(at("2026-11-24T22:00+00:00"), zone, words_in(language)) == text


@pytest.mark.parametrize(
    ("language", "table", "plain", "near"),
    [
        ("en", "Sat, Nov 21, 2026", "November 21, 2026", "Saturday, November 21"),
        ("es", "sáb, 21 de nov de 2026", "21 de noviembre de 2026", "sábado 21 de noviembre"),
        ("fr", "sam. 21 nov. 2026", "21 novembre 2026", "samedi 21 novembre"),
        ("de", "Sa., 21. Nov. 2026", "21. November 2026", "Samstag, 21. November"),
    ],
)
def test_a_day_is_told_as_the_language_does(language: str, table: str, plain: str, near: str) -> None:
    """Also in languages for which we have no words yet."""
    assert (table_day(TODAY, language), plain_day(TODAY, language), near_day(TODAY, language)) == (table, plain, near)


@pytest.mark.parametrize(
    ("minutes", "english", "spanish"),
    [
        (0, "12:00 AM", "12:00 a.\xa0m."),
        (750, "12:30 PM", "12:30 p.\xa0m."),
        (1440, "12:00 AM", "12:00 a.\xa0m."),
        (1800, "6:00 AM", "6:00 a.\xa0m."),
    ],
)
def test_a_time_of_day_is_told_as_the_language_does(minutes: int, english: str, spanish: str) -> None:
    """Minutes past midnight are a time of the next day; the space before AM is one that every font has.

    Spanish is that of the United States.
    """
    assert (clock(minutes, "en"), clock(minutes, "es")) == (english, spanish)


@pytest.mark.parametrize(
    ("written", "english", "spanish"),
    [
        ("1 minute", "1 minute", "1 minuto"),
        ("30 minutes", "30 minutes", "30 minutos"),
        ("1 hour", "1 hour", "1 hora"),
        ("4 business hours", "4 business hours", "4 horas hábiles"),
        ("1 business day", "1 business day", "1 día hábil"),
        ("2 business days", "2 business days", "2 días hábiles"),
        ("15 calendar days", "15 calendar days", "15 días calendario"),
        ("8 weeks", "8 weeks", "8 semanas"),
    ],
)
def test_a_duration_has_its_plural(written: str, english: str, spanish: str) -> None:
    """One is one, all else is many, in both languages (row R1)."""
    found = parse_duration(written)
    assert (duration(found, words_in("en")), duration(found, words_in("es"))) == (english, spanish)


def test_a_holiday_is_named_in_the_language_of_the_page() -> None:
    """Names that we have no words for stay as they are; two on one day are translated each."""
    spanish = words_in("es")
    assert holiday_name("Christmas Day; Founders' Day", spanish) == "Navidad; Founders' Day"
    assert holiday_name("Independence Day (observed)", spanish) == "Día de la Independencia (trasladado)"
    assert holiday_name("Christmas Day", words_in("en")) == "Christmas Day"


@pytest.mark.parametrize("state", ["NY", "CA"])
def test_no_holiday_of_our_states_stands_in_english_on_a_spanish_page(state: str) -> None:
    """Row W3: the package has few of them in Spanish; the other names are among our words."""
    spanish = words_in("es")
    days = holidays_of(Source("US", state), range(2025, 2031), ("es",)).values()
    ours = {name for day in days for name in day.names if name not in day.translated.get("es", {})}
    assert {name for name in ours if f"holiday.{name}" not in spanish.texts} == set()


def test_a_language_is_named_in_its_own_words() -> None:
    """So that who needs it finds it."""
    assert [language_name(code) for code in ("en", "es", "zh-Hant", "no")] == [
        "English",
        "Español",
        "中文 (繁體)",
        "Norsk",
    ]


def test_languages_know_their_direction() -> None:
    """A language that Babel lacks is treated as English."""
    assert [direction(code) for code in ("en", "es", "ar", "he", "xx")] == ["ltr", "ltr", "rtl", "rtl", "ltr"]


def test_a_zone_is_named_by_its_city() -> None:
    """In the language of the page."""
    assert (place_of("America/New_York", "en"), place_of("America/New_York", "es")) == ("New York", "Nueva York")


def test_a_day_keeps_its_date_in_any_zone() -> None:
    """A date is no instant: it is the same day for everybody."""
    assert near_day(date(2026, 1, 1), "en") == "Thursday, January 1"
