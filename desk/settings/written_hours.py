"""Read one calendar below `hours:` as it is written, with whatever it leaves to another one left out.

Knows the other calendars neither by their names nor by their hours.
"""

from collections.abc import Mapping
from datetime import date
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from desk.calendar import SpecialDay
from desk.data import Data
from desk.fields import Fields
from desk.finding import unknown_name
from desk.kept import Kept
from desk.settings.special_days import Exceptions, read_exceptions, read_holidays
from desk.settings.weekly import Week, read_weekly
from desk.yaml_lines import Text


class WrittenHours(Data, frozen=True, kw_only=True):
    """A calendar of the file. None is what is not there, and may come from the calendar that it extends.

    `faulty` says that something was refused already; `any_of` is None for a calendar with hours of its own.
    """

    fields: Fields
    faulty: bool
    extends: str | None
    any_of: tuple[Text, ...] | None
    zone: str | None
    weekly: Week | None
    holidays: Mapping[date, SpecialDay] | None
    exceptions: Exceptions


def read_written_hours(
    fields: Fields, languages: tuple[str, ...], today: date, kept: Kept | None = None
) -> WrittenHours:
    """What stands below the name of a calendar, each mistake in it a finding."""
    before = len(fields.findings)
    several = fields.node("any_of") is not None
    any_of = fields.items("any_of", "any_of: [new-york, madrid]") if several else None
    extends = fields.optional_text("extends", "extends: office")
    zone = _time_zone(fields)
    weekly = read_weekly(fields)
    holidays = read_holidays(fields, languages, today, kept)
    exceptions = read_exceptions(fields, languages)
    fields.close()
    return WrittenHours(
        fields=fields,
        faulty=len(fields.findings) > before,
        any_of=any_of,
        extends=extends,
        zone=zone,
        weekly=weekly,
        holidays=holidays,
        exceptions=exceptions,
    )


def _time_zone(fields: Fields) -> str | None:
    example = "time_zone: America/New_York"
    if fields.node("time_zone") is None:
        return None
    zone = fields.text("time_zone", example)
    if zone and not _is_zone(zone):
        # Listing all zones reads hundreds of files: only to find the nearest name.
        known = sorted(available_timezones())
        finding = unknown_name(
            zone, known, fields.place("time_zone"), what="a time zone", rule="bad-value", write="time_zone: {}"
        )
        fix = finding.fix if finding.fix.startswith("write") else example
        fields.refuse("time_zone", finding.message, fix)
        return "UTC"
    return zone or "UTC"


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
