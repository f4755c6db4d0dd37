"""A made-up quarter in a log of its own, and the report over it."""

from datetime import UTC, datetime
from pathlib import Path

from contact.keys import LocalKeys
from contact.log import Log
from contact.report.document import PeriodReport
from contact.report.period import parse_period
from contact.report.period_report.basis import Asked, basis_of
from contact.report.period_report.making import made
from contact.report.period_report.sealing import newest_seal
from contact.seal import end_of
from contact.store.sqlite import SqliteStore
from desk.bundle import Bundle
from frontdesk.demo.making import Made, make
from frontdesk.demo.quarter import quarter
from tests.report.asked import reading

PERIOD = "2026-Q3"
NOW = datetime(2026, 11, 21, 15, tzinfo=UTC)
CASES = 300
PAGES = ("account/close-it", "account/open-it", "fees/what-does-it-cost")


def empty_log(folder: Path) -> Log:
    """A log in which nothing is."""
    return Log(store=SqliteStore(folder / "requests.sqlite3"), keys=LocalKeys())


def filled(log: Log, bundle: Bundle, *, count: int = CASES, seed: int = 1) -> Made:
    """Make up the quarter."""
    wanted = quarter(bundle, parse_period(PERIOD), count, seed=seed, now=NOW, pages=PAGES)
    return make(log, wanted, NOW, lambda _what, _done, _of: None)


def report_over(log: Log, bundle: Bundle, profile: str = "") -> PeriodReport:
    """The report of the quarter, as the newest seal has it."""
    seal = newest_seal(log.store, None)
    as_of = end_of(seal.day) if seal else NOW
    asked = Asked(name=PERIOD, period=parse_period(PERIOD), profile=profile, as_of=as_of, seal=seal)
    return made(basis_of(bundle.settings, asked), reading(log.store))[0]
