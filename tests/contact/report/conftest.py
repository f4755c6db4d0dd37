"""A log to be filled, and the report of it."""

from collections.abc import Callable
from datetime import date

import pytest

from contact.log import Log
from contact.report.period import parse_period
from contact.report.response_times import ResponseTimes, response_times
from desk.settings import Settings
from tests.contact.report.history import History
from tests.desk.sample import SAMPLE, accepted

# On Tuesday.
BUSY = """\
notices:
  - id: busy
    from: 2026-08-04T00:00Z
    to: 2026-08-05T00:00Z
    surge: true
    factor: 3
    text: {en: We are slow., es: Vamos lentos.}
"""


@pytest.fixture(scope="session")
def settings() -> Settings:
    return accepted(SAMPLE + BUSY)


@pytest.fixture
def history(log: Log, settings: Settings) -> History:
    return History(log, settings)


Report = Callable[..., ResponseTimes]


@pytest.fixture
def report(log: Log, settings: Settings) -> Report:
    """The report of August 2026, as of its end."""

    def of(period: str = "2026-08", as_of: date | None = None) -> ResponseTimes:
        return response_times(log.store, settings, parse_period(period), as_of)

    return of
