"""The pages of the desk itself: contact form, hours, and the page for addresses that lead nowhere."""

from datetime import timedelta
from html import escape

from desk.calendar import Calendar
from desk.form import REQUEST_FORM, form_html
from desk.form.action import form_action
from desk.form.options import request_options
from desk.settings.model import CHANNELS, ChannelName
from desk.templates import safe
from desk.wording import duration, holiday_name, place_of, spans, table_day, week
from generator.pages.contact_block import contact_slot
from generator.pages.page import Contact, Desk, Page

SPECIAL_DAYS_SHOWN = timedelta(days=366)


def contact_page(desk: Desk) -> Page:
    """The form, which needs no account (row L1), and the postal address beside it (row E10)."""
    settings, words = desk.site.settings, desk.words
    form = form_html(
        REQUEST_FORM,
        words,
        action=form_action(settings, desk.site_root("contact"), desk.language),
        options=request_options(settings, words),
        values={"language": desk.language},
        errors={},
        disclosure=settings.disclosure(desk.language),
    )
    main = desk.components.render(
        "contact-page.html",
        words=words,
        root=desk.root("contact"),
        form=safe(form),
        broken=safe(_if_broken(desk)),
        post=settings.channels.post,
        contact=contact_slot(desk, desk.root("contact"), form=False),
    )
    title = words("contact.title")
    return Page(
        language=desk.language,
        path="contact",
        title=title,
        description=words("contact.intro"),
        main=main,
        category="contact",
    )


def _if_broken(desk: Desk) -> str:
    """Whom to call where the backend cannot be reached: written into the page beforehand, since nothing else can say it then."""
    channels = desk.site.settings.channels
    if channels.phone:
        number = f'<a class="fd-phone" href="tel:{escape(channels.phone.number)}">{escape(channels.phone.shown)}</a>'
        return escape(desk.words.texts["contact.broken"]).replace("{phone}", number)
    return escape(desk.words("contact.broken-email", email=channels.email.address)) if channels.email else ""


def hours_page(desk: Desk, contact: Contact) -> Page:
    """Weekly hours, special days ahead and response times of every channel (rows P2, R1)."""
    words = desk.words
    main = desk.components.render(
        "hours.html",
        words=words,
        calendars=[_calendar(desk, channels) for channels in _by_calendar(desk)],
        times=[_times(desk, channel) for channel in _offered(desk)],
        contact=contact(desk.root("hours"), ""),
    )
    title = words("hours.title")
    return Page(
        language=desk.language,
        path="hours",
        title=title,
        description=words("hours.estimate"),
        main=main,
        category="hours",
    )


def missing_page(desk: Desk, root: str, contact: Contact) -> Page:
    """404: search, categories, and a person. Its links start at the root of the server, since it is shown anywhere."""
    main = desk.components.render("missing.html", words=desk.words, root=root, contact=contact(root, ""))
    title = desk.words("missing.title")
    return Page(
        language=desk.language,
        path="404",
        title=title,
        description=desk.words("missing.text"),
        main=main,
        category="404",
        indexed=False,
    )


def _offered(desk: Desk) -> list[ChannelName]:
    channels = desk.site.settings.channels
    there = {"phone": channels.phone, "email": channels.email, "form": channels.form, "post": channels.post}
    return [channel for channel in CHANNELS if there[channel]]


def _by_calendar(desk: Desk) -> list[list[ChannelName]]:
    """Channels that share a calendar share its table."""
    grouped: dict[str, list[ChannelName]] = {}
    for channel in _offered(desk):
        grouped.setdefault(desk.site.settings.channels.hours(channel), []).append(channel)
    return list(grouped.values())


def _calendar(desk: Desk, channels: list[ChannelName]) -> dict[str, object]:
    words, settings = desk.words, desk.site.settings
    calendar = settings.calendar(channels[0])
    titles = [words(f"hours.channel.{channel}") for channel in channels]
    return {
        "title": ", ".join([titles[0], *(title[:1].lower() + title[1:] for title in titles[1:])]),
        "channel": channels[0],
        "week": week(calendar, words),
        "place": place_of(calendar.time_zone, desk.language),
        "voicemail": bool("phone" in channels and settings.channels.phone and settings.channels.phone.voicemail),
        "special": _special_days(desk, calendar),
    }


def _special_days(desk: Desk, calendar: Calendar) -> list[dict[str, str]]:
    last = desk.today + SPECIAL_DAYS_SHOWN
    return [
        {
            "iso": day.isoformat(),
            "day": table_day(day, desk.language),
            "name": holiday_name(special.name.get(desk.language, ""), desk.words),
            "hours": spans(special.hours, desk.words),
        }
        for day, special in sorted(calendar.special_days.items())
        if desk.today <= day <= last and special.hours != calendar.weekly[day.weekday()]
    ]


def _times(desk: Desk, channel: ChannelName) -> dict[str, str]:
    times = desk.site.settings.response_times[channel]
    title = desk.words(f"hours.channel.{channel}")
    return {
        "title": title,
        "request": duration(times["request"], desk.words),
        "complaint": duration(times["complaint"], desk.words),
    }
