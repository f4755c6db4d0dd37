"""Calendars that build on one another or are made of several, several sources of holidays, ranges of dates (row P2)."""

from datetime import date

import pytest

from desk.calendar import Calendar, Hours
from tests.desk.sample import SAMPLE, accepted, changed, refused

OFFICE = "  office:\n    time_zone: America/New_York\n    weekly:\n      monday-friday: 09:00-17:00\n"
NINE_TO_FIVE, MORNING, LATE = Hours(540, 1020), Hours(540, 780), Hours(660, 1140)


def with_office(below: str, others: str = "") -> str:
    """The sample with lines of the office, and with other calendars after it."""
    return changed(OFFICE, OFFICE + below + others)


def calendars(below: str, others: str = "") -> dict[str, Calendar]:
    """The calendars of such a desk."""
    return dict(accepted(with_office(below, others)).calendars)


CHRISTMAS = """\
    holidays: {country: US, observe: [Christmas Day, Thanksgiving Day]}
    exceptions:
      - {date: 2026-12-24, hours: 09:00-13:00, reason: {en: Christmas Eve, es: Nochebuena}}
      - {date: 2026-12-31, hours: closed, reason: {en: Stocktaking, es: Inventario}}
"""


def test_a_calendar_takes_over_what_it_does_not_set() -> None:
    """Time zone, week, holidays and exceptions, whichever of the two is written first."""
    extending = "  aaa:\n    extends: office\n"
    before = accepted(changed(OFFICE, extending + OFFICE + CHRISTMAS)).calendars
    after = calendars(CHRISTMAS, extending)
    assert before["aaa"] == after["aaa"]
    assert after["aaa"].special_days == after["office"].special_days
    assert (after["aaa"].weekly, after["aaa"].time_zone) == (after["office"].weekly, "America/New_York")


def test_what_a_calendar_sets_comes_in_place_of_what_it_would_take_over() -> None:
    """Except for exceptions, which are added by their date."""
    extending = """\
  phone-west:
    extends: office
    time_zone: America/Los_Angeles
    weekly:
      daily: 11:00-19:00
    holidays: {country: US, observe: [Labor Day]}
    exceptions:
      - {date: 2026-12-24, hours: closed, reason: {en: Moving, es: Mudanza}}
      - {date: 2026-12-30, hours: 09:00-13:00}
"""
    west = calendars(CHRISTMAS, extending)["phone-west"]
    assert west.time_zone == "America/Los_Angeles"
    assert west.weekly == ((LATE,),) * 7
    shown = {day: (special.hours, special.name.get("en", "")) for day, special in west.special_days.items()}
    assert {day: found for day, found in shown.items() if day.year == 2026} == {
        date(2026, 9, 7): ((), "Labor Day"),
        date(2026, 12, 24): ((), "Moving"),
        date(2026, 12, 30): ((MORNING,), ""),
        date(2026, 12, 31): ((), "Stocktaking"),
    }


def test_a_range_of_its_own_comes_before_the_closed_days_that_a_calendar_takes_over() -> None:
    """Row P2: open in a week in which the other one is closed; still not on its holidays, nor at the weekend."""
    closed = """\
    holidays: {country: US, observe: [Christmas Day]}
    exceptions:
      - {from: 2026-12-24, to: 2027-01-01, hours: closed, reason: {en: Break, es: Descanso}}
      - {date: 2026-12-23, hours: closed}
      - {date: 2026-12-27, hours: 11:00-19:00}
"""
    own = "    exceptions:\n      - {from: 2026-12-23, to: 2026-12-30, hours: 09:00-13:00}\n"
    days = calendars(closed, f"  phone-west:\n    extends: office\n{own}")["phone-west"].special_days
    hours = {day.isoformat(): special.hours for day, special in days.items() if day >= date(2026, 12, 20)}
    assert {day: found for day, found in hours.items() if day <= "2027-01-01"} == {
        **dict.fromkeys((f"2026-12-{day}" for day in (23, 24, 27, 28, 29, 30)), (MORNING,)),
        **dict.fromkeys(("2026-12-25", "2026-12-31", "2027-01-01"), ()),
    }


