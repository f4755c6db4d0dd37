"""The days on which desks in New York, California, Madrid and Tokyo are closed, against the published lists (row P2).

Written down by hand from the sources that are named. Only working days stand here: who is closed on weekends is closed
on a holiday that falls on one. Where the holidays package has other days, the settings of the desk mend it, as an owner would.
"""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from desk.calendar import Calendar, Hours
from tests.desk.sample import SAMPLE, accepted, changed

# The Office of Personnel Management: 5 U.S.C. 6103; on a Saturday, the Friday before; on a Sunday, the Monday after.
UNITED_STATES = """
    2026  01-01 01-19 02-16 05-25 06-19 07-03 09-07 10-12 11-11 11-26 12-25
    2027  01-01 01-18 02-15 05-31 06-18 07-05 09-06 10-11 11-11 11-25 12-24 12-31
    2028  01-17 02-21 05-29 06-19 07-04 09-04 10-09 11-10 11-23 12-25
"""
# New York State: General Construction Law 24 and 25-a, 4 NYCRR 21.1(b): a Sunday's on Monday, a Saturday's not at all.
NEW_YORK = """
    2026  01-01 01-19 02-12 02-16 05-25 06-19 09-07 10-12 11-03 11-11 11-26 12-25
    2027  01-01 01-18 02-12 02-15 05-31 07-05 09-06 10-11 11-02 11-11 11-25
    2028  01-17 02-21 05-29 06-19 07-04 09-04 10-09 11-07 11-23 12-25
"""
# The package names a day of commemoration that closes nothing, and moves a Saturday's to Friday, as the country does.
NEW_YORK_SETTINGS = """\
    holidays:
      country: US
      subdivision: NY
      observe:
        - New Year's Day
        - Martin Luther King Jr. Day
        - Lincoln's Birthday
        - Washington's Birthday
        - Memorial Day
        - Juneteenth National Independence Day
        - Independence Day
        - Labor Day
        - Columbus Day
        - Election Day
        - Veterans Day
        - Thanksgiving Day
        - Christmas Day
    exceptions:
      - {date: 2026-07-03, hours: 09:00-17:00}
      - {date: 2027-06-18, hours: 09:00-17:00}
      - {date: 2027-12-24, hours: 09:00-17:00}
      - {date: 2027-12-31, hours: 09:00-17:00}
      - {date: 2028-02-11, hours: 09:00-17:00}
      - {date: 2028-11-10, hours: 09:00-17:00}
"""
# California: Government Code 19853, and the state holidays of the Department of Human Resources, which follow it: a
# Sunday's on Monday, 11 November on a Saturday on Friday, another Saturday's not at all.
CALIFORNIA = """
    2026  01-01 01-19 02-16 03-31 05-25 09-07 11-11 11-26 11-27 12-25
    2027  01-01 01-18 02-15 03-31 05-31 07-05 09-06 11-11 11-25 11-26
    2028  01-17 02-21 03-31 05-29 07-04 09-04 11-10 11-23 11-24 12-25
"""
# The package names three days on which state offices are open, and moves a Saturday's to Friday, as the country does.
CALIFORNIA_SETTINGS = """\
    holidays:
      country: US
      subdivision: CA
      observe:
        - New Year's Day
        - Martin Luther King Jr. Day
        - Presidents' Day
        - Cesar Chavez Day
        - Memorial Day
        - Independence Day
        - Labor Day
        - Veterans Day
        - Thanksgiving Day
        - Day After Thanksgiving
        - Christmas Day
    exceptions:
      - {date: 2026-07-03, hours: 09:00-17:00}
      - {date: 2027-12-24, hours: 09:00-17:00}
      - {date: 2027-12-31, hours: 09:00-17:00}
"""
# Comunidad de Madrid, without the two days of each town. 2026: the decree that the Consejo de Gobierno approved in September
# 2025 and the Boletín Oficial del Estado published. 2027 and 2028: the days that are fixed or follow Easter (28 March, 16 April).
MADRID = """
    2026  01-01 01-06 04-02 04-03 05-01 10-12 11-02 12-07 12-08 12-25
    2027  01-01 01-06 03-25 03-26 10-12 11-01 12-06 12-08
    2028  01-06 04-13 04-14 05-01 05-02 08-15 10-12 11-01 12-06 12-08 12-25
"""
# In 2027 two of the twelve days fall on Sundays; which days come instead, each year's decree says. These are the package's guess.
MADRID_GUESSED = "2027  03-19 05-03"
# Tokyo: the Cabinet Office's lists of 2026 and 2027, with the substitute days (6 May 2026, 22 March 2027) and the day between two
# holidays (22 September 2026). 2028: the Act on National Holidays, and the equinoxes as astronomers expect them.
TOKYO = """
    2026  01-01 01-12 02-11 02-23 03-20 04-29 05-04 05-05 05-06 07-20 08-11 09-21 09-22 09-23 10-12 11-03 11-23
    2027  01-01 01-11 02-11 02-23 03-22 04-29 05-03 05-04 05-05 07-19 08-11 09-20 09-23 10-11 11-03 11-23
    2028  01-10 02-11 02-23 03-20 05-03 05-04 05-05 07-17 08-11 09-18 09-22 10-09 11-03 11-23
"""


