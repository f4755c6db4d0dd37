"""A period and the settings of a desk -> the frame in which a synthetic quarter takes place: its days and its surge.

Knows no case.
"""

import dataclasses
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from contact.report.period import Period
from desk.bundle import Bundle
from desk.data import replace
from desk.settings.model import Notice, Settings
from frontdesk.demo.chance import Chance

# So long before the period the first of its cases comes in: some are open when it begins.
BEFORE = timedelta(days=21)
# So long after it the last of them are worked on.
AFTER = timedelta(days=14)
# What follows at once is over by then: no event lies in the future.
MOMENT = timedelta(hours=1)
SURGE_DAYS = 4
# Where in the period the surge lies, and how much longer answers take meanwhile.
SURGE_AT = 0.6
SURGE_FACTOR = 2.0
SURGE_ID = "synthetic-surge"
SURGE_TEXTS = {
    "en": "Synthetic notice: we have many more messages than usual. Answers take longer.",
    "es": "Aviso sintético: recibimos muchos más mensajes de lo habitual. Las respuestas tardan más.",
}


@dataclass(frozen=True, kw_only=True)
class Quarter:
    """So many cases in the period of a desk. `ends` is the instant from which on nothing happens; `pages` are answers."""

    bundle: Bundle
    period: Period
    count: int
    seed: int
    ends: datetime
    pages: tuple[str, ...] = ()

    @property
    def settings(self) -> Settings:
        return self.bundle.settings

    @property
    def zone(self) -> ZoneInfo:
        """The desk's own time zone, by which people write and call."""
        return ZoneInfo(self.settings.calendar("form").time_zone)

    def chance(self, name: str) -> Chance:
        """Chance for one thing: another seed, period or number of cases gives other cases."""
        return Chance(f"{self.seed}/{self.period.since}/{self.period.until}/{self.count}/{name}")

    @property
    def surge(self) -> range:
        """The days of the surge, as ordinals."""
        since, until = self.period.since.toordinal(), self.period.until.toordinal()
        return _surge(since, until)

    def instant(self, day: date, minute: int) -> datetime:
        """A minute of a day on the desk's clock, in UTC."""
        local = datetime.combine(day, time(minute // 60, minute % 60), self.zone)
        return local.astimezone(UTC)


def quarter(
    bundle: Bundle, period: Period, count: int, *, seed: int, now: datetime, pages: tuple[str, ...] = ()
) -> Quarter:
    """The frame. A notice of the surge stands in its settings, as it would have stood in those of the desk."""
    ends = min(now - MOMENT, period.end + AFTER)
    found = Quarter(bundle=bundle, period=period, count=count, seed=seed, ends=ends, pages=pages)
    surge = found.surge
    notice = Notice(
        id=SURGE_ID,
        start=found.instant(date.fromordinal(surge.start), 0),
        end=found.instant(date.fromordinal(surge.stop), 0),
        text={language: SURGE_TEXTS.get(language, SURGE_TEXTS["en"]) for language in bundle.settings.languages.offered},
        surge=True,
        factor=SURGE_FACTOR,
    )
    settings = replace(bundle.settings, notices=(*bundle.settings.notices, notice))
    return dataclasses.replace(found, bundle=replace(bundle, settings=settings))


def _surge(since: int, until: int) -> range:
    """A few days that begin on a Tuesday, where the period is long enough."""
    middle = since + round((until - since) * SURGE_AT)
    start = middle - (date.fromordinal(middle).weekday() - 1) % 7
    start = max(since, start)
    return range(start, min(start + SURGE_DAYS, until + 1))