def test_a_calendar_may_be_made_of_several() -> None:
    """Open when any of them is, told on the clock of the first one or on another one."""
    others = """\
  tokyo:
    time_zone: Asia/Tokyo
    weekly:
      monday-friday: 09:00-17:00
  sun:
    any_of: [office, tokyo]
  sun-in-utc:
    time_zone: UTC
    any_of:
      - tokyo
      - office
"""
    found = calendars("", others)
    assert found["sun"] == Calendar(name="sun", time_zone="America/New_York", parts=(found["office"], found["tokyo"]))
    assert found["sun-in-utc"].time_zone == "UTC"
    assert [part.name for part in found["sun-in-utc"].parts] == ["tokyo", "office"]


def test_holidays_come_from_several_sources() -> None:
    """A day that two of them name is named once, or by both names."""
    sources = """\
    holidays:
      - {country: US, subdivision: NY, observe: [Election Day, Christmas Day, Washington's Birthday]}
      - {market: XNYS}
"""
    days = calendars(sources)["office"].special_days
    assert days[date(2026, 4, 3)].name["en"] == "Good Friday"
    assert days[date(2026, 11, 3)].name["en"] == "Election Day"
    assert days[date(2026, 12, 25)].name["en"] == "Christmas Day"
    assert date(2026, 11, 11) not in days


def test_holidays_are_named_in_the_language_of_the_page() -> None:
    """Where the package knows the language; else in English, which our own words may translate (row W3)."""
    madrid = calendars("    holidays: {country: ES, subdivision: MD}\n")["office"].special_days
    assert madrid[date(2026, 5, 2)].name == {"en": "Madrid Day", "es": "Fiesta de la Comunidad de Madrid"}
    assert madrid[date(2026, 12, 7)].name == {
        "en": "Monday following Constitution Day",
        "es": "Lunes siguiente a Día de la Constitución Española",
    }
    tokyo = calendars("    holidays: {country: JP}\n")["office"].special_days
    assert tokyo[date(2026, 5, 5)].name == {"en": "Children's Day", "es": "Children's Day"}


def test_a_holiday_may_be_observed_by_its_name_in_a_language_of_the_site() -> None:
    """An owner in Madrid need not know what it is called in English; the Monday instead of a Sunday is the same holiday."""
    observe = "observe: [Natividad del Señor, All Saints' Day]"
    days = calendars(f"    holidays: {{country: ES, subdivision: MD, {observe}}}\n")["office"].special_days
    assert [day for day in days if day.year == 2026] == [date(2026, 11, 2), date(2026, 12, 25)]


def test_a_range_of_dates_changes_the_days_on_which_the_desk_is_open() -> None:
    """Shorter hours in a week with a holiday mean neither the holiday nor the weekend; a single date comes first."""
    exceptions = """\
    holidays: {country: US, observe: [Christmas Day]}
    exceptions:
      - {from: 2026-12-21, to: 2026-12-31, hours: 09:00-13:00, reason: {en: Quiet days, es: Días tranquilos}}
      - {date: 2026-12-27, hours: 11:00-19:00}
      - {date: 2026-12-30, hours: closed}
"""
    days = calendars(exceptions)["office"].special_days
    hours = {day.day: special.hours for day, special in days.items() if (day.year, day.month) == (2026, 12)}
    assert hours == {
        **dict.fromkeys((21, 22, 23, 24, 28, 29, 31), (MORNING,)),
        25: (),
        27: (LATE,),
        30: (),
    }
    assert days[date(2026, 12, 21)].name["es"] == "Días tranquilos"