def days_of(published: str) -> Iterator[date]:
    """The days of a list that has a year in each line."""
    for line in published.strip().splitlines():
        year, *days = line.split()
        yield from (date.fromisoformat(f"{year}-{day}") for day in days)


def desk(below: str) -> Calendar:
    """A desk that is open from nine to five on working days, with the holidays of its settings."""
    weekly = "      monday-friday: 09:00-17:00\n"
    return accepted(changed(weekly, weekly + below)).calendars["office"]


def closed_on(calendar: Calendar, *years: int) -> list[date]:
    """The working days of some years on which nobody comes."""
    days = (date(year, 1, 1) + timedelta(days=number) for year in years for number in range(365 + (year % 4 == 0)))
    return [day for day in days if calendar.weekly[day.weekday()] and not calendar.hours_on(day)]


@pytest.mark.parametrize(
    ("settings", "published"),
    [
        pytest.param("    holidays: {country: US}\n", UNITED_STATES, id="United States"),
        pytest.param(NEW_YORK_SETTINGS, NEW_YORK, id="New York"),
        pytest.param(CALIFORNIA_SETTINGS, CALIFORNIA, id="California"),
        pytest.param("    holidays: {country: ES, subdivision: MD}\n", MADRID + MADRID_GUESSED, id="Madrid"),
        pytest.param("    holidays: {country: JP}\n", TOKYO, id="Tokyo"),
    ],
)
def test_a_desk_is_closed_on_the_published_holidays_and_on_no_other_day(settings: str, published: str) -> None:
    """Every working day of 2026, 2027 and 2028."""
    assert closed_on(desk(settings), 2026, 2027, 2028) == sorted(days_of(published))


def test_a_year_without_the_guess_is_what_exceptions_make_of_it() -> None:
    """Once Madrid's decree is known, two lines replace the guess: here with Saint James's Day and the Assumption's Monday."""
    settings = """\
    holidays: {country: ES, subdivision: MD}
    exceptions:
      - {date: 2027-03-19, hours: 09:00-17:00}
      - {date: 2027-08-16, hours: closed, reason: {en: Monday after the Assumption, es: Lunes siguiente a la Asunción}}
"""
    madrid = desk(settings)
    assert madrid.hours_on(date(2027, 3, 19)) == (Hours(540, 1020),)
    assert madrid.special_days[date(2027, 8, 16)].name["es"] == "Lunes siguiente a la Asunción"
    assert len(closed_on(madrid, 2027)) == 10


def test_desks_of_four_places_in_one_file() -> None:
    """Each with its own holidays: on 31 March 2026 only Sacramento is closed, on 6 January only Madrid."""
    hours = "    weekly:\n      monday-friday: 09:00-17:00\n"
    places = {
        "sacramento": "    time_zone: America/Los_Angeles\n" + hours + CALIFORNIA_SETTINGS,
        "madrid": "    time_zone: Europe/Madrid\n" + hours + "    holidays: {country: ES, subdivision: MD}\n",
        "tokyo": "    time_zone: Asia/Tokyo\n" + hours + "    holidays: {country: JP}\n",
    }
    text = SAMPLE.replace("hours:\n", "hours:\n" + "".join(f"  {name}:\n{below}" for name, below in places.items()))
    calendars = accepted(text).calendars
    for day, closed in (("2026-03-31", "sacramento"), ("2026-01-06", "madrid"), ("2026-09-22", "tokyo")):
        assert [name for name in places if not calendars[name].hours_on(date.fromisoformat(day))] == [closed]
