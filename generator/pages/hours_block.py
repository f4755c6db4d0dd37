"""The hours of a channel -> what pages show of them: open now, the week, the days ahead that are different (rows P2, P3).

Without a script nothing is said of "now". Knows no page.
"""

from collections.abc import Iterator
from datetime import timedelta

from desk.calendar import Calendar
from desk.channels import ChannelName
from desk.templates import safe
from desk.wording import holiday_name, place_of, spans, table_day, week
from generator.markdown.tag_values import unbroken
from generator.pages.page import Desk

SPECIAL_DAYS_SHOWN = timedelta(days=366)

_SENTENCES = {
    "open": "contact.open",
    "open-day": "contact.open-day",
    "always": "contact.open-always",
    "closed": "contact.closed",
    "closed-day": "contact.closed-day",
    "here": "contact.here",
    "here-day": "contact.here-day",
    "one": "time.clock.one",
    "other": "time.clock.other",
}


def sign(desk: Desk, channel: ChannelName) -> str:
    """The sign that theme/assets/frontdesk/hours.js fills while the page is open."""
    words, settings = desk.words, desk.site.settings
    said = {name: words.texts[key] for name, key in _SENTENCES.items()}
    place = place_of(settings.calendar(channel).time_zone, desk.language)
    said["clocks"] = words.texts["contact.clocks"].replace("{place}", place)
    if channel == "phone" and settings.channels.phone and settings.channels.phone.voicemail:
        said["voicemail"] = words("contact.voicemail-now")
    return safe(desk.components.render("open-now.html", channel=channel, said=said))


def week_table(desk: Desk, calendar: Calendar, *, ahead: timedelta | None, title: str) -> str:
    """The week, and below it the different days that are not further ahead than `ahead`; None for the week alone."""
    html = desk.components.render(
        "week.html",
        words=desk.words,
        title=title,
        zone=calendar.time_zone,
        rows=list(_week(desk, calendar)),
        dates=" ".join(sorted({row["date"] for row in special_days(desk, calendar, SPECIAL_DAYS_SHOWN)})),
        special=[] if ahead is None else special_days(desk, calendar, ahead),
    )
    return safe(html)


def special_days(desk: Desk, calendar: Calendar, ahead: timedelta) -> list[dict[str, str]]:
    """The days from today on whose hours are not those of their weekday; of a desk of several places, with the place."""
    return [
        {
            "date": special.day.isoformat(),
            "day": table_day(special.day, desk.language),
            "name": holiday_name(special.name.get(desk.language, ""), desk.words),
            "place": place_of(part.time_zone, desk.language) if calendar.parts else "",
            "zone": part.time_zone,
            "hours": unbroken(spans(special.hours, desk.words)),
        }
        for special, part in calendar.differing(desk.today, desk.today + ahead)
    ]


def _week(desk: Desk, calendar: Calendar) -> Iterator[dict[str, str]]:
    """The rows of the week, each with the weekdays for which it is: `01234`, Monday first."""
    rows = week(calendar, desk.words)
    days = ["".join(map(str, range(first, last + 1))) for first, last, _ in calendar.runs()]
    for number, (label, hours) in enumerate(rows):
        yield {"days": days[number] if len(days) == len(rows) else "", "label": label, "hours": unbroken(hours)}