@pytest.mark.parametrize(
    ("others", "message"),
    [
        pytest.param(
            "  sales:\n    extends: offic\n",
            "site_config.yml:28: 'offic' is not a calendar below 'hours:' [bad-value]\n    fix: write 'extends: office'",
            id="an unknown calendar",
        ),
        pytest.param(
            "  sales:\n    extends: sales\n",
            "site_config.yml:28: 'sales' builds on itself: sales -> sales [bad-value]\n"
            "    fix: delete 'extends' in one of them, and write out there what it took over",
            id="itself",
        ),
        pytest.param(
            "  sales:\n    extends: claims\n  claims:\n    extends: sales\n",
            "site_config.yml:28: 'sales' builds on itself: sales -> claims -> sales [bad-value]\n"
            "    fix: delete 'extends' in one of them, and write out there what it took over\n"
            "site_config.yml:30: 'claims' builds on itself: claims -> sales -> claims [bad-value]\n"
            "    fix: delete 'extends' in one of them, and write out there what it took over",
            id="a circle",
        ),
        pytest.param(
            "  sales:\n    extends: claims\n  claims:\n    extends: office\n",
            "site_config.yml:28: 'claims' builds on another calendar itself [bad-value]\n    fix: extends: office",
            id="a chain",
        ),
        pytest.param(
            "  sales:\n    extends: sun\n  sun:\n    any_of: [office, phone]\n",
            "site_config.yml:28: 'sun' is made of several calendars [bad-value]\n    fix: extends: office",
            id="one that is made of several",
        ),
        pytest.param(
            "  sales:\n    extends: office\n    weekly:\n      monday: closed\n",
            "site_config.yml:29: the calendar 'sales' is never open [bad-value]\n"
            "    fix: weekly:\n"
            "           monday-friday: 09:00-17:00",
            id="never open",
        ),
        pytest.param(
            "  sales:\n    time_zone: UTC\n    weekly: 24/7\n",
            "site_config.yml:29: 'weekly' needs a line for each day, or for several [bad-value]\n"
            "    fix: weekly:\n"
            "           daily: 24 hours",
            id="a week without days",
        ),
        pytest.param(
            "  sun:\n    any_of: [office, phne]\n",
            "site_config.yml:28: 'phne' is not a calendar below 'hours:' with hours of its own [bad-value]\n"
            "    fix: write 'phone'",
            id="an unknown part",
        ),
        pytest.param(
            "  sun:\n    any_of: [office, moon]\n  moon:\n    any_of: [office, phone]\n",
            "site_config.yml:28: 'moon' is not a calendar below 'hours:' with hours of its own [bad-value]\n"
            "    fix: use one of: phone, office",
            id="a part that is made of several",
        ),
        pytest.param(
            "  sun:\n    any_of: [office, office]\n",
            "site_config.yml:28: 'office' is named twice [bad-value]\n    fix: delete one of the two",
            id="a part twice",
        ),
        pytest.param(
            "  sun:\n    any_of: office\n",
            "site_config.yml:28: 'any_of' takes two calendars or more [bad-value]\n    fix: extends: office",
            id="a single part",
        ),
        pytest.param(
            "  sun:\n    any_of: []\n",
            "site_config.yml:28: 'any_of' takes two calendars or more [bad-value]\n    fix: any_of: [new-york, madrid]",
            id="no part",
        ),
        pytest.param(
            "  sun:\n    any_of: [office, phone]\n    weekly:\n      monday: 09:00-17:00\n",
            "site_config.yml:29: 'sun' is made of several calendars, and has no 'weekly' of its own [bad-value]\n"
            "    fix: delete 'weekly', or write it below one of the calendars in 'any_of'",
            id="several and a week of its own",
        ),
        pytest.param(
            "  sun:\n    any_off: [office, phone]\n",
            "site_config.yml:28: 'time_zone' is missing in 'hours.sun' [missing-key]\n"
            "    fix: time_zone: America/New_York\n"
            "site_config.yml:28: 'weekly' is missing in 'hours.sun' [missing-key]\n"
            "    fix: weekly:\n"
            "           monday-friday: 09:00-17:00\n"
            "site_config.yml:28: 'any_off' is not a setting here [unknown-key]\n"
            "    fix: write 'any_of:'",
            id="a misspelt key",
        ),
    ],
)
def test_calendars_that_cannot_be_built_are_refused(others: str, message: str) -> None:
    """The whole of what an owner reads: where, what, and the text that mends it."""
    assert refused(with_office("", others)) == message


