"""Public holidays by country, subdivision or market."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from desk.holiday_dates import Source, holidays_of, same_holiday


def test_a_country_has_its_holidays_with_english_names() -> None:
    """The United States close on Thanksgiving."""
    assert holidays_of(Source("US"), [2026])[date(2026, 11, 26)].names == ("Thanksgiving Day",)


def test_names_are_english_where_the_package_has_them() -> None:
    """Spain's holidays are matched by the same names whatever the language of the site."""
    assert holidays_of(Source("ES"), [2026])[date(2026, 12, 25)].names == ("Christmas Day",)


def test_a_subdivision_adds_its_own() -> None:
    """New York State keeps Election Day and Lincoln's Birthday; the country does not."""
    added = holidays_of(Source("US", "NY"), [2026]).keys() - holidays_of(Source("US"), [2026]).keys()
    assert date(2026, 2, 12) in added


def test_a_market_has_its_own_calendar() -> None:
    """The New York Stock Exchange closes on Good Friday, and is open on Columbus Day."""
    days = holidays_of(Source(market="XNYS"), [2026])
    assert date(2026, 4, 3) in days
    assert date(2026, 10, 12) not in days


def test_days_come_in_order_for_all_years() -> None:
    """Each of the years asked for, and no other; each day once."""
    days = list(holidays_of(Source("US"), [2027, 2026]))
    assert days == sorted(days)
    assert {day.year for day in days} >= {2026, 2027}


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (Source("USX"), "'USX' is no country that the holidays package knows; did you mean US?"),
        (Source("us"), "'us' is no country that the holidays package knows; did you mean US?"),
        (Source("12345"), "'12345' is no country that the holidays package knows"),
        (Source("US", "NYC"), "'NYC' is no subdivision of US that the holidays package knows; did you mean NY?"),
        (Source(market="XNYX"), "'XNYX' is no market that the holidays package knows; did you mean XNYS?"),
        (Source(market="12345"), "'12345' is no market that the holidays package knows"),
    ],
)
def test_an_unknown_code_is_refused_with_the_nearest(source: Source, message: str) -> None:
    """A code that nothing resembles is refused without a guess."""
    with pytest.raises(ValueError, match=r".") as refused:
        holidays_of(source, [2026])
    assert str(refused.value) == message


@pytest.mark.parametrize(
    ("source", "language", "day", "name"),
    [
        (Source("ES", "MD"), "es", date(2026, 5, 2), "Fiesta de la Comunidad de Madrid"),
        (Source("ES", "MD"), "ca", date(2026, 12, 25), "Nativitat del Senyor"),
        (Source("JP"), "ja", date(2026, 5, 5), "こどもの日"),
        (Source("JP"), "es", date(2026, 5, 5), "Children's Day"),
        (Source("BR"), "pt", date(2026, 9, 7), "Independência do Brasil"),
        (Source("BR"), "pt-BR", date(2026, 9, 7), "Independência do Brasil"),
        (Source("TW"), "zh-Hant", date(2026, 10, 10), "國慶日"),
        (Source("TW"), "zh-Hans", date(2026, 10, 10), "国庆日"),
        (Source(market="XNYS"), "es", date(2026, 4, 3), "Good Friday"),
    ],
)
def test_a_holiday_is_called_as_the_language_calls_it(source: Source, language: str, day: date, name: str) -> None:
    """Where the package has the language of the page, whatever else its code says; in English else (row W3)."""
    found = holidays_of(source, [2026], [language])[day]
    assert found.called(language, found.names) == name


@pytest.mark.parametrize(
    ("name", "same"),
    [
        ("Independence Day (observed)", "Independence Day"),
        ("Eid al-Fitr (estimated)", "Eid al-Fitr"),
        ("Monday following All Saints' Day", "All Saints' Day"),
        ("Christmas Day", "Christmas Day"),
    ],
)
def test_a_holiday_that_is_kept_on_another_day_is_the_same(name: str, same: str) -> None:
    """So that who observes it need not name all its forms."""
    assert same_holiday(name) == same


_ONE_BUILD = """
import sys
from desk.holiday_dates import Source, holidays_of


class Forgetful:
    def get(self, key):
        return None

    def put(self, key, value):
        pass


days = holidays_of(Source("ES"), [2026], ["es"], Forgetful())
print(sorted(days)[0], days[sorted(days)[0]].translated["es"], "holidays" in sys.modules)
"""


def test_what_one_project_asked_for_another_finds(tmp_path: Path) -> None:
    """A first build needs the package once on a machine: it takes longer to import than a hundred pages to draw."""
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(tmp_path)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    said = [
        subprocess.run(
            [sys.executable, "-c", _ONE_BUILD], capture_output=True, text=True, check=True, env=environment
        ).stdout
        for _ in range(2)
    ]
    assert said == [f"2026-01-01 {{\"New Year's Day\": 'Año Nuevo'}} {first}\n" for first in (True, False)]
