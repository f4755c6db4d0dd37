"""Settings of a day -> what an examiner asks of them: who was responsible, and when the desk was open. Knows no file."""

from datetime import UTC, date, datetime, time, timedelta

from desk.calendar import openings_between
from desk.settings.model import Settings

HOURS_BEFORE = timedelta(days=31)


def responsible(settings: Settings, day: date) -> list[dict[str, object]]:
    """The persons whom the settings name, and whether they were in office on the day (row H1)."""
    return [
        {
            "role": person.role,
            "name": person.name,
            "contact": person.contact,
            "from": person.start,
            "to": person.end,
            "in_office": person.current(day),
        }
        for person in settings.responsible
    ]


def hours(settings: Settings, day: date) -> dict[str, object]:
    """The opening times (UTC) of the month up to the day, by calendar, and which channels keep to each."""
    end = datetime.combine(day + timedelta(days=1), time(), UTC)
    by_calendar = settings.channels.by_calendar()
    return {
        name: {
            "time_zone": calendar.time_zone,
            "channels": by_calendar[name],
            "open": [
                [opening.start.isoformat(), opening.end.isoformat()]
                for opening in openings_between(calendar, end - HOURS_BEFORE, end)
            ],
        }
        for name, calendar in settings.used_calendars.items()
    }
