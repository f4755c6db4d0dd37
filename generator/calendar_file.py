"""Settings -> hours.ics: the hours of the phone (of the form, where there is no phone) for the calendar of a customer (row P2).

Hours that come every week are one recurring event, so that a file that was imported once is a few entries to delete, not
four hundred; what differs is an event of its own. Knows no page.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urljoin, urlsplit
from zoneinfo import ZoneInfo

from desk.calendar import Calendar, Hours, Opening, openings_between
from desk.channels import ChannelName
from desk.data import Data
from desk.settings import Settings
from desk.wording import holiday_name
from desk.words import Words
from generator.built_hours import DAYS_OF_OPENINGS
from generator.icalendar_lines import day as day_value
from generator.icalendar_lines import file_bytes, local, text, time_zone, utc

CALENDAR_FILE = "hours.ics"

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_DAY = timedelta(days=1)


class Series(Data, frozen=True, kw_only=True):
    """Weekly hours that some calendar of the desk has, and the days on which they are really kept."""

    zone: str
    hours: Hours
    kept: tuple[date, ...]
    left_out: tuple[date, ...]

    def start(self, on: date) -> datetime:
        """When it begins on a day."""
        return _at(on, self.hours.opens, ZoneInfo(self.zone))

    def end(self, on: date) -> datetime:
        """When it ends, for one that begins on a day."""
        return _at(on, self.hours.closes, ZoneInfo(self.zone))


def hours_ics(settings: Settings, words: Words, today: date) -> bytes:
    """The file in one language, with the hours from `today` on."""
    channel: ChannelName = "phone" if settings.channels.phone else "form"
    calendar = settings.calendar(channel)
    start = datetime.combine(today, time(), ZoneInfo(calendar.time_zone)).astimezone(UTC)
    end = start + timedelta(days=DAYS_OF_OPENINGS)
    openings = openings_between(calendar, start, end)
    series = [found for found in _series(calendar, openings, today) if found.kept]
    about = About(settings, words, channel, today)
    lines = list(about.head(calendar))
    for zone in sorted({found.zone for found in series}):
        lines += time_zone(zone, start, end)
    for found in series:
        lines += about.recurring(found)
    for opening in _without(openings, series):
        for part in _by_day(opening, ZoneInfo(calendar.time_zone)):
            lines += about.single(part, calendar)
    if not calendar.parts:
        for special, _ in calendar.differing(today, today + timedelta(days=DAYS_OF_OPENINGS)):
            if not special.hours:
                lines += about.closed(special.day, special.name.get(words.language, ""))
    return file_bytes([*lines, "END:VCALENDAR"])


class About:
    """What the events of one file say. Made for each file."""

    def __init__(self, settings: Settings, words: Words, channel: ChannelName, today: date) -> None:
        self._settings, self._words, self._channel = settings, words, channel
        self._host = urlsplit(settings.organisation.site_url).hostname
        self._url = urljoin(settings.organisation.site_url, settings.languages.root(words.language))
        # The day of the build, so that the same input gives the same bytes.
        self._stamp = f"DTSTAMP:{day_value(today)}T000000Z"

    def head(self, calendar: Calendar) -> Iterator[str]:
        """What stands before the events."""
        title = text(self._said("title"))
        yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Frontdesk//Opening hours//EN", "CALSCALE:GREGORIAN")
        yield from (f"NAME:{title}", f"X-WR-CALNAME:{title}", f"X-WR-TIMEZONE:{calendar.time_zone}")
        yield f"SOURCE;VALUE=URI:{self._url}{CALENDAR_FILE}"
        yield f"URL:{self._url}hours/"
        yield from ("REFRESH-INTERVAL;VALUE=DURATION:P1D", "X-PUBLISHED-TTL:P1D")

    def recurring(self, series: Series) -> Iterator[str]:
        """An event for hours that come every week."""
        first, last = series.kept[0], series.kept[-1]
        weekdays = sorted({on.weekday() for on in series.kept})
        zone, hours = series.zone, series.hours
        times = [
            f"DTSTART;TZID={zone}:{local(series.start(first))}",
            f"DTEND;TZID={zone}:{local(series.end(first))}",
            f"RRULE:FREQ=WEEKLY;UNTIL={utc(series.start(last))};BYDAY={','.join(_DAYS[each] for each in weekdays)}",
        ]
        if series.left_out:
            times.append(f"EXDATE;TZID={zone}:{','.join(local(series.start(on)) for on in series.left_out)}")
        # Of two calendars that make up a desk, both may have these hours, each in its own zone.
        where = f"-{zone.lower().replace('/', '-')}" if zone != self._settings.calendar(self._channel).time_zone else ""
        name = f"{hours.opens // 60:02}{hours.opens % 60:02}-{hours.closes // 60:02}{hours.closes % 60:02}{where}"
        yield from self._event(name, times, self._said("open"))

    def single(self, opening: Opening, calendar: Calendar) -> Iterator[str]:
        """An event for hours that come once, with the reason where the day has one."""
        on = opening.start.astimezone(ZoneInfo(calendar.time_zone)).date()
        special = calendar.special_days.get(on)
        reason = special.name.get(self._words.language, "") if special else ""
        times = [f"DTSTART:{utc(opening.start)}", f"DTEND:{utc(opening.end)}"]
        yield from self._event(utc(opening.start).lower(), times, self._said("open", reason))

    def closed(self, on: date, reason: str) -> Iterator[str]:
        """An event for a day on which nobody is there, though it is a weekday of work."""
        times = [f"DTSTART;VALUE=DATE:{day_value(on)}", f"DTEND;VALUE=DATE:{day_value(on + _DAY)}"]
        yield from self._event(f"closed-{day_value(on)}", times, self._said("closed", reason))

    def _event(self, name: str, times: Sequence[str], summary: str) -> Iterator[str]:
        yield from ("BEGIN:VEVENT", f"UID:{self._channel}-{name}@{self._host}", self._stamp, *times)
        yield f"SUMMARY:{text(summary)}"
        yield f"DESCRIPTION:{text(self._description())}"
        # An event that takes up no time of the customer's own.
        yield from (f"URL:{self._url}hours/", "TRANSP:TRANSPARENT", "END:VEVENT")

    def _said(self, what: str, reason: str = "") -> str:
        said = self._words(f"calendar.{self._channel}.{what}", organisation=self._settings.organisation.name)
        named = holiday_name(reason, self._words)
        return self._words("calendar.reason", what=said, reason=named) if named else said

    def _description(self) -> str:
        phone, words = self._settings.channels.phone, self._words
        if not phone:
            return words("calendar.more", url=f"{self._url}hours/")
        told = [words("calendar.call", phone=phone.shown), words("contact.voicemail") if phone.voicemail else ""]
        return " ".join(filter(None, [*told, words("calendar.more", url=f"{self._url}hours/")]))


def _series(calendar: Calendar, openings: Sequence[Opening], today: date) -> Iterator[Series]:
    """Each stretch of weekly hours, with the days on which the desk is open for the whole of it.

    The hours of a special day are events of their own, which say why; a desk of several places has one only by accident.
    """
    last = today + timedelta(days=DAYS_OF_OPENINGS)
    special = set() if calendar.parts else {each.day for each, _ in calendar.differing(today, last)}
    weekdays: dict[tuple[str, Hours], set[int]] = {}
    for desk in calendar.desks():
        for weekday, all_hours in enumerate(desk.weekly):
            for hours in all_hours:
                weekdays.setdefault((desk.time_zone, hours), set()).add(weekday)
    days = [today + timedelta(days=number) for number in range(-1, DAYS_OF_OPENINGS + 1)]
    for (zone, hours), usual in sorted(weekdays.items()):
        weekly = [on for on in days if on.weekday() in usual]
        kept = [on for on in weekly if on not in special and _is_whole(on, hours, ZoneInfo(zone), openings)]
        between = [on for on in weekly if kept and kept[0] < on < kept[-1]]
        left_out = tuple(sorted({*between} - {*kept}))
        yield Series(zone=zone, hours=hours, kept=tuple(kept), left_out=left_out)


def _is_whole(on: date, hours: Hours, zone: ZoneInfo, openings: Sequence[Opening]) -> bool:
    """Whether these hours of a day are all within one opening, and mean the same to every program.

    What a time means that the clocks skip or show twice, and how long an event then is, programs do not agree about.
    """
    start, end = _at(on, hours.opens, zone), _at(on, hours.closes, zone)
    if len({instant.replace(fold=fold).utcoffset() for instant in (start, end) for fold in (0, 1)}) > 1:
        return False
    number = bisect_right(openings, start, key=lambda opening: opening.start) - 1
    return number >= 0 and end <= openings[number].end


def _without(openings: Sequence[Opening], series: Sequence[Series]) -> Iterator[Opening]:
    """What of the openings no series covers."""
    covered = sorted(
        (found.start(on).astimezone(UTC), found.end(on).astimezone(UTC)) for found in series for on in found.kept
    )
    for opening in openings:
        at = opening.start
        first = bisect_left(covered, (at, at))
        for start, end in covered[first : bisect_left(covered, (opening.end, opening.end))]:
            if start > at:
                yield Opening(at, start)
            at = max(at, end)
        if at < opening.end:
            yield Opening(at, opening.end)


def _by_day(opening: Opening, zone: ZoneInfo) -> Iterator[Opening]:
    """An opening of more than a day, cut at midnight."""
    start = opening.start
    while opening.end - start > _DAY:
        midnight = datetime.combine(start.astimezone(zone).date() + _DAY, time(), zone).astimezone(UTC)
        yield Opening(start, midnight)
        start = midnight
    yield Opening(start, opening.end)


def _at(on: date, minutes: int, zone: ZoneInfo) -> datetime:
    """The local time so many minutes after midnight, by the clock."""
    return datetime.combine(on, time(), zone) + timedelta(minutes=minutes)
