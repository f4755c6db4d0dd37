"""hours.ics: what other people's calendar programs make of it is what the desk's calendar says."""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events

from desk.calendar import Opening, openings_between
from desk.settings import Settings
from generator.built_hours import DAYS_OF_OPENINGS
from generator.calendar_file import hours_ics
from tests.desk.sample import SAMPLE, TODAY, accepted, changed, words_in

PHONE = """\
    time_zone: America/New_York
    weekly:
      monday-friday: 08:00-20:00
      saturday: 10:00-16:00
  office:
"""
HOLIDAYS = (
    PHONE.removesuffix("  office:\n")
    + """\
    holidays:
      country: US
    exceptions:
      - date: 2026-12-24
        hours: 08:00-13:00
        reason: {en: "Christmas Eve; short, but open", es: Nochebuena}
      - date: 2026-12-28
        hours: 07:00-22:00
  office:
"""
)
DESKS = {
    "plain": PHONE,
    "holidays": HOLIDAYS,
    "past-midnight": (
        "    time_zone: America/New_York\n    weekly:\n      daily: 09:00-12:00, 13:00-17:00, 22:00-03:00\n  office:\n"
    ),
    "always": "    time_zone: Europe/Madrid\n    weekly:\n      daily: 24 hours\n  office:\n",
    "skipped-hour": "    time_zone: America/New_York\n    weekly:\n      daily: 01:30-02:30, 05:00-06:00\n  office:\n",
    "half-hour-change": "    time_zone: Australia/Lord_Howe\n    weekly:\n      daily: 01:00-02:15\n  office:\n",
    "follows-the-sun": """\
    any_of: [new-york, madrid, tokyo]
    time_zone: Europe/Madrid
  new-york:
    time_zone: America/New_York
    weekly:
      monday-friday: 09:00-17:00
    holidays:
      country: US
  madrid:
    time_zone: Europe/Madrid
    weekly:
      monday-friday: 09:00-17:00
  tokyo:
    time_zone: Asia/Tokyo
    weekly:
      monday-friday: 09:00-17:00
  office:
""",
    "odd-offset": "    time_zone: Asia/Kathmandu\n    weekly:\n      sunday-friday: 10:00-17:00\n  office:\n",
}


def desk(hours: str) -> Settings:
    """The sample with other phone hours."""
    return accepted(changed(PHONE, hours))


def parsed(settings: Settings, language: str = "en") -> icalendar.Calendar:
    return icalendar.Calendar.from_ical(hours_ics(settings, words_in(language), TODAY))


def joined(found: list[Opening]) -> list[Opening]:
    """Openings in order, adjoining and overlapping ones as one."""
    whole: list[Opening] = []
    for opening in sorted(found):
        if whole and opening.start <= whole[-1].end:
            whole[-1] = Opening(whole[-1].start, max(whole[-1].end, opening.end))
        else:
            whole.append(opening)
    return whole


def utc(value: datetime) -> datetime:
    return value.astimezone(UTC)


@pytest.mark.parametrize("name", DESKS)
def test_a_calendar_program_shows_the_hours_of_the_desk(name: str) -> None:
    """Row P2: recurring events, expanded by another program for 400 days and both clock changes, are the same intervals."""
    settings = desk(DESKS[name])
    calendar = settings.calendar("phone")
    start = utc(datetime.combine(TODAY, time(), ZoneInfo(calendar.time_zone)))
    end = start + timedelta(days=DAYS_OF_OPENINGS)
    events = recurring_ical_events.of(parsed(settings)).between(start - timedelta(days=2), end + timedelta(days=2))
    timed = [event for event in events if isinstance(event.start, datetime)]
    shown = joined([Opening(utc(event.start), utc(event.end)) for event in timed])
    assert shown == openings_between(calendar, start, end)