@pytest.mark.parametrize(
    ("below", "message"),
    [
        pytest.param(
            "    exceptions:\n      - {from: 2026-12-31, to: 2026-12-24, hours: closed}\n",
            "site_config.yml:28: 2026-12-24 is before 2026-12-31 [bad-value]\n"
            "    fix: from: 2026-12-24\n"
            "         to: 2026-12-31",
            id="a range that runs backwards",
        ),
        pytest.param(
            "    exceptions:\n      - {from: 2026-12-24, hours: closed}\n",
            "site_config.yml:28: 'to' is missing in 'hours.office.exceptions.0' [missing-key]\n    fix: to: 2026-12-31",
            id="a range without an end",
        ),
        pytest.param(
            "    exceptions:\n      - {date: 2026-12-24, to: 2026-12-26, hours: closed}\n",
            "site_config.yml:28: an exception has either a date, or from and to [bad-value]\n"
            "    fix: delete 'date', or 'from' and 'to'",
            id="a date and a range",
        ),
        pytest.param(
            "    exceptions:\n      - {from: 2026-12-24, to: 2028-12-26, hours: closed}\n",
            "site_config.yml:28: an exception is for a year at most [bad-value]\n"
            "    fix: to: 2027-12-25   (or change the weekly hours)",
            id="a range of years",
        ),
        pytest.param(
            "    exceptions:\n"
            "      - {from: 2026-12-20, to: 2027-12-20, hours: closed}\n"
            "      - {from: 2027-12-21, to: 2028-02-01, hours: closed}\n",
            "site_config.yml:25: the calendar 'office' is closed for more than a year after 2026-12-18 [bad-value]\n"
            "    fix: weekly:\n"
            "           monday-friday: 09:00-17:00   (or shorten the exceptions)",
            id="closed for more than a year",
        ),
        pytest.param(
            "    exceptions:\n"
            "      - {from: 2026-12-20, to: 2026-12-26, hours: closed}\n"
            "      - {from: 2026-12-26, to: 2026-12-31, hours: closed}\n",
            "site_config.yml:29: this overlaps the exception from 2026-12-20 to 2026-12-26 [bad-value]\n"
            "    fix: let one of the two end earlier or begin later",
            id="ranges that overlap",
        ),
        pytest.param(
            "    exceptions:\n      - {from: 24.12.2026, to: 2026-12-31, hours: closed}\n",
            "site_config.yml:28: '24.12.2026' is not a date (year-month-day) [bad-value]\n    fix: from: 2026-12-24",
            id="a day in another order",
        ),
        pytest.param(
            "    holidays: JP\n",
            "site_config.yml:27: 'holidays' needs a country or a market below it [bad-value]\n"
            "    fix: holidays:\n"
            "           country: JP",
            id="a country beside the key",
        ),
        pytest.param(
            "    holidays:\n      - {country: US, market: XNYS}\n",
            "site_config.yml:28: a country and a market are two sources of holidays [bad-value]\n"
            "    fix: holidays:\n"
            "           - country: US\n"
            "           - market: XNYS",
            id="a country and a market",
        ),
        pytest.param(
            "    holidays:\n      - country: US\n      - market: XNSE\n      - US\n",
            "site_config.yml:30: each item of 'holidays' needs 'key: value' lines [bad-value]\n"
            "    fix: holidays:\n"
            "           - country: US\n"
            "             subdivision: NY\n"
            "           - market: XNYS",
            id="a country without its key",
        ),
        pytest.param(
            "    holidays:\n      - country: US\n      - {market: XNYX}\n",
            "site_config.yml:29: 'XNYX' is no market that the holidays package knows; did you mean XNYS? [bad-value]\n"
            "    fix: market: XNYS",
            id="an unknown market",
        ),
    ],
)
def test_special_days_that_cannot_be_are_refused(below: str, message: str) -> None:
    """Ranges, and several sources of holidays, each at its own line."""
    assert refused(with_office(below)) == message


def test_every_fault_of_every_calendar_is_told() -> None:
    """Not the first one."""
    text = SAMPLE.replace("America/New_York", "America/New_Yorc")
    assert refused(text).count("is not a time zone") == 2
