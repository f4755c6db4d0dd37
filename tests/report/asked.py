"""The report of a store, asked for in one line."""

from datetime import datetime

from contact.report.document import PeriodReport
from contact.report.period import parse_period
from contact.report.period_report.basis import Asked, Basis, basis_of
from contact.report.period_report.counting import Reading, one_after_another
from contact.report.period_report.kept_facts import KeptFacts
from contact.report.period_report.making import made
from contact.store import Store
from desk.settings import Settings

PERIOD = "2026-Q1"


def basis(settings: Settings, as_of: datetime, profile: str = "", period: str = PERIOD) -> Basis:
    """What the report of the quarter is made from."""
    asked = Asked(name=period, period=parse_period(period), profile=profile, as_of=as_of, seal=None)
    return basis_of(settings, asked)


def reading(store: Store, kept: KeptFacts | None = None) -> Reading:
    """In one process."""
    return Reading(store=store, run=one_after_another, kept=kept)


def report_of(store: Store, settings: Settings, as_of: datetime, profile: str = "") -> PeriodReport:
    """The report of the quarter as of an instant."""
    return made(basis(settings, as_of, profile), reading(store))[0]
