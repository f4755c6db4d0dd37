"""Calendar -> its openings for the coming 400 days, as whole minutes since 1970 in UTC.

So the page's scripts and other people's apps need no time zone logic. Knows no file that the openings stand in.
"""

from datetime import UTC, date, datetime, time, timedelta

from desk.calendar import Calendar, openings_between

DAYS_OF_OPENINGS = 400


def built_span(today: date) -> tuple[datetime, datetime]:
    """The instants from which and until which hours are built: the same for every calendar of a desk.

    `today` begins at different instants around the world: it is counted from where it begins first.
    """
    start = datetime.combine(today, time(), UTC) - timedelta(hours=14)
    return start, start + timedelta(days=DAYS_OF_OPENINGS)


def built_openings(calendar: Calendar, today: date) -> list[list[int]]:
    """Pairs of minutes: from the first until just before the second, somebody is there."""
    found = openings_between(calendar, *built_span(today))
    return [[minutes(opening.start), minutes(opening.end)] for opening in found]


def minutes(instant: datetime) -> int:
    """Whole minutes since 1970 in UTC."""
    return int(instant.timestamp() // 60)
