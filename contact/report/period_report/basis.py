"""All that a period report needs beside the log: what is asked for, and what the settings said when it was made.

Kept with a sealed report, so that it can be made again when settings, words and calendars have changed. Reads no log.
"""

import zlib
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from contact.events import CASE_CHANNELS
from contact.report.document import VERSION, Desk, File, Sealed, Table
from contact.report.period import Period
from contact.report.period_report.facts import microseconds
from contact.report.period_report.lines import View
from contact.report.period_report.notes import NOTES
from contact.report.period_report.open_time import OpenTime
from contact.report.period_report.presets import PRESETS
from contact.report.period_report.settings_tables import settings_tables
from contact.report.period_report.tables import Universe
from desk.calendar.local_time import instant_of
from desk.data import Data, field, from_json, to_json
from desk.settings import Settings
from desk.settings.model import CUSTOMERS, KINDS


class Basis(Data, frozen=True, kw_only=True):
    """See the module. `calls` are the tables that are counted over calls.

    Calls may be imported later, so the tables over them are kept as they were; None until they have been counted. `digests` are
    those of the tables as they were made, so that it can be said which one differs.
    """

    version: int
    profile: str
    draft: bool
    organisation: str
    addressee: str
    period: str
    since: date
    until: date
    time_zone: str
    start: datetime
    end: datetime
    as_of: datetime
    seal: Sealed | None
    desk: Desk
    universe: Universe
    tables: tuple[Table, ...]
    files: tuple[File, ...]
    notes: tuple[str, ...]
    calls: tuple[Table, ...] | None = None
    digests: Mapping[str, str] = field(default_factory=dict)

    def view(self) -> View:
        """From where cases are seen."""
        open_times = {name: OpenTime(calendar) for name, calendar in self.desk.calendars.items()}
        return View(
            start=microseconds(self.start),
            end=microseconds(self.end),
            as_of=microseconds(self.as_of),
            surges=frozenset(self.desk.surges),
            open_times=open_times,
            usual=open_times[self.desk.usual],
        )

    def packed(self) -> bytes:
        """In a few bytes, as it is kept."""
        return zlib.compress(to_json(self), 9)


def unpacked_basis(kept: bytes) -> Basis:
    """A basis as it was kept. Raises UnreadableError or zlib.error."""
    return from_json(zlib.decompress(kept), Basis)


class Asked(Data, frozen=True, kw_only=True):
    """Which report: a period under the name that it was asked for, a profile, and the state of the log."""

    name: str
    period: Period
    profile: str
    as_of: datetime
    seal: Sealed | None


def basis_of(settings: Settings, asked: Asked) -> Basis:
    """What a report needs, by the settings of now."""
    preset = PRESETS[asked.profile]
    zone = zone_of(settings)
    start, end = instants(asked.period, zone)
    told = settings_tables(settings, asked.period, start, end)
    return Basis(
        version=VERSION,
        profile=asked.profile,
        draft=preset.draft,
        organisation=settings.organisation.name,
        addressee=settings.reports.addressee,
        period=asked.name,
        since=asked.period.since,
        until=asked.period.until,
        time_zone=zone,
        start=start,
        end=end,
        as_of=asked.as_of,
        seal=asked.seal,
        desk=Desk(
            calendars=settings.calendars,
            usual=settings.channels.hours("form"),
            surges=tuple(notice.id for notice in settings.notices if notice.surge),
        ),
        universe=_universe(settings),
        tables=(*preset.tables, *told),
        files=tuple(preset.files),
        notes=(*NOTES, *preset.notes),
    )


def zone_of(settings: Settings) -> str:
    """The clock by which days and quarters begin: what the settings say, else that of the form."""
    return settings.reports.time_zone or settings.calendar("form").time_zone


def instants(period: Period, zone: str) -> tuple[datetime, datetime]:
    """The first instant of a period, and the first one after it, on a local clock."""
    clock = ZoneInfo(zone)
    return instant_of(period.since, 0, clock), instant_of(period.until + timedelta(days=1), 0, clock)


def _universe(settings: Settings) -> Universe:
    queues = tuple(settings.queues) or tuple(dict.fromkeys(topic.queue for topic in settings.topics))
    return {
        "kind": KINDS,
        "customer": CUSTOMERS,
        "channel": CASE_CHANNELS,
        "topic": tuple(topic.id for topic in settings.topics),
        "language": settings.languages.offered,
        "queue": queues,
        "profile": settings.profiles,
        "clock": tuple(dict.fromkeys(clock.name for clock in settings.clocks)),
    }