def test_a_week_is_one_event_and_what_differs_another() -> None:
    """Closed days are named, for the whole day, and other hours with the reason; each event says whom to call."""
    found = parsed(desk(HOLIDAYS))
    events = {str(event.uid): event for event in found.events}
    week = events["phone-0800-2000@help.sample.example"]
    assert week["RRULE"].to_ical() == b"FREQ=WEEKLY;UNTIL=20271223T130000Z;BYDAY=MO,TU,WE,TH,FR"
    assert str(week.summary) == "Sample Desk: phone open"
    assert str(week.description) == (
        "Call +1 212-555-0142. Outside these hours you can leave a voicemail; we call back. "
        "All hours: https://help.sample.example/hours/"
    )
    closed = events["phone-closed-20261126@help.sample.example"]
    assert (closed.start, closed.end) == (date(2026, 11, 26), date(2026, 11, 27))
    assert str(closed.summary) == "Sample Desk: phone closed (Thanksgiving Day)"
    short = events["phone-20261224t130000z@help.sample.example"]
    assert str(short.summary) == "Sample Desk: phone open (Christmas Eve; short, but open)"
    longer = [uid for uid in events if uid.startswith(("phone-20261228t", "phone-20261229t"))]
    assert longer == ["phone-20261228t120000z@help.sample.example"]
    assert {str(event["TRANSP"]) for event in events.values()} == {"TRANSPARENT"}


def test_the_file_is_in_the_language_of_the_page() -> None:
    """Row W3: title, events and reasons; and the address is that of the Spanish pages."""
    found = parsed(desk(HOLIDAYS), "es")
    assert str(found["X-WR-CALNAME"]) == "Sample Desk: horario telefónico"
    assert str(found["SOURCE"]) == "https://help.sample.example/es/hours.ics"
    assert "Sample Desk: atención telefónica (Nochebuena)" in {str(event.summary) for event in found.events}


def test_a_desk_without_a_phone_has_the_hours_of_its_form() -> None:
    """When messages are answered, then."""
    phone = '  phone:\n    number: "+1 212 555 0142"\n    hours: phone\n    voicemail: true\n'
    found = parsed(accepted(changed(phone, "")))
    assert str(found["X-WR-CALNAME"]) == "Sample Desk: office hours"
    event = found.events[0]
    assert str(event.uid) == "form-0900-1700@help.sample.example"
    assert str(event.description) == "All hours: https://help.sample.example/hours/"


def test_lines_are_as_the_standard_wants_them() -> None:
    """CRLF at each end, at most 75 bytes, no letter cut in two; the same day gives the same bytes; all ids differ."""
    name = "name: Ñandú; Ñandú, Ñandú\\Ñandú Ñandú Ñandú Ñandú Ñandú Ñandú Ñandú Ñandú Ñandú Ñandú Ñandú"
    settings = accepted(SAMPLE.replace("name: Sample Desk", name).replace(PHONE, HOLIDAYS))
    data = hours_ics(settings, words_in("es"), TODAY)
    lines = data.split(b"\r\n")
    assert lines.pop() == b""
    assert all(len(line) <= 75 and b"\n" not in line and line.decode() for line in lines)
    read = icalendar.Calendar.from_ical(data)
    name = settings.organisation.name
    assert f"{name}: atención telefónica" in {str(event.summary) for event in read.events}
    assert data == hours_ics(settings, words_in("es"), TODAY)
    ids = [str(event.uid) for event in read.events]
    assert len(ids) == len(set(ids))
    assert {event.DTSTAMP for event in read.events} == {datetime(2026, 11, 21, tzinfo=UTC)}


def test_ids_stay_from_day_to_day() -> None:
    """A program that looks again finds its events again: nothing is there twice."""
    settings = desk(HOLIDAYS)
    week = TODAY + timedelta(days=9)
    ids = [
        {str(event.uid) for event in icalendar.Calendar.from_ical(data).events}
        for data in (hours_ics(settings, words_in("en"), TODAY), hours_ics(settings, words_in("en"), week))
    ]
    assert len(ids[0] & ids[1]) > 10
    assert ids[0] - ids[1] == {"phone-closed-20261126@help.sample.example"}


def test_no_text_of_the_owner_ends_a_line() -> None:
    """Row P2: a carriage return alone, or another control character, in a reason puts no line of its own into the file."""
    reason = r'"Eve\rEND:VCALENDAR\r\nX:1;2,3\\ \x0b\x85\u2028\0z"'
    hours = HOLIDAYS.replace('"Christmas Eve; short, but open"', reason)
    written = hours_ics(desk(hours), words_in("en"), TODAY).decode()
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x85\u2028\u2029]|\r(?!\n)|(?<!\r)\n", written)
    assert r"(Eve\nEND:VCALENDAR\nX:1\;2\,3\\ z)" in written.replace("\r\n ", "")
