"""Settings -> schema.org data of the organisation: how to reach it and when, from the same calendars as the visible hours.

Says only what the page says that it stands on.
"""

from collections.abc import Collection, Iterator, Mapping
from datetime import date, timedelta
from urllib.parse import urljoin

from desk.calendar import MINUTES_A_DAY, Calendar, Hours
from desk.channels import ChannelName
from generator.pages.page import Desk

_CONTEXT = "https://schema.org"
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# How schema.org says a whole day, and a day without hours.
_WHOLE_DAY = ("00:00", "23:59")
_CLOSED = ("00:00", "00:00")


def organisation_data(desk: Desk, *, shown: Collection[str], ahead: timedelta) -> Mapping[str, object]:
    """The organisation and its contact points, with the hours of the channels and the special days that the page shows."""
    settings = desk.site.settings
    points = [_point(desk, channel, way, ahead if channel in shown else None) for channel, way in _ways(desk)]
    return {
        "@context": _CONTEXT,
        "@type": "Organization",
        "name": settings.organisation.name,
        "url": settings.organisation.site_url,
        "contactPoint": points,
    }


def _ways(desk: Desk) -> Iterator[tuple[ChannelName, Mapping[str, str]]]:
    channels = desk.site.settings.channels
    if channels.phone:
        yield "phone", {"telephone": channels.phone.number}
    if channels.email:
        yield "email", {"email": channels.email.address}
    home = urljoin(desk.site.settings.organisation.site_url, desk.site.root(desk.language))
    yield "form", {"url": f"{home}contact/"}


def _point(desk: Desk, channel: ChannelName, way: Mapping[str, str], ahead: timedelta | None) -> Mapping[str, object]:
    settings = desk.site.settings
    hours = [] if ahead is None else list(_hours(settings.calendar(channel), desk.today, ahead))
    return {
        "@type": "ContactPoint",
        "contactType": "customer service",
        **way,
        "availableLanguage": list(settings.languages.offered),
        **({"hoursAvailable": hours} if hours else {}),
    }


def _hours(calendar: Calendar, today: date, ahead: timedelta) -> Iterator[Mapping[str, object]]:
    """The week, then the days that differ. A desk of several places has no one week that this format could say."""
    if calendar.parts:
        return
    for hours in sorted({hours for weekday in calendar.weekly for hours in weekday}):
        days = [name for name, weekday in zip(_DAYS, calendar.weekly, strict=True) if hours in weekday]
        yield {"@type": "OpeningHoursSpecification", "dayOfWeek": days, **_times(hours)}
    for special, _ in calendar.differing(today, today + ahead):
        day = {"validFrom": special.day.isoformat(), "validThrough": special.day.isoformat()}
        for times in map(_times, special.hours or (None,)):
            yield {"@type": "OpeningHoursSpecification", **times, **day}


def _times(hours: Hours | None) -> Mapping[str, str]:
    """Opening and closing; one that closes after midnight closes before it opens, on the next day."""
    if hours is None:
        opens, closes = _CLOSED
    elif hours == Hours(0, MINUTES_A_DAY):
        opens, closes = _WHOLE_DAY
    else:
        opens, closes = _clock(hours.opens), _clock(hours.closes)
    return {"opens": opens, "closes": closes}


def _clock(minutes: int) -> str:
    hour, minute = divmod(minutes % MINUTES_A_DAY, 60)
    return f"{hour:02}:{minute:02}"
